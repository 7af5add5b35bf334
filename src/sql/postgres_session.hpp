// One session with a PostgreSQL server, always in pipeline mode: statements are sent without
// waiting, and their results are collected together. Only for postgres.cpp.
#pragma once

#include "sql/connection.hpp"

#include <deque>
#include <memory>
#include <string>
#include <unordered_map>

#include <libpq-fe.h>

namespace varde::sql {

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

/// The first statement that failed, and the turn that sent it.
struct PostgresFailure {
    Error error;
    std::string_view statement;
    unsigned turn = 0;
};

class PostgresSession {
public:
    /// `unavailable` with the server's reason.
    static Result<std::unique_ptr<PostgresSession>> connect(const std::string& address);
    ~PostgresSession() { PQfinish(handle_); }
    PostgresSession(const PostgresSession&) = delete;

    /// Sends a statement, prepared once for each text; `turn` comes back with its failure.
    void send(const Statement& statement, std::span<const Parameter> parameters, unsigned turn);
    /// Lets the server work on what was sent, without waiting for it.
    void flush();
    /// Lets nobody hear of a failure among what was sent: its transaction is being undone.
    void abandon();
    /// Waits for everything that was sent. `last` is the last statement's result, when none failed.
    struct Collected {
        PostgresResult last;
        std::optional<PostgresFailure> failure;
    };
    Collected collect();
    /// Several statements at once; everything sent before must have been collected.
    Result<PostgresResult> script(std::string_view statements);

    /// Whether the session has ended. Looks at what has arrived.
    bool lost();
    /// Whether the server has warned of anything since `forget_warnings`.
    bool warned() const { return warned_; }
    void forget_warnings() { warned_ = false; }
    /// Whether the server has a transaction open, as far as has been collected.
    bool in_transaction() const { return PQtransactionStatus(handle_) != PQTRANS_IDLE; }

private:
    struct Sent {
        Statement statement;  // Without a name: the end of a pipeline.
        unsigned turn = 0;
        bool abandoned = false;
    };
    explicit PostgresSession(PGconn* handle);
    Error failure(const PGresult* result, std::string_view doing);
    Error gone(std::string_view doing);
    static void notice(void* session, const PGresult* result);

    PGconn* handle_;
    bool lost_ = false;
    bool warned_ = false;
    std::deque<Sent> sent_;
    std::unordered_map<const char*, std::string> prepared_;  // By address of the text.
    std::uint64_t names_given_ = 0;
};

}  // namespace varde::sql
