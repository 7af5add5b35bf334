#include "sql/database.hpp"

#include "sql/postgres.hpp"
#include "sql/sqlite.hpp"

#include <filesystem>

namespace varde::sql {

Dialect Database::dialect() const
{
    return address_.starts_with("postgres://") || address_.starts_with("postgresql://")
               ? Dialect::postgres
               : Dialect::sqlite;
}

Result<std::unique_ptr<Connection>> Database::open_writer() const
{
    if (dialect() == Dialect::postgres)
        return open_postgres(address_, PostgresUse::writer);
    auto writer = TRY(open_sqlite(address_, SqliteUse::writer));
    // After a sync that failed, what the log seems to hold may stand in memory only, and commits
    // behind it would be lost with it: all of it is written again and synced before anything else.
    TRY(empty_sqlite_log(*writer));
    return writer;
}

Result<std::unique_ptr<Connection>> Database::open_reader() const
{
    return dialect() == Dialect::postgres ? open_postgres(address_, PostgresUse::reader)
                                          : open_sqlite(address_, SqliteUse::reader);
}

Result<std::unique_ptr<Connection>> Database::open_visitor() const
{
    return dialect() == Dialect::postgres ? open_postgres(address_, PostgresUse::visitor)
                                          : open_sqlite(address_, SqliteUse::writer);
}

Result<std::uint64_t> Database::bytes_on_disk(Connection& connection) const
{
    if (dialect() == Dialect::postgres) {
        static constexpr Statement size{"database_size",
                                        "SELECT pg_database_size(current_database())"};
        const auto bytes =
            TRY(one(connection, [](const Row& row) { return row.integer(0); }, size));
        return std::uint64_t(bytes.value_or(0));
    }
    std::uint64_t bytes = 0;
    for (const auto* suffix : {"", "-wal"}) {
        std::error_code error;
        const auto size = std::filesystem::file_size(address_ + suffix, error);
        bytes += error ? 0 : size;
    }
    return bytes;
}

}  // namespace varde::sql
