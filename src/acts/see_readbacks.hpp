// What a unit's people see of its case system: when it last came, and what it does not prove.
#pragma once

#include "acts/readback_events.hpp"

namespace varde::acts {

struct ReadbackPage {
    std::optional<store::CaseSystem> system;  ///< Nothing: the unit has none, and none is expected.
    bool expected = false;                    ///< A key of it is valid.
    std::vector<domain::Readback> failing;    ///< By state; no content.
};
/// `forbidden` to who may not see what the unit owes.
Result<ReadbackPage> see_readbacks(const Services& services, const domain::Actor& actor,
                                   const UnitId& unit, int limit);

}  // namespace varde::acts
