// The deadline clock: looks at what is owed when its time has come. All that it knows stands in the
// database, so that a restart loses nothing and a late look catches up.
#pragma once

#include "acts/services.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <mutex>

namespace varde::jobs {

/// One thread at a time. Services must outlive what it has handed to the writer.
class DeadlineClock {
public:
    explicit DeadlineClock(acts::Services& services);

    /// Hands the subjects whose time has come to the writer, what is urgent first, then the longest
    /// waiting, no more than `batch_max` in all, and does not wait for it. While reports pour in it
    /// takes only a few that are not urgent: taking reports goes first. Returns when to be called
    /// again. In recovery mode it does nothing.
    std::chrono::milliseconds make_round();

    /// Whether the writer still has something of the last round.
    bool is_busy() const;

    /// When a round last looked at what is due; of the rounds' thread.
    std::optional<Timestamp> last_look() const { return last_look_; }

    static constexpr int batch_max = 64;

private:
    /// A subject that could not be looked at: it waits longer each time and holds up nobody.
    struct Failure {
        int times = 0;
        Timestamp again;
    };
    struct State {
        mutable std::mutex mutex;
        std::size_t under_way = 0;         // Guarded by mutex.
        std::map<Uuid, Failure> failures;  // Guarded by mutex.
    };
    struct Batch {
        std::vector<Uuid> subjects;
        bool more = false;
    };
    Result<Batch> batch_at(Timestamp now, std::size_t not_urgent_max);
    static void done(State& state, const Uuid& subject, const Status& outcome, Timestamp at);

    acts::Services& services_;
    std::optional<Timestamp> last_look_;
    std::shared_ptr<State> state_;  // Owners: this and every answer that is still to come.
};

}  // namespace varde::jobs
