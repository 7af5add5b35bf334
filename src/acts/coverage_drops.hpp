// What becomes of coverage when somebody can no longer open things: computed, not changed.
#pragma once

#include "acts/coverage_guard.hpp"
#include "acts/coverage_state.hpp"

namespace varde::acts {

/// A cell that a change would leave with too few, and with fewer than it has.
struct CoverageDrop {
    domain::Cell cell;
    domain::Drop drop;
    std::string who;  ///< Whose ability ends.
};

/// In the order of units and kinds; cells that count alone (`UnitCoverage::counts`).
Result<std::vector<CoverageDrop>> drops_of(const Services& services, store::Reading& reading,
                                           const AbilityChange& change, Timestamp now);

/// "If Kari Nordmann's access ends, only 1 person can open … in …; 2 are needed."
std::string drop_in_words(const Services& services, const AbilityChange& change,
                          const CoverageDrop& drop, Timestamp now, std::string_view language);

}  // namespace varde::acts
