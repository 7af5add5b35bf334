// The database engine that this run of the tests is for, and fresh databases in it.
#pragma once

#include "sql/database.hpp"

#include <string>

namespace varde::test {

/// SQLite, or PostgreSQL when VARDE_TEST_ENGINE is `postgres`.
sql::Dialect engine();

/// The address of an empty database: `<folder>/varde.db`, or a schema of its own in a server that
/// the process has to itself.
std::string fresh_database(const std::string& folder);

/// Copies a database that nobody uses, or brings the copy back: yesterday's backup. `database` is
/// what `fresh_database` gave.
void keep_database(const std::string& database);
void bring_back_database(const std::string& database);

/// Where the files of the database stand that was made for `folder`.
std::string engine_folder(const std::string& folder);

/// SQL whose bytes are written as x'00ff', as this run's engine reads it.
std::string in_dialect(std::string statements);

}  // namespace varde::test
