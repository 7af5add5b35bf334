// The round of drills: what is due begins, what has come through or failed ends.
#pragma once

#include "acts/begin_drill.hpp"

namespace varde::acts {

struct DrillRound {
    std::size_t begun = 0, passed = 0, failed = 0;
};

/// One round. Each drill is a chain of decisions of its own; what cannot be done now comes again in
/// the next round. `stopped` is asked between drills. `done` comes after the last, with the first
/// error if there was one. One round at a time; after a stop at any point the next one goes on.
void run_drills(Services& services, std::function<bool()> stopped, Done<DrillRound> done);

/// When the day's machine drill of a unit and kind begins: an instant of the local day of `at`, so
/// long before its end that a round still comes.
Timestamp machine_drill_at(const Services& services, const UnitId& unit, const KindName& kind,
                           Timestamp at);

/// When the month's human drill of a unit begins: an instant in its open hours of the local month
/// of `at`. Nothing where it is never open.
std::optional<Timestamp> human_drill_at(const Services& services, const UnitId& unit, Timestamp at);

}  // namespace varde::acts
