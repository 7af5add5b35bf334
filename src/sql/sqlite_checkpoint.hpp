// Copies SQLite's write-ahead log into the database beside the writer, so that no answer waits for
// it.
#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>

struct sqlite3;

namespace varde::sql {

/// A thread with a connection of its own. Under constant writing it never reaches the end of the
/// log, and only there the log begins anew: so it copies nearly all, syncs the database (SQLite
/// itself would leave that to whoever reaches the end), and lets the writer copy the last pages.
class SqliteCheckpoints {
public:
    /// For the database that `writer` is open on; must go before it.
    static Result<std::unique_ptr<SqliteCheckpoints>> start(const std::string& path,
                                                            sqlite3* writer);
    ~SqliteCheckpoints();

    /// On the writer's thread, after each commit: now and then copies the last pages.
    void committed();

private:
    struct State;
    explicit SqliteCheckpoints(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::sql
