// The real time, and the only place that asks the system for it.
#pragma once

#include "base/time.hpp"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

namespace varde::app {

/// The system's time; `hold` puts another in its place for the calling thread alone, for making
/// the past that a demo shows. May be used from any thread.
class SystemClock final : public Clock {
public:
    Timestamp now() override
    {
        if (holding_) {
            std::lock_guard lock(mutex_);
            if (const auto held = held_.find(std::this_thread::get_id()); held != held_.end())
                return held->second;
        }
        return system_now();
    }
    /// For this thread until it holds another time. The writer runs decisions on its own thread: a
    /// decision that calls this gives the time to those that were submitted after it.
    void hold(Timestamp at)
    {
        std::lock_guard lock(mutex_);
        held_[std::this_thread::get_id()] = at;
        holding_ = true;
    }
    /// For every thread.
    void release()
    {
        std::lock_guard lock(mutex_);
        held_.clear();
        holding_ = false;
    }
    static Timestamp system_now()
    {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
    }

private:
    std::atomic<bool> holding_{false};  // Spares the usual case the lock.
    std::mutex mutex_;                  // Guards held_.
    std::map<std::thread::id, Timestamp> held_;
};

}  // namespace varde::app
