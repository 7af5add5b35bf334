// Which database: a file for SQLite, or an address for PostgreSQL.
#pragma once

#include "sql/connection.hpp"

#include <memory>
#include <string>

namespace varde::sql {

class Database {
public:
    /// `postgres://…` or `postgresql://…`, as libpq reads it; anything else is a path.
    explicit Database(std::string address) : address_(std::move(address)) {}

    Dialect dialect() const;
    /// The one connection that writes. `conflict` when another process has it (PostgreSQL; a data
    /// folder's lock keeps SQLite's), `unavailable` with the reason when the database is not
    /// usable.
    Result<std::unique_ptr<Connection>> open_writer() const;
    /// Reads beside the writer.
    Result<std::unique_ptr<Connection>> open_reader() const;
    /// Writes beside the writer: for tests and maintenance.
    Result<std::unique_ptr<Connection>> open_visitor() const;
    /// What the database takes on disk, as far as its engine tells; through one of its connections.
    Result<std::uint64_t> bytes_on_disk(Connection& connection) const;

private:
    std::string address_;
};

}  // namespace varde::sql
