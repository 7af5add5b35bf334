#include "sql/sqlite.hpp"

#include "base/log.hpp"
#include "sql/sqlite_checkpoint.hpp"

#include <sqlite3.h>

#include <atomic>
#include <unordered_map>

namespace varde::sql {
namespace {

constexpr int oldest_version = 3'051'003;

/// A prepared statement and where its $1, $2, … are bound.
struct Prepared {
    sqlite3_stmt* handle = nullptr;
    std::vector<int> slots;
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}
    bool null(int column) const override
    {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override
    {
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view text(int column) const override { return text_of(bytes(column)); }
    ByteView bytes(int column) const override
    {
        const auto* data =
            static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        return {data, data ? std::size_t(sqlite3_column_bytes(statement_, column)) : 0};
    }

private:
    sqlite3_stmt* statement_;
};

Error failure(sqlite3* handle, std::string_view doing)
{
    const int code = sqlite3_extended_errcode(handle);
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::conflict, "the database is busy"};
    case SQLITE_CONSTRAINT:
        // A trigger's refusal carries its own sentence; it names rules, never data.
        if (code == SQLITE_CONSTRAINT_TRIGGER)
            return {ErrorCode::conflict, sqlite3_errmsg(handle)};
        return {ErrorCode::conflict, "it is there already or does not fit what is there"};
    case SQLITE_FULL:
        log::error("the disk is full", {{"doing", doing}});
        return {ErrorCode::unavailable, "the disk is full"};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL:  // Locks cannot be had.
        log::error("the database file cannot be used",
                   {{"doing", doing}, {"code", std::int64_t{code}}});
        return {ErrorCode::unavailable, "the database cannot be reached"};
    default:
        log::error("database error", {{"doing", doing},
                                      {"code", std::int64_t{code}},
                                      {"message", std::string_view(sqlite3_errmsg(handle))}});
        return {ErrorCode::internal, "database error"};
    }
}

/// Whether any sync of any of our databases has ever failed. What was to be synced may be gone, and
/// the next sync would succeed all the same; a checkpoint that relied on it would then throw away
/// the log, the only good copy. So nothing is written any more, and the log stays for the next
/// start. SQLite tells of a checkpoint's failed sync here alone.
std::atomic<bool> sync_failed{false};

void note_failed_sync(void*, int code, const char*)
{
    if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
        sync_failed = true;
}

bool only_reads(SqliteUse use) { return use == SqliteUse::reader || use == SqliteUse::snapshot; }

class SqliteConnection final : public Connection {
public:
    SqliteConnection(sqlite3* handle, SqliteUse use) : handle_(handle), use_(use) {}
    ~SqliteConnection() override
    {
        checkpoints_.reset();
        for (auto& [text, prepared] : prepared_)
            sqlite3_finalize(prepared.handle);
        if (sync_failed)
            sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_close(handle_);
    }

    Status checkpoint_beside(const std::string& path)
    {
        checkpoints_ = TRY(SqliteCheckpoints::start(path, handle_));
        return ok();
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    Status begin() override
    {
        if (sync_failed && !only_reads(use_))
            return Error{.code = ErrorCode::unavailable,
                         .message = "a sync has failed",
                         .problem = "outcome-unknown"};
        return script(only_reads(use_) ? "BEGIN" : "BEGIN IMMEDIATE");
    }
    Status commit() override
    {
        if (sqlite3_exec(handle_, "COMMIT", nullptr, nullptr, nullptr) == SQLITE_OK) {
            if (checkpoints_)
                checkpoints_->committed();
            return ok();
        }
        auto error = failure(handle_, "commit");
        // Only these two say for certain that nothing was made durable.
        const int code = sqlite3_errcode(handle_) & 0xff;
        if (code != SQLITE_FULL && code != SQLITE_BUSY)
            error.problem = "outcome-unknown";
        return error;
    }
    void rollback() noexcept override
    {
        if (in_transaction())
            sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    bool in_transaction() const override { return sqlite3_get_autocommit(handle_) == 0; }

    Status begin_turn() override { return post(savepoint, {}); }
    Status keep_turn() override { return post(release, {}); }
    Status undo_turn() override
    {
        TRY(post(rollback_to, {}));
        return post(release, {});
    }

    Result<std::int64_t> run(const Statement& statement, std::span<const Parameter> parameters,
                             const OnRow& on_row) override
    {
        auto* prepared = TRY(prepare(statement));
        CHECK(prepared->slots.size() == parameters.size());
        for (std::size_t i = 0; i < parameters.size(); ++i)
            bind(prepared->handle, prepared->slots[i], parameters[i]);
        int code = 0;
        while ((code = sqlite3_step(prepared->handle)) == SQLITE_ROW)
            if (on_row)
                on_row(SqliteRow(prepared->handle));
        auto result = code == SQLITE_DONE
                          ? Result<std::int64_t>(std::int64_t{sqlite3_changes64(handle_)})
                          : Result<std::int64_t>(failure(handle_, statement.name));
        sqlite3_reset(prepared->handle);
        sqlite3_clear_bindings(prepared->handle);
        return result;
    }

    Status post(const Statement& statement, std::span<const Parameter> parameters) override
    {
        TRY(run(statement, parameters, nullptr));
        return ok();
    }

    Status script(std::string_view statements) override
    {
        const std::string text(statements);
        if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            return failure(handle_, "script");
        return ok();
    }

private:
    Result<Prepared*> prepare(const Statement& statement)
    {
        auto& prepared = prepared_[statement.text.data()];
        if (prepared.handle)
            return &prepared;
        if (sqlite3_prepare_v3(handle_, statement.text.data(), int(statement.text.size()),
                               SQLITE_PREPARE_PERSISTENT, &prepared.handle, nullptr) != SQLITE_OK) {
            auto error = failure(handle_, statement.name);
            prepared_.erase(statement.text.data());
            return error;
        }
        // SQLite numbers "$2" by first appearance, not by its digit: look the names up.
        const int count = sqlite3_bind_parameter_count(prepared.handle);
        for (int number = 1; number <= count; ++number) {
            const auto name = "$" + std::to_string(number);
            prepared.slots.push_back(sqlite3_bind_parameter_index(prepared.handle, name.c_str()));
            CHECK(prepared.slots.back() > 0);
        }
        return &prepared;
    }

    static void bind(sqlite3_stmt* statement, int slot, const Parameter& parameter)
    {
        // SQLITE_STATIC: parameters outlive the step, and bindings are cleared after it.
        if (const auto* number = std::get_if<std::int64_t>(&parameter.held()))
            sqlite3_bind_int64(statement, slot, *number);
        else if (const auto* text = std::get_if<std::string_view>(&parameter.held()))
            sqlite3_bind_text(statement, slot, text->data() ? text->data() : "", int(text->size()),
                              SQLITE_STATIC);
        else if (const auto* bytes = std::get_if<ByteView>(&parameter.held()))
            sqlite3_bind_blob(statement, slot, bytes->data() ? bytes->data() : slot_for_empty,
                              int(bytes->size()), SQLITE_STATIC);
        else
            sqlite3_bind_null(statement, slot);
    }
    static constexpr const void* slot_for_empty = "";  // A null address would bind null.
    static constexpr Statement savepoint{"begin_turn", "SAVEPOINT turn"};
    static constexpr Statement release{"keep_turn", "RELEASE turn"};
    static constexpr Statement rollback_to{"undo_turn", "ROLLBACK TO turn"};

    sqlite3* handle_;
    SqliteUse use_;
    std::unique_ptr<SqliteCheckpoints> checkpoints_;  // Of a writer.
    std::unordered_map<const char*, Prepared> prepared_;
};

constexpr std::string_view common_settings =
    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
    "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;"
    // Without this INSERT OR REPLACE would delete a row past the triggers that guard it.
    "PRAGMA recursive_triggers=ON;";

std::string_view settings_for(SqliteUse use)
{
    switch (use) {
    case SqliteUse::writer:
        return "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
               "PRAGMA journal_size_limit=134217728; PRAGMA cache_size=-16384;";
    case SqliteUse::reader:
        return "PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON; PRAGMA cache_size=-8192;";
    case SqliteUse::snapshot:
        return "PRAGMA query_only=ON;";
    case SqliteUse::key_store:
        return "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;";
    }
    CHECK(false);
    return {};
}

/// Says that nobody writes the file: SQLite then looks for no log beside it and locks nothing.
std::string immutable_uri(const std::string& path)
{
    std::string uri = "file:";
    for (const char c : path) {
        constexpr std::string_view digits = "0123456789abcdef";
        if (c != '?' && c != '#' && c != '%')
            uri += c;
        else
            (uri += '%').append({digits[unsigned(c) / 16], digits[unsigned(c) % 16]});
    }
    return uri + "?immutable=1";
}

/// What a setting really is now; a pragma that did not take says nothing by itself.
std::string setting(sqlite3* handle, const char* pragma)
{
    sqlite3_stmt* statement = nullptr;
    std::string value;
    if (sqlite3_prepare_v2(handle, pragma, -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        value = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return value;
}

Status check_settings(sqlite3* handle, SqliteUse use)
{
    if (only_reads(use))
        return ok();
    const bool writer = use == SqliteUse::writer;
    if (setting(handle, "PRAGMA journal_mode") != (writer ? "wal" : "delete") ||
        setting(handle, "PRAGMA synchronous") != (writer ? "2" : "3"))
        return Error{ErrorCode::unavailable,
                     "the database's journal or sync setting does not hold here"};
    return ok();
}

}  // namespace

Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, SqliteUse use)
{
    [[maybe_unused]] static const int told =
        sqlite3_config(SQLITE_CONFIG_LOG, note_failed_sync, nullptr);
    sqlite3* handle = nullptr;
    const bool snapshot = use == SqliteUse::snapshot;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (snapshot ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE) |
                      (only_reads(use) ? 0 : SQLITE_OPEN_CREATE);
    if (sqlite3_open_v2(snapshot ? immutable_uri(path).c_str() : path.c_str(), &handle, flags,
                        nullptr) != SQLITE_OK) {
        sqlite3_close(handle);
        return Error{ErrorCode::unavailable, "cannot open the database " + path};
    }
    auto connection = std::make_unique<SqliteConnection>(handle, use);
    sqlite3_busy_timeout(handle, 5'000);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (use == SqliteUse::reader)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    TRY(connection->script(common_settings));
    TRY(connection->script(settings_for(use)));
    TRY(check_settings(handle, use));
    if (use == SqliteUse::writer)
        TRY(connection->checkpoint_beside(path));
    return std::unique_ptr<Connection>(std::move(connection));
}

Status empty_sqlite_log(Connection& writer)
{
    static constexpr Statement empty{"empty_log", "PRAGMA wal_checkpoint(TRUNCATE)"};
    const auto busy = TRY(one(writer, [](const Row& row) { return row.integer(0) != 0; }, empty));
    if (busy.value_or(true))
        log::warning("somebody reads the database, a backup perhaps: its log stays as it is");
    return ok();
}

Status check_sqlite_version()
{
    if (sqlite3_libversion_number() < oldest_version ||
        std::string_view(sqlite3_sourceid()) != SQLITE_SOURCE_ID)
        return Error{ErrorCode::internal, std::string("SQLite ") + sqlite3_libversion() +
                                              " is not the one this program was built with"};
    return ok();
}

}  // namespace varde::sql
