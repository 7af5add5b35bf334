#include "sql/sqlite_checkpoint.hpp"

#include "base/log.hpp"

#include <sqlite3.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace varde::sql {
namespace {

constexpr int pages_per_pass = 2'000;     // 8 MB.
constexpr int pages_of_log = 30'000;      // About 120 MB: then the log should begin anew…
constexpr int pages_of_log_max = 90'000;  // …and here it must, whoever waits for it.

}  // namespace

struct SqliteCheckpoints::State {
    sqlite3* writer = nullptr;
    sqlite3* own = nullptr;

    std::mutex mutex;  // Guards the four below.
    std::condition_variable wake;
    int pages = 0;       // In the log, by the last commit.
    int pages_seen = 0;  // At the last pass.
    bool nearly_done = false;
    bool stopping = false;
    std::thread thread;

    static int note_pages(void* context, sqlite3*, const char*, int pages)
    {
        auto& state = *static_cast<State*>(context);
        const std::lock_guard lock(state.mutex);
        state.pages = pages;
        if (pages < state.pages_seen)
            state.pages_seen = 0;  // The log has begun anew.
        if (pages - state.pages_seen >= pages_per_pass)
            state.wake.notify_one();
        return SQLITE_OK;
    }

    /// What SQLite does only at the log's end. Through its own file: closing one of ours would drop
    /// its locks.
    void sync_database() const
    {
        sqlite3_file* file = nullptr;
        sqlite3_file_control(own, "main", SQLITE_FCNTL_FILE_POINTER, &file);
        if (file->pMethods->xSync(file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) != SQLITE_OK)
            log::error("the database could not be synced: nothing more is accepted, the log stays");
    }

    void loop()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            wake.wait(lock, [&] { return stopping || pages - pages_seen >= pages_per_pass; });
            if (stopping)
                return;
            pages_seen = pages;
            lock.unlock();
            int in_log = 0, copied = 0;
            sqlite3_wal_checkpoint_v2(own, "main", SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
            sync_database();
            lock.lock();
            nearly_done = in_log - copied < pages_per_pass;
        }
    }
};

Result<std::unique_ptr<SqliteCheckpoints>> SqliteCheckpoints::start(const std::string& path,
                                                                    sqlite3* writer)
{
    auto state = std::make_unique<State>();
    state->writer = writer;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const auto opened = sqlite3_open_v2(path.c_str(), &state->own, flags, nullptr);
    std::unique_ptr<SqliteCheckpoints> checkpoints(new SqliteCheckpoints(std::move(state)));
    auto& own = *checkpoints->state_;
    // Until something is read the file is not open in earnest, and cannot be synced.
    if (opened != SQLITE_OK ||
        sqlite3_exec(own.own, "PRAGMA mmap_size=0; SELECT count(*) FROM sqlite_schema", nullptr,
                     nullptr, nullptr) != SQLITE_OK)
        return Error{ErrorCode::unavailable, "cannot open the database " + path};
    sqlite3_wal_hook(writer, State::note_pages, &own);
    own.thread = std::thread([&own] { own.loop(); });
    return checkpoints;
}

SqliteCheckpoints::SqliteCheckpoints(std::unique_ptr<State> state) : state_(std::move(state)) {}

SqliteCheckpoints::~SqliteCheckpoints()
{
    if (state_->thread.joinable()) {
        sqlite3_wal_hook(state_->writer, nullptr, nullptr);
        {
            const std::lock_guard lock(state_->mutex);
            state_->stopping = true;
        }
        state_->wake.notify_one();
        state_->thread.join();
    }
    sqlite3_close(state_->own);
}

void SqliteCheckpoints::committed()
{
    auto& state = *state_;
    {
        const std::lock_guard lock(state.mutex);
        const bool due = state.pages >= pages_of_log && state.nearly_done;
        if (!due && state.pages < pages_of_log_max)
            return;
        state.nearly_done = false;
    }
    // Busy while the thread is at it: then after the next commit.
    sqlite3_wal_checkpoint_v2(state.writer, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace varde::sql
