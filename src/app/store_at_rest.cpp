#include "app/store_at_rest.hpp"

#include "sql/database.hpp"
#include "sql/sqlite.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

namespace varde::app {

namespace fs = std::filesystem;

Result<StoreAtRest> StoreAtRest::open(const std::string& where)
{
    StoreAtRest store;
    if (sql::Database(where).dialect() == sql::Dialect::postgres) {
        store.database_ = where;
        TRY(store.connect());
        return store;
    }
    store.folder_ = where;
    if (fs::exists(where + "/varde.conf"))
        store.settings_ = TRY(read_settings(where));
    if (store.settings_ && !store.settings_->store.empty()) {
        store.database_ = store.settings_->store;
        TRY(store.connect());
        return store;
    }
    store.database_ = where + "/varde.db";
    if (!fs::exists(store.database_))
        return Error{ErrorCode::unavailable,
                     where + " holds no store: neither varde.db nor a varde.conf that names a "
                             "PostgreSQL database."};
    // A server holds this file locked. Opening it for reading changes nothing.
    store.lock_ = ::open((where + "/lock").c_str(), O_RDONLY | O_CLOEXEC);
    store.served_ = store.lock_ >= 0 && ::flock(store.lock_, LOCK_SH | LOCK_NB) != 0;
    store.quiet_ = !store.served_ && !fs::exists(store.database_ + "-wal");
    // A log that a killed server left is read as that of one that serves: one may start meanwhile.
    if (!store.quiet_ && store.lock_ >= 0)
        ::close(std::exchange(store.lock_, -1));
    return store;
}

StoreAtRest::StoreAtRest(StoreAtRest&& other) noexcept
    : folder_(std::move(other.folder_)), database_(std::move(other.database_)),
      settings_(std::move(other.settings_)), served_(other.served_), quiet_(other.quiet_),
      lock_(std::exchange(other.lock_, -1))
{
}

StoreAtRest::~StoreAtRest()
{
    if (lock_ >= 0)
        ::close(lock_);
}

Result<std::unique_ptr<sql::Connection>> StoreAtRest::connect() const
{
    if (sql::Database(database_).dialect() == sql::Dialect::postgres)
        return sql::Database(database_).open_reader();
    return sql::open_sqlite(database_, quiet_ ? sql::SqliteUse::snapshot : sql::SqliteUse::reader);
}

}  // namespace varde::app
