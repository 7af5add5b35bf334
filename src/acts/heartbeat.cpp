#include "acts/heartbeat.hpp"

#include "store/publication.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

HeartbeatCheck since(std::string_view name, std::optional<Timestamp> at, std::int64_t seconds_max,
                     Timestamp now)
{
    return {name, at, at && now <= at->plus_seconds(seconds_max)};
}

}  // namespace

std::optional<Timestamp> Pulse::fresh_commit(Timestamp now) const
{
    const auto at = read(commit_us_);
    return at && now.unix_us - at->unix_us < commit_us_max ? at : std::nullopt;
}

bool Heartbeat::healthy() const
{
    return std::ranges::all_of(checks, [](const auto& check) { return check.ok; });
}

void take_heartbeat(Services& services, Pulse& pulse, Done<Heartbeat> done)
{
    const auto now = services.clock.now();
    Heartbeat beat{.at = now};
    beat.checks.push_back(since("rounds", pulse.last_round(), round_seconds_max, now));
    beat.checks.push_back(
        since("deadline_clock", pulse.last_deadlines(), deadlines_seconds_max, now));
    const bool sound = !services.store.recovery() && !services.store.failed();
    const bool well = sound && !services.store.lock_stuck() && !services.store.roll_stuck();
    beat.checks.push_back({"store", well ? std::optional(now) : std::nullopt, well});
    if (const auto newest = services.store.read(
            [](store::Reading& reading) { return store::Publication(reading).newest(); });
        newest && newest.value())
        beat.ledger_size = newest.value()->size;
    if (!sound) {
        beat.checks.push_back({.name = "writer"});
        return done(std::move(beat));
    }
    if (const auto at = pulse.fresh_commit(now)) {
        beat.checks.push_back({"writer", at, true});
        return done(std::move(beat));
    }
    services.store.write<Nothing>(
        [now](store::Transaction& tx) { return tx.touch_probe(now); },
        [now, &pulse, beat = std::move(beat),
         done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            const bool committed = bool(outcome);
            if (committed)
                pulse.committed(now);
            beat.checks.push_back(
                {"writer", committed ? std::optional(now) : std::nullopt, committed});
            done(std::move(beat));
        });
}

}  // namespace varde::acts
