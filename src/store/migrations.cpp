#include "store/migrations.hpp"

#include "crypto/crypto.hpp"

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
constexpr std::string_view create_table =
    "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, hash TEXT NOT NULL, "
    "applied_at_us INTEGER NOT NULL) STRICT";

/// Replaces the tokens that differ between engines.
std::string for_sqlite(std::string_view text)
{
    std::string result(text);
    const std::pair<std::string_view, std::string_view> tokens[] = {
        {"{int}", "INTEGER"},
        {"{bytes}", "BLOB"},
        {"{strict}", "STRICT"},
        {"{clustered}", ", WITHOUT ROWID"}};
    for (const auto& [token, word] : tokens)
        for (auto at = result.find(token); at != std::string::npos; at = result.find(token, at))
            result.replace(at, token.size(), word);
    return result;
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
    const auto names =
        TRY(sql::all(connection, [](const sql::Row& row) { return row.string(0); }, sqlite_tables));
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
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i >= std::size(files))
            return refused("it has \"" + rows[i].name + "\", which is newer than this program.");
        if (rows[i].name != files[i].name)
            return refused("it has \"" + rows[i].name + "\" where \"" + std::string(files[i].name) +
                           "\" belongs.");
        if (rows[i].hash != hash_of(files[i]))
            return refused("\"" + rows[i].name + "\" was applied with another text.");
    }
    return rows.size();
}

}  // namespace

Status migrate(sql::Connection& connection, Timestamp now)
{
    TRY(check_owner(connection));
    TRY(connection.script(create_table));
    for (auto i = TRY(count_applied(connection)); i < std::size(files); ++i) {
        TRY(connection.begin());
        auto done = connection.script(for_sqlite(files[i].text));
        if (!done && done.error().code == ErrorCode::internal)
            done = refused("it has tables that no migration of ours made.");
        if (done) {
            auto recorded = sql::run(connection, record, files[i].name, hash_of(files[i]), now);
            done = recorded ? connection.commit() : Status(recorded.error());
        }
        if (!done) {
            connection.rollback();
            return done;
        }
    }
    return ok();
}

Status check_schema(sql::Connection& connection)
{
    if (TRY(count_applied(connection)) != std::size(files))
        return refused("it lacks migrations that this program has.");
    return ok();
}

}  // namespace varde::store
