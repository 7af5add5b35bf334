// What goes wrong between the store and its database, at a counted call.
#pragma once

#include "sql/connection.hpp"

#include <memory>

namespace varde::sim {

enum class FaultKind {
    none,
    begin_busy,             ///< The next transaction cannot begin; nothing else is wrong.
    gives_up,               ///< A statement fails, and the engine undoes the transaction.
    commit_refused,         ///< The commit fails and says that nothing is stored.
    commit_unknown_undone,  ///< The commit fails, nobody knows how; nothing is stored.
    commit_unknown_stored,  ///< The same, but it is stored.
    dies,                   ///< The process ends before a statement.
    dies_before_commit,
    dies_after_commit  ///< It is stored, and whoever waits for the answer gets none.
};
std::string_view name_of(FaultKind kind);

struct Fault {
    FaultKind kind = FaultKind::none;
    int calls_before = 0;  ///< Statements that still work, for `gives_up` and `dies`.
};

/// The world's hand on the connection. Once the process has died, every call fails until `revive`.
class Faults {
public:
    void arm(Fault fault) { armed_ = fault; }
    void disarm() { armed_ = {}; }
    bool dead() const { return dead_; }
    void revive() { dead_ = false; }

    /// Before a statement: none, or what happens in its place.
    FaultKind strikes_statement();
    FaultKind strikes_begin();
    FaultKind strikes_commit();
    void die() { dead_ = true; }

private:
    FaultKind strike();
    Fault armed_;
    bool dead_ = false;
};

/// Stands before the connection that writes.
class FaultyConnection final : public sql::Connection {
public:
    FaultyConnection(std::unique_ptr<sql::Connection> inner, Faults& faults)
        : inner_(std::move(inner)), faults_(faults)
    {
    }
    sql::Dialect dialect() const override { return inner_->dialect(); }
    Status begin() override;
    Status commit() override;
    void rollback() noexcept override { inner_->rollback(); }
    bool in_transaction() const override { return !faults_.dead() && inner_->in_transaction(); }
    Status begin_turn() override;
    Status keep_turn() override;
    Status undo_turn() override;
    Result<std::int64_t> run(const sql::Statement& statement,
                             std::span<const sql::Parameter> parameters,
                             const sql::OnRow& on_row) override;
    Status post(const sql::Statement& statement,
                std::span<const sql::Parameter> parameters) override;
    Status script(std::string_view statements) override;

private:
    Status before_statement();
    std::unique_ptr<sql::Connection> inner_;
    Faults& faults_;
};

}  // namespace varde::sim
