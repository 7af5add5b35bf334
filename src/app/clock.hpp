// The real time, and the only place that asks the system for it.
#pragma once

#include "base/time.hpp"

#include <chrono>
#include <mutex>
#include <optional>

namespace varde::app {

/// The system's time; `hold` puts another in its place, for making a past that a demo shows.
class SystemClock final : public Clock {
public:
    Timestamp now() override
    {
        std::lock_guard lock(mutex_);
        return held_ ? *held_ : system_now();
    }
    void hold(std::optional<Timestamp> at)
    {
        std::lock_guard lock(mutex_);
        held_ = at;
    }
    static Timestamp system_now()
    {
        const auto since = std::chrono::system_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
    }

private:
    std::mutex mutex_;  // Guards held_.
    std::optional<Timestamp> held_;
};

}  // namespace varde::app
