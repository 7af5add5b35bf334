// Brings a database to the schema that this program was built for, or refuses it.
#pragma once

#include "base/time.hpp"
#include "sql/database.hpp"

namespace varde::store {

/// Applies what is missing, each file in a transaction of its own with its hash recorded.
/// `unavailable` when the database has a migration that this program does not know, or one whose
/// text differs: such a database is somebody else's, or from a newer release.
Status migrate(sql::Connection& connection, Timestamp now);

/// Makes the schema where nothing is yet, as the only writer. `conflict` when the database has been
/// used already; `unavailable` as above, or when the database cannot be reached.
Status make_schema(const sql::Database& database, Timestamp now);

/// The same check, changing nothing; also refuses a database that lacks a migration.
Status check_schema(sql::Connection& connection);

}  // namespace varde::store
