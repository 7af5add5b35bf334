#include "store/checkpoint_lock.hpp"

#include "base/durable_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace varde::store {
namespace {

/// Holds the lock's folder against other servers while one compares and writes.
class FolderHeld {
public:
    explicit FolderHeld(const std::string& path)
    {
        auto folder = std::filesystem::path(path).parent_path().string();
        handle_ = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (handle_ >= 0)
            ::flock(handle_, LOCK_EX);
    }
    ~FolderHeld()
    {
        if (handle_ >= 0)
            ::close(handle_);
    }
    FolderHeld(const FolderHeld&) = delete;

private:
    int handle_ = -1;
};

std::string range(std::uint64_t from, std::uint64_t to)
{
    return from + 1 == to
               ? "entry " + std::to_string(from) + " is"
               : "entries " + std::to_string(from) + " to " + std::to_string(to - 1) + " are";
}

std::string entries(std::uint64_t count)
{
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
}

Result<Recovery> missing(Reading& reading, std::uint64_t size, std::uint64_t locked, Timestamp at)
{
    std::string since = "the database is empty";
    if (size > 0) {
        const auto last = TRY(reading.event_at(size - 1));
        since = "the last entry that is here was made at " +
                (last ? rfc3339_seconds(last->event.at) : std::string("an unknown time"));
    }
    return Recovery{Recovery::Cause::entries_missing,
                    "The database holds " + entries(size) + ", but a checkpoint over " +
                        entries(locked) + " was signed: " + range(size, locked) +
                        " missing. Of the missing time: " + since +
                        ", the checkpoint was noted at " + rfc3339_seconds(at) +
                        ". Bring back the intake journal, restore a newer backup, or, if neither "
                        "exists, close this log: varde recover --new-origin NAME"};
}

}  // namespace

Status CheckpointLock::create(const std::string& path, const std::string& note)
{
    if (std::filesystem::exists(path))
        return Error{ErrorCode::conflict,
                     path + " is there already: it is the checkpoint lock of another store, and is "
                            "never overwritten. Nothing was changed."};
    std::error_code ignored;  // The writing finds out.
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    return write_durably(path, note);
}

Result<std::optional<CheckpointLock::Found>> CheckpointLock::read(const std::string& path)
{
    auto note = read_file(path);
    if (!note && note.error().code == ErrorCode::not_found && !std::filesystem::exists(path))
        return std::optional<Found>{};
    struct stat found{};
    if (!note || ::stat(path.c_str(), &found) != 0)
        return Error{ErrorCode::unavailable, "The checkpoint lock " + path + " cannot be read."};
    return std::optional(Found{std::move(note).value(), {found.st_mtim.tv_sec * 1'000'000}});
}

void CheckpointLock::note(std::string newest, std::vector<RollLine> accepted)
{
    roll_.note(std::move(accepted));  // First: who finds the checkpoint finds these.
    const std::lock_guard lock(mutex_);
    newest_ = std::move(newest);
}

Status CheckpointLock::bring_up()
{
    const std::lock_guard writing(writing_);
    std::string fresh;
    {
        const std::lock_guard lock(mutex_);
        fresh = newest_;
    }
    static_cast<void>(roll_.write());  // It says its own trouble.
    if (fresh == held_)
        return ok();
    auto replaced = replace(fresh);
    stuck_ = !replaced;
    return replaced;
}

Status CheckpointLock::catch_up_roll(std::uint64_t from, const Roll::Accepted& accepted)
{
    const std::lock_guard writing(writing_);
    return roll_.catch_up(from, accepted);
}

Status CheckpointLock::keep_ahead(const std::string& path, const std::string& note)
{
    const FolderHeld held(path);  // Whoever brings it up meanwhile waits, and then compares.
    return write_durably(path, note);
}

Status CheckpointLock::replace(const std::string& fresh)
{
    const FolderHeld held(path_);
    const auto present = TRY(read(path_));
    if (!present || (present->note != held_ && present->note != tried_))
        return Error{ErrorCode::conflict,
                     "The checkpoint lock " + path_ +
                         " was changed by somebody else: two servers may be signing as one log. "
                         "Stop the one that should not run."};
    tried_ = fresh;  // It may stand there even if its writing ends with an error.
    TRY(write_durably(path_, fresh));
    held_ = fresh;
    return ok();
}

Result<std::optional<Recovery>> compare_with_lock(Reading& reading, std::uint64_t size,
                                                  const std::optional<CheckpointLock::Found>& lock,
                                                  const ledger::VerifierKey& key)
{
    using Cause = Recovery::Cause;
    if (!lock)
        return std::optional(Recovery{
            Cause::lock_missing,
            "The checkpoint lock is not there, so nobody can tell whether the " + entries(size) +
                " in the database are all that were acknowledged. Bring the lock file back. After "
                "a restore, or when it is lost, see varde recover --help"});
    const auto locked = ledger::verify_note(lock->note, key);
    if (!locked)
        return std::optional(Recovery{
            Cause::lock_unusable, "The checkpoint lock cannot be used: " + locked.error().message +
                                      ". It belongs to another store, or this store to "
                                      "another origin: compare varde.conf and the keys with "
                                      "what the lock says"});
    if (size < locked.value().size)
        return std::optional(TRY(missing(reading, size, locked.value().size, lock->written_at)));
    if (TRY(reading.tree_root(locked.value().size)) != locked.value().root)
        return std::optional(Recovery{
            Cause::other_tree,
            "The database's first " + entries(locked.value().size) +
                " are not those that were signed: it went back in time and then took others, or "
                "was changed. Restore a backup that fits, or close this log: varde recover "
                "--new-origin NAME"});
    return std::optional<Recovery>{};
}

}  // namespace varde::store
