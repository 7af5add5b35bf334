#include "sql/postgres.hpp"

#include "base/log.hpp"
#include "sql/postgres_session.hpp"

namespace varde::sql {
namespace {

constexpr int oldest_version = 150'000;
constexpr Oid type_flag = 16, type_integer = 20, type_short = 21, type_normal = 23;

class PostgresRow final : public Row {
public:
    PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}
    bool null(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
    std::int64_t integer(int column) const override
    {
        if (null(column))
            return 0;
        const auto type = PQftype(result_, column);
        CHECK(type == type_integer || type == type_normal || type == type_short ||
              type == type_flag);
        const auto raw = bytes(column);
        std::int64_t number = type != type_flag && (raw[0] & 0x80) ? -1 : 0;
        for (const auto byte : raw)
            number = std::int64_t(std::uint64_t(number) << 8 | byte);
        return number;
    }
    std::string_view text(int column) const override { return text_of(bytes(column)); }
    ByteView bytes(int column) const override
    {
        return {reinterpret_cast<const std::uint8_t*>(PQgetvalue(result_, row_, column)),
                std::size_t(PQgetlength(result_, row_, column))};
    }

private:
    const PGresult* result_;
    int row_;
};

constexpr Statement begin_writing{"begin", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"};
constexpr Statement begin_reading{"begin", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
constexpr Statement commit_all{"commit", "COMMIT"};
constexpr Statement rollback_all{"rollback", "ROLLBACK"};
constexpr Statement savepoint{"begin_turn", "SAVEPOINT turn"};
constexpr Statement release{"keep_turn", "RELEASE turn"};
constexpr Statement rollback_to{"undo_turn", "ROLLBACK TO turn"};
/// Divides by zero, and so lets no commit through, where a commit would not wait for disk and
/// standbys. The message gives a batch that only read a commit record of its own to wait for:
/// what it read is then as durable as what it wrote.
constexpr Statement guard{"commit_guard",
                          "SELECT pg_logical_emit_message(true, 'varde', ''),"
                          " 1 / (current_setting('synchronous_commit') IN ('on', 'remote_apply')"
                          " AND current_setting('fsync') = 'on')::int"};

/// Held by the writer's session, for the schema in which its tables stand; any number that is ours
/// will do.
constexpr std::string_view take_lock =
    "SET lock_timeout = '2s'; SELECT pg_advisory_lock(831489, hashtext(current_schema()));"
    "SET lock_timeout = 0";

/// A role's or database's own settings must not hide warnings, or let a commit return early.
constexpr std::string_view session_settings =
    "SET client_min_messages = warning; SET statement_timeout = 0; SET lock_timeout = 0;"
    "SET idle_in_transaction_session_timeout = 0; SET jit = off;"
    "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
    " WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, false)";

constexpr std::string_view server_settings =
    "SELECT current_setting('server_version_num'), current_setting('server_encoding'),"
    " current_setting('fsync'), current_setting('full_page_writes'),"
    " current_setting('data_checksums')";

Error refused(const std::string& why)
{
    return {ErrorCode::unavailable,
            "This PostgreSQL server cannot be used: " + why + " Nothing was changed."};
}

Status check_server(const PGresult* row)
{
    const auto value = [&](int column) { return std::string_view(PQgetvalue(row, 0, column)); };
    if (std::atoi(PQgetvalue(row, 0, 0)) < oldest_version)
        return refused("it is older than version 15.");
    if (value(1) != "UTF8")
        return refused("the database's encoding is " + std::string(value(1)) +
                       ". Make it anew with ENCODING 'UTF8'.");
    for (const auto& [column, name] : {std::pair{2, "fsync"}, {3, "full_page_writes"}})
        if (value(column) != "on")
            return refused(std::string(name) + " is off, so that a power cut may lose what was "
                                               "acknowledged. Set it to on in postgresql.conf.");
    if (value(4) != "on")
        log::warning("the database has no data checksums: run pg_checksums --enable on the "
                     "stopped server");
    return ok();
}

class PostgresConnection final : public Connection {
public:
    PostgresConnection(std::string address, PostgresUse use)
        : address_(std::move(address)), use_(use)
    {
    }

    Status open()
    {
        session_.reset();
        open_ = false;
        turn_ = 0;
        auto session = TRY(PostgresSession::connect(address_));
        TRY(session->script(session_settings));
        const auto settings = TRY(session->script(server_settings));
        TRY(check_server(settings.get()));
        if (use_ == PostgresUse::writer) {
            auto locked = session->script(take_lock);
            if (!locked && locked.error().code == ErrorCode::conflict)
                return Error{ErrorCode::conflict,
                             "Another process writes to this database. Stop it first."};
            TRY(std::move(locked));
        }
        session->forget_warnings();
        TRY(session->script(guard.text));
        if (session->warned())
            return Error{ErrorCode::unavailable,
                         "The wait for the standby was cancelled: what stands in the database may "
                         "not be on the standby."};
        if (use_ == PostgresUse::reader)
            TRY(session->script("SET default_transaction_read_only = on"));
        session_ = std::move(session);
        return ok();
    }

    bool lost() override { return !session_ || session_->lost(); }
    Status reconnect() override
    {
        auto opened = open();
        // Whoever holds the lock may be our own old session, which a dead standby keeps.
        if (!opened && opened.error().code == ErrorCode::conflict)
            return Error{ErrorCode::unavailable, opened.error().message};
        return opened;
    }
    Dialect dialect() const override { return Dialect::postgres; }

    Status begin() override
    {
        if (lost()) {
            if (use_ != PostgresUse::reader)
                return unreachable();
            TRY(open());
        }
        session_->forget_warnings();
        open_ = true;
        seen_ = false;
        turn_ = turns_ = 0;
        send(use_ == PostgresUse::reader ? begin_reading : begin_writing);
        return ok();
    }

    Status commit() override
    {
        if (lost())
            return unreachable();
        turn_ = 0;
        send(guard);
        send(commit_all);
        const auto collected = session_->collect();
        open_ = false;
        if (session_->warned() || (collected.failure && session_->lost())) {
            session_.reset();
            return Error{.code = ErrorCode::unavailable,
                         .message = "the database did not confirm the commit",
                         .problem = "outcome-unknown"};
        }
        if (collected.failure && collected.failure->statement == guard.name)
            return Error{ErrorCode::unavailable,
                         "synchronous_commit or fsync is off: a commit would promise nothing"};
        if (collected.failure)
            return collected.failure->error;
        // A transaction that has failed is "committed" by undoing it.
        if (PQcmdStatus(collected.last.get()) != std::string_view("COMMIT"))
            return Error{ErrorCode::unavailable, "the database undid the transaction"};
        return ok();
    }

    void rollback() noexcept override
    {
        const bool was_open = std::exchange(open_, false);
        if (!session_ || (!was_open && !session_->in_transaction()))
            return;
        session_->flush();  // After an error the server takes nothing before the end of a pipeline.
        send(rollback_all);
        session_->flush();  // Nobody need wait for it, and what failed before is undone with it.
        session_->abandon();
    }
    bool in_transaction() const override { return open_; }

    Status begin_turn() override
    {
        turn_ = ++turns_;
        return post(savepoint, {});
    }
    Status keep_turn() override
    {
        TRY(post(release, {}));
        turn_ = 0;
        return ok();
    }
    Status undo_turn() override
    {
        TRY(settle());  // An error that is still under way may be an earlier turn's.
        send(rollback_to);
        send(release);
        turn_ = 0;
        return ok();
    }

    Status post(const Statement& statement, std::span<const Parameter> parameters) override
    {
        if (!session_)
            return unreachable();
        session_->send(statement, parameters, turn_);
        return ok();
    }

    Result<std::int64_t> run(const Statement& statement, std::span<const Parameter> parameters,
                             const OnRow& on_row) override
    {
        TRY(post(statement, parameters));
        auto collected = session_->collect();
        if (collected.failure && use_ == PostgresUse::reader && open_ && !seen_ && lost()) {
            TRY(begin());  // Nothing has been seen yet: a new session may begin again.
            TRY(post(statement, parameters));
            collected = session_->collect();
        }
        if (collected.failure)
            return failed(*collected.failure);
        seen_ = true;
        const auto* result = collected.last.get();
        for (int row = 0; on_row && row < PQntuples(result); ++row)
            on_row(PostgresRow(result, row));
        return std::int64_t{std::atoll(PQcmdTuples(collected.last.get()))};
    }

    Status script(std::string_view statements) override
    {
        if (!session_)
            return unreachable();
        TRY(settle());
        auto done = session_->script(statements);
        if (!done)
            return failed({done.error(), "script", turn_});
        return ok();
    }

private:
    static Error unreachable()
    {
        return {ErrorCode::unavailable, "the database cannot be reached"};
    }
    void send(const Statement& statement) { session_->send(statement, {}, turn_); }

    /// What a failure leaves: an error of the present turn can be undone with it. One of a turn
    /// that was kept already has undone what its job believes to be there.
    Error failed(const PostgresFailure& failure)
    {
        if (session_->lost() || failure.turn != turn_ || turn_ == 0)
            open_ = false;
        return failure.error;
    }

    /// Waits for what was posted. An error of the present turn stays with it.
    Status settle()
    {
        const auto collected = session_->collect();
        if (!collected.failure)
            return ok();
        auto error = failed(*collected.failure);
        return open_ ? ok() : Status(std::move(error));
    }

    std::string address_;
    PostgresUse use_;
    std::unique_ptr<PostgresSession> session_;
    bool open_ = false;
    bool seen_ = false;   // Whether this transaction has had a result.
    unsigned turn_ = 0;   // The present one; 0: none.
    unsigned turns_ = 0;  // Begun in this transaction.
};

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address, PostgresUse use)
{
    auto connection = std::make_unique<PostgresConnection>(address, use);
    TRY(connection->open());
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace varde::sql
