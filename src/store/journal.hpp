// The intake journal: every changing statement of every batch, durable on a second device before
// the database commits it. With it the loss of the whole database loses nothing acknowledged.
//
// If we stop before the record is durable, nobody was told, and a torn record is cut at the next
// start. If we stop between record and commit, the start runs the record's statements: the batch
// is then stored although nobody was told. After the commit both hold it. The database keeps the
// number of its last journaled batch in a row of the same transaction, so the two are never more
// than one batch apart, and the journal is never behind what was acknowledged.
#pragma once

#include "sql/connection.hpp"
#include "store/journal_file.hpp"

#include <unordered_map>

namespace varde::store {

/// Stands before the writing connection and journals what it commits. The writer thread's alone.
class JournaledConnection final : public sql::Connection {
public:
    /// `batch` is the last one that both journal and database hold.
    JournaledConnection(std::unique_ptr<sql::Connection> inner,
                        std::unique_ptr<JournalFiles> journal, std::uint64_t batch)
        : inner_(std::move(inner)), journal_(std::move(journal)), batch_(batch)
    {
    }
    sql::Dialect dialect() const override { return inner_->dialect(); }
    Status begin() override;
    Status commit() override;
    void rollback() noexcept override { inner_->rollback(); }
    bool lost() override { return inner_->lost(); }
    bool in_transaction() const override { return inner_->in_transaction(); }
    Status begin_turn() override;
    Status keep_turn() override { return inner_->keep_turn(); }
    Status undo_turn() override;
    Result<std::int64_t> run(const sql::Statement& statement,
                             std::span<const sql::Parameter> parameters,
                             const sql::OnRow& on_row) override;
    Status post(const sql::Statement& statement,
                std::span<const sql::Parameter> parameters) override;
    Status script(std::string_view statements) override { return inner_->script(statements); }

private:
    void record(const sql::Statement& statement, std::span<const sql::Parameter> parameters,
                std::int64_t changed);
    std::unique_ptr<sql::Connection> inner_;
    std::unique_ptr<JournalFiles> journal_;
    std::uint64_t batch_;
    Bytes statements_;            // Of the transaction under way.
    std::size_t turn_start_ = 0;  // Where its present turn's begin.
};

/// A journal begins with a copy of the database, `base.db`; what is missing is run on top of it.
/// Puts that copy where the database should be, when there is none.
Status bring_back_base(const std::string& folder, const std::string& database);
/// Begins a journal in an empty folder with a copy of the database.
Status begin_journal(sql::Connection& connection, const std::string& folder,
                     const std::string& database);

/// From now on the journal begins with this copy of the database, which holds everything up to
/// `batch`; older files go.
Status begin_journal_with(const std::string& folder, const std::string& copy, std::uint64_t batch);

/// Number of the database's last journaled batch; 0: none, or it once ran without its journal.
Result<std::uint64_t> journaled_batch(sql::Connection& connection);
/// For a start without a journal: one that is set up again later must not fit by accident.
Status forget_journal(sql::Connection& connection);

struct Replay {
    std::uint64_t batches = 0;  ///< So many were missing in the database.
    std::uint64_t last = 0;     ///< Where both now stand.
    std::string damage;         ///< Why the journal cannot be followed to its end, if so.
    bool cut = false;           ///< Its last record was torn: nobody had been told of that batch.
};
/// Runs what the database lacks. An error: the journal is not this database's; nothing is changed.
Result<Replay> replay_journal(sql::Connection& connection, const std::string& folder,
                              const crypto::PublicKey& log);

}  // namespace varde::store
