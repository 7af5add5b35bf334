// Calls that wait until something comes to a unit: they hold no thread, and somebody looks for them
// now and then. A look sees what any node has stored, so nothing has to tell it.
#pragma once

#include "api/call.hpp"

#include <mutex>

namespace varde::api {

/// May be used from any thread. At most `calls_max` wait; one more is answered at once, as if its
/// time were over.
class Polls {
public:
    static constexpr std::size_t calls_max = 2'000;

    /// Answers a call that has waited: with what there is by then, perhaps nothing.
    using Answer = std::move_only_function<void()>;
    struct Waiting {
        UnitId unit;
        std::int64_t after_number = 0;  ///< A higher one ends the waiting…
        Timestamp until;                ///< …or this.
        Answer answer;
    };
    void wait(Waiting waiting);

    /// Answers those whose unit has something by now, or whose time is over. One look at a time;
    /// without a call that waits it does nothing.
    void look(acts::Services& services);
    /// Answers all, and from now on at once: the server is to stop.
    void end();

private:
    std::vector<Waiting> take_ready(acts::Services& services);
    std::mutex mutex_;
    std::vector<Waiting> waiting_;  // Guarded by mutex_.
    bool ended_ = false;            // Guarded by mutex_.
};

}  // namespace varde::api
