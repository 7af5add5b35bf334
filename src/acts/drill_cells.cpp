#include "acts/drill_cells.hpp"

#include <map>

namespace varde::acts {

std::vector<DrilledUnit> drilled_units(const Services& services)
{
    std::map<UnitId, std::vector<KindName>> found;
    for (auto& [unit, kind] : services.coverage.live_cells())
        if (services.pack.directory.find(unit) && services.pack.find_kind(kind.text))
            found[unit].push_back(kind);
    std::vector<DrilledUnit> units;
    for (auto& [unit, kinds] : found)
        units.push_back({unit, std::move(kinds)});
    return units;
}

}  // namespace varde::acts
