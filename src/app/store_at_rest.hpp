// A store opened for looking only: a data folder, a backup of one, or a PostgreSQL database; also
// while a server writes it. No data in it is ever changed.
//
// A file that nobody writes and that has no log beside it is opened as one that cannot change,
// under a lock that keeps servers away. One with a log, of a server that runs or was killed, is
// opened as a server's reader opens it: SQLite reads the log where it stands, brings nothing of it
// into the file, and makes or mends its index of the log, varde.db-shm, which holds no data.
#pragma once

#include "app/data_folder.hpp"
#include "sql/connection.hpp"

#include <memory>
#include <optional>

namespace varde::app {

class StoreAtRest {
public:
    /// A folder with varde.conf or varde.db, or `postgres://…`. `unavailable` with what to do.
    static Result<StoreAtRest> open(const std::string& where);
    StoreAtRest(StoreAtRest&& other) noexcept;
    ~StoreAtRest();

    /// Each thread takes its own.
    Result<std::unique_ptr<sql::Connection>> connect() const;
    const std::string& folder() const { return folder_; }  ///< Empty: only a database is known.
    const std::optional<Settings>& settings() const { return settings_; }
    bool served() const { return served_; }  ///< A server has the folder open.

private:
    StoreAtRest() = default;
    std::string folder_, database_;
    std::optional<Settings> settings_;
    bool served_ = false;
    bool quiet_ = false;  // A file that nobody writes and that has no log beside it.
    int lock_ = -1;       // Of a quiet file, held shared: no server starts meanwhile.
};

}  // namespace varde::app
