#include "acts/drill_cells.hpp"

#include <map>
#include <set>

namespace varde::acts {
namespace {

bool takes(const domain::Unit& unit, const packs::Kind& kind)
{
    return unit.service == kind.service || unit.service == domain::Service::guard ||
           unit.service == domain::Service::sorting;
}

}  // namespace

Result<std::vector<DrilledUnit>> drilled_units(const Services& services, store::Reading& reading,
                                               Timestamp now)
{
    std::map<UnitId, std::set<KindName>> found;
    for (const auto& row : TRY(reading.readers())) {
        const auto* unit = services.pack.directory.find(row.grant.unit);
        for (const auto& kind : services.pack.kinds)
            if (unit && takes(*unit, kind) &&
                domain::lets_open(row.grant, unit->id, kind.name, now))
                found[unit->id].insert(kind.name);
    }
    std::vector<DrilledUnit> units;
    for (auto& [unit, kinds] : found)
        units.push_back({unit, {kinds.begin(), kinds.end()}});
    return units;
}

}  // namespace varde::acts
