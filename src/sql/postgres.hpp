// Opens PostgreSQL databases with the settings that durability rests on.
//
// What is acknowledged (docs/decisions/0016-postgresql-acknowledgements.md): a commit that was
// confirmed on the session that asked for it, without any warning. Everything else is
// `outcome-unknown`, and the session is given up.
#pragma once

#include "sql/connection.hpp"

#include <memory>
#include <string>

namespace varde::sql {

enum class PostgresUse {
    writer,  ///< The only one: holds the database's advisory lock as long as the session lives.
    reader,  ///< Reads the primary beside the writer, one instant per transaction; never writes.
    visitor  ///< Writes without the lock: for maintenance, and for tests of what that may do.
};

/// `address` is a URI as libpq reads it. `conflict` when another process holds the writer's lock;
/// `unavailable` with the reason when the server cannot be reached or does not promise durability.
/// Blocks until the standbys that the server waits for have everything that can be read now.
Result<std::unique_ptr<Connection>> open_postgres(const std::string& address, PostgresUse use);

}  // namespace varde::sql
