#include "store/migrations.hpp"

#include "crypto/crypto.hpp"
#include "store/queries.hpp"

namespace varde::store {
namespace {

struct File {
    std::string_view name;
    std::string_view text;
};

constexpr File files[] = {
#include "store/migrations.inc"
};

constexpr sql::Statement applied{"migrations_applied",
                                 "SELECT name, hash FROM migration ORDER BY name"};
constexpr sql::Statement record{
    "record_migration", "INSERT INTO migration (name, hash, applied_at_us) VALUES ($1, $2, $3)"};
constexpr sql::Statement sqlite_tables{
    "tables", "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"};
constexpr sql::Statement postgres_tables{"tables",
                                         "SELECT table_name::text FROM information_schema.tables"
                                         " WHERE table_schema = current_schema()"};
constexpr std::string_view create_table =
    "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, "
    "applied_at_us {int} NOT NULL) {strict}";

/// Replaces what differs between engines. PostgreSQL compares text byte by byte, as SQLite does: an
/// index then stays right when the system's idea of a language's order changes.
std::string text_for(sql::Dialect dialect, std::string_view text)
{
    using Token = std::pair<std::string_view, std::string_view>;
    static constexpr Token sqlite[] = {{"{int}", "INTEGER"},
                                       {"{bytes}", "BLOB"},
                                       {"{strict}", "STRICT"},
                                       {"{clustered}", ", WITHOUT ROWID"}};
    static constexpr Token postgres[] = {{"{int}", "BIGINT"},
                                         {"{bytes}", "BYTEA"},
                                         {"{strict}", ""},
                                         {"{clustered}", ""},
                                         {" TEXT", " TEXT COLLATE \"C\""}};
    std::string result(text);
    for (const auto& [token, word] :
         dialect == sql::Dialect::sqlite ? std::span<const Token>(sqlite) : postgres)
        for (auto at = result.find(token); at != std::string::npos;
             at = result.find(token, at + word.size()))
            result.replace(at, token.size(), word);
    return result;
}

/// Those of this engine, in order: `0002_guards.sqlite.sql` and `0002_guards.postgres.sql` are
/// twins.
std::vector<const File*> files_for(sql::Dialect dialect)
{
    const std::string_view others =
        dialect == sql::Dialect::sqlite ? ".postgres.sql" : ".sqlite.sql";
    std::vector<const File*> chosen;
    for (const auto& file : files)
        if (!file.name.ends_with(others))
            chosen.push_back(&file);
    return chosen;
}

std::string hash_of(const File& file) { return to_hex(crypto::sha256(bytes_of(file.text))); }

Error refused(std::string why)
{
    return {
        ErrorCode::unavailable,
        "This database's schema is not the one of this program: " + std::move(why) +
            " Nothing was changed. Use the program version that wrote it, or restore a backup."};
}

struct Applied {
    std::string name;
    std::string hash;
};

/// A database with tables but without our list of migrations is another program's: it must not
/// even get that list.
Status check_owner(sql::Connection& connection)
{
    const auto names = TRY(sql::all(
        connection, [](const sql::Row& row) { return row.string(0); },
        connection.dialect() == sql::Dialect::sqlite ? sqlite_tables : postgres_tables));
    if (!names.empty() && std::find(names.begin(), names.end(), "migration") == names.end())
        return refused("it has tables of another program.");
    return ok();
}

/// What is recorded, after checking that each is known and unchanged and none is skipped.
Result<std::size_t> count_applied(sql::Connection& connection)
{
    auto found = sql::all(
        connection, [](const sql::Row& row) { return Applied{row.string(0), row.string(1)}; },
        applied);
    if (!found && found.error().code == ErrorCode::internal)
        return refused("it has no list of migrations as ours.");
    const auto rows = TRY(std::move(found));
    const auto ours = files_for(connection.dialect());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i >= ours.size())
            return refused("it has \"" + rows[i].name + "\", which is newer than this program.");
        if (rows[i].name != ours[i]->name)
            return refused("it has \"" + rows[i].name + "\" where \"" + std::string(ours[i]->name) +
                           "\" belongs.");
        if (rows[i].hash != hash_of(*ours[i]))
            return refused("\"" + rows[i].name + "\" was applied with another text.");
    }
    return rows.size();
}

}  // namespace

Status migrate(sql::Connection& connection, Timestamp now)
{
    TRY(check_owner(connection));
    const auto ours = files_for(connection.dialect());
    TRY(connection.script(text_for(connection.dialect(), create_table)));
    for (auto i = TRY(count_applied(connection)); i < ours.size(); ++i) {
        TRY(connection.begin());
        auto done = connection.script(text_for(connection.dialect(), ours[i]->text));
        if (!done && done.error().code == ErrorCode::internal)
            done = refused("it has tables that no migration of ours made.");
        if (done) {
            auto recorded = sql::run(connection, record, ours[i]->name, hash_of(*ours[i]), now);
            done = recorded ? connection.commit() : Status(recorded.error());
        }
        if (!done) {
            connection.rollback();
            return done;
        }
    }
    return ok();
}

Status make_schema(const sql::Database& database, Timestamp now)
{
    auto connection = TRY(database.open_writer());
    TRY(migrate(*connection, now));
    const auto used = TRY(sql::one(
        *connection, [](const sql::Row& row) { return row.integer(0); }, queries::ledger_head));
    if (used)
        return Error{ErrorCode::conflict,
                     "The database holds a store already. Nothing was changed; "
                     "give an empty one."};
    return ok();
}

Status check_schema(sql::Connection& connection)
{
    if (TRY(count_applied(connection)) != files_for(connection.dialect()).size())
        return refused("it lacks migrations that this program has.");
    return ok();
}

}  // namespace varde::store
