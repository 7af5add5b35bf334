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
    /// The writer has made an empty commit, to show that it can.
    void committed(Timestamp at) { commit_us_ = at.unix_us; }
    std::optional<Timestamp> last_round() const { return read(round_us_); }
    std::optional<Timestamp> last_deadlines() const { return read(deadlines_us_); }
    /// Nothing where it is too long ago to say that the writer takes work.
    std::optional<Timestamp> fresh_commit(Timestamp now) const;

private:
    static std::optional<Timestamp> read(const std::atomic<std::int64_t>& us)
    {
        const auto value = us.load();
        return value == 0 ? std::nullopt : std::optional(Timestamp{value});
    }
    std::atomic<std::int64_t> round_us_{0}, deadlines_us_{0}, commit_us_{0};
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
/// Whoever asks more often does not make the writer commit each time.
inline constexpr std::int64_t commit_us_max = 2'000'000;

/// `done` comes after a commit of its own, unless there was one just now: where the writer takes no
/// work it says so.
void take_heartbeat(Services& services, Pulse& pulse, Done<Heartbeat> done);

}  // namespace varde::acts
