// Opens SQLite databases with the settings that durability rests on.
#pragma once

#include "sql/connection.hpp"

#include <functional>
#include <memory>
#include <string>

namespace varde::sql {

enum class SqliteUse {
    writer,    ///< WAL, synchronous=FULL: the one connection that writes and checkpoints.
    reader,    ///< Reads beside the writer; never writes, never checkpoints.
    snapshot,  ///< A file that nobody writes: reads its bytes as they are, and makes no file.
    key_store  ///< No WAL, synchronous=EXTRA: a small file that is copied as it stands.
};

/// `unavailable` with the reason when the file cannot be opened or a setting does not hold.
Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, SqliteUse use);

/// Writes everything that the log holds into the database, syncs it and empties the log. When
/// somebody reads meanwhile it stays as it is, and the log says so.
Status empty_sqlite_log(Connection& writer);

/// Copies the database at `from`, as one of its commits left it, into the new file `to`; its writer
/// goes on meanwhile. Not yet synced when it returns. `progress` gets pages done and of how many.
Status copy_sqlite(const std::string& from, const std::string& to,
                   const std::function<void(int, int)>& progress = nullptr);

/// Whether the file is a whole database in itself: `unavailable` names what is wrong.
Status check_sqlite_file(const std::string& path);

/// `internal` when the SQLite in this binary is older than 3.51.3 (whose predecessors can lose
/// commits when the WAL is reset) or is not the one it was compiled against.
Status check_sqlite_version();

}  // namespace varde::sql
