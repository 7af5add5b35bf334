// The checkpoint lock: the newest signed checkpoint, in a small file outside the database, best on
// another device. A database that has gone back in time is found out by it.
//
// No backup holds it and no restore brings it back. It trails the commits by a quarter of a second
// and only ever moves forward, so a database that is longer than its lock is normal: the start
// checks that the lock's tree is the beginning of ours, and brings the lock up.
#pragma once

#include "ledger/checkpoint.hpp"
#include "store/reading.hpp"
#include "store/recovery.hpp"
#include "store/roll.hpp"

#include <mutex>

namespace varde::store {

/// `note` and `bring_up` may be called from any thread.
class CheckpointLock {
public:
    /// The first lock of a log, with a signed note. `conflict` when there is a file already.
    static Status create(const std::string& path, const std::string& note);

    struct Found {
        std::string note;
        Timestamp written_at;
    };
    /// Nothing when there is no file; `unavailable` when it cannot be read.
    static Result<std::optional<Found>> read(const std::string& path);

    /// `held` is what the file says now; `log` is the log's verifier key as text.
    CheckpointLock(std::string path, std::string held, std::string log)
        : path_(std::move(path)), held_(held), newest_(std::move(held)),
          roll_(roll_path(path_), std::move(log))
    {
    }
    /// Puts a checkpoint of ours that this store does not hold in the lock's place, so that the
    /// next start knows too. From then on `bring_up` finds that the file is not what it wrote.
    static Status keep_ahead(const std::string& path, const std::string& note);
    /// Remembers a committed batch's checkpoint, and what it has accepted. Touches no disk.
    void note(std::string newest, std::vector<RollLine> accepted = {});
    /// Makes the newest one durable in the file, if it is not there yet, and before it the roll of
    /// what was accepted: as far as the lock reaches, the roll can name what is missing. A roll
    /// that cannot be written keeps no lock back. `conflict` when the file no longer says what we
    /// last wrote: then another server signs in our name.
    Status bring_up();
    /// See Roll::catch_up. Not from within a reading that `accepted` waits for.
    Status catch_up_roll(std::uint64_t from, const Roll::Accepted& accepted);
    /// Whether the last `bring_up` could not write: the file stays behind.
    bool stuck() const { return stuck_; }
    Roll& roll() { return roll_; }
    const Roll& roll() const { return roll_; }

private:
    Status replace(const std::string& fresh);
    const std::string path_;
    std::mutex writing_;  // Guards the next two; held while the disk works.
    std::string held_, tried_;
    std::atomic<bool> stuck_{false};
    std::mutex mutex_;  // Guards newest_.
    std::string newest_;
    Roll roll_;  // Written by whoever holds writing_.
};

/// Compares a database of `size` entries with its lock. A value says why it must not go on.
Result<std::optional<Recovery>> compare_with_lock(Reading& reading, std::uint64_t size,
                                                  const std::optional<CheckpointLock::Found>& lock,
                                                  const ledger::VerifierKey& key);

}  // namespace varde::store
