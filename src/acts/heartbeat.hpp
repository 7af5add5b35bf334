// The heartbeat: whether the server does what it must do by itself, for an outside party that
// alarms when it stops.
#pragma once

#include "acts/services.hpp"

#include <atomic>

namespace varde::acts {

/// When what runs behind the server last came to its end. May be used from any thread.
class Pulse {
public:
    void round_made(Timestamp at) { round_us_ = at.unix_us; }
    void deadlines_looked_at(Timestamp at) { deadlines_us_ = at.unix_us; }
    std::optional<Timestamp> last_round() const { return read(round_us_); }
    std::optional<Timestamp> last_deadlines() const { return read(deadlines_us_); }

private:
    static std::optional<Timestamp> read(const std::atomic<std::int64_t>& us)
    {
        const auto value = us.load();
        return value == 0 ? std::nullopt : std::optional(Timestamp{value});
    }
    std::atomic<std::int64_t> round_us_{0}, deadlines_us_{0};
};

struct HeartbeatCheck {
    std::string_view name;        ///< rounds, deadline_clock, writer, store.
    std::optional<Timestamp> at;  ///< When it was last well; nothing: never since the start.
    bool ok = false;
};
struct Heartbeat {
    Timestamp at;
    std::uint64_t ledger_size = 0;  ///< Entries under the newest published checkpoint.
    std::vector<HeartbeatCheck> checks;
    bool healthy() const;
};

/// Older than this is no sign of life.
inline constexpr std::int64_t round_seconds_max = 1800, deadlines_seconds_max = 60;

/// `done` comes after a commit of its own: where the writer takes no work it says so.
void take_heartbeat(Services& services, const Pulse& pulse, Done<Heartbeat> done);

}  // namespace varde::acts
