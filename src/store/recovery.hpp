// Recovery mode: the store reads, and takes and signs nothing, because what it holds is not all
// that was promised. Only an operator's decision ends it (docs/operations.md).
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <atomic>
#include <mutex>
#include <optional>

namespace varde::store {

struct Recovery {
    enum class Cause {
        lock_missing,     ///< Nobody can tell which checkpoints were given out.
        lock_unusable,    ///< It is unreadable, of another log, or not signed with our key.
        entries_missing,  ///< The database is older than the newest checkpoint: P1 is at stake.
        other_tree,       ///< As long as the checkpoint says, but with other entries.
        tree_damaged,     ///< What is stored does not give the tree that was signed.
        journal_damaged   ///< The intake journal cannot be replayed.
    };
    Cause cause;
    std::string reason;  ///< For the operator, in plain words: what is missing, and what to do.
};
std::string_view name_of(Recovery::Cause cause);  ///< `entries-missing`…

/// What whoever wants to change something is told.
Error refused_in_recovery();

/// May be used from any thread. Once on, it stays on for the life of the process.
class RecoveryMode {
public:
    bool on() const { return on_; }
    /// Logs it. The first reason stays, but a damaged journal gives way to any other.
    void enter(Recovery why);
    std::optional<Recovery> why() const;

private:
    std::atomic<bool> on_{false};
    mutable std::mutex mutex_;  // Guards why_.
    std::optional<Recovery> why_;
};

}  // namespace varde::store
