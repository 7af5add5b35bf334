#include "sql/sqlite.hpp"

#include <sqlite3.h>

namespace varde::sql {
namespace {

class Opened {
public:
    Opened(const std::string& path, int flags)
    {
        works_ = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_EXRESCODE, nullptr) ==
                 SQLITE_OK;
    }
    ~Opened() { sqlite3_close(handle_); }
    Opened(const Opened&) = delete;
    bool works() const { return works_; }
    sqlite3* handle() { return handle_; }
    bool run(const char* statements)
    {
        return sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr) == SQLITE_OK;
    }

private:
    sqlite3* handle_ = nullptr;
    bool works_ = false;
};

Error cannot_copy(const std::string& from, sqlite3* handle)
{
    return {ErrorCode::unavailable,
            "cannot copy the database " + from + ": " + sqlite3_errmsg(handle)};
}

}  // namespace

Status copy_sqlite(const std::string& from, const std::string& to,
                   const std::function<void(int, int)>& progress)
{
    Opened source(from, SQLITE_OPEN_READWRITE),
        target(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!source.works() || !target.works())
        return cannot_copy(from, source.works() ? target.handle() : source.handle());
    // A mere reader: it never checkpoints, and its transaction holds one instant for all of it.
    sqlite3_busy_timeout(source.handle(), 5'000);
    sqlite3_db_config(source.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (!source.run("PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON; BEGIN;"
                    "SELECT count(*) FROM sqlite_schema"))
        return cannot_copy(from, source.handle());
    auto* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    if (!backup)
        return cannot_copy(from, target.handle());
    int code = SQLITE_OK;
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, 4096);
        const int pages = sqlite3_backup_pagecount(backup);
        if (progress)
            progress(pages - sqlite3_backup_remaining(backup), pages);
    }
    if (sqlite3_backup_finish(backup) != SQLITE_OK || code != SQLITE_DONE)
        return cannot_copy(from, target.handle());
    return ok();
}

Status check_sqlite_file(const std::string& path)
{
    auto file = TRY(open_sqlite(path, SqliteUse::snapshot));
    constexpr Statement check{"integrity_check", "PRAGMA integrity_check"};
    const auto found = TRY(one(*file, [](const Row& row) { return row.string(0); }, check));
    if (found && *found == "ok")
        return ok();
    return Error{ErrorCode::unavailable, path + " is damaged: " + found.value_or("no answer")};
}

}  // namespace varde::sql
