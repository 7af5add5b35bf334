// Where drills are held: every unit and kind that is live.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

struct DrilledUnit {
    UnitId unit;
    std::vector<KindName> kinds;  ///< Live ones, sorted; at least one.
};
std::vector<DrilledUnit> drilled_units(const Services& services);

}  // namespace varde::acts
