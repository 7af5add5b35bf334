// A store opened for looking only: a data folder, a backup of one, or a PostgreSQL database; also
// while a server writes it. Nothing in it is ever changed.
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
    int lock_ = -1;       // Held shared, so that no server starts meanwhile.
};

}  // namespace varde::app
