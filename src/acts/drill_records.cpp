#include "acts/drill_records.hpp"

#include "acts/drill_plan.hpp"

namespace varde::acts {

Result<bool> is_drill(const Services& services, store::Reading& reading, const ReportId& report)
{
    return store::DrillRecords(reading).knows(drill_mac(services, report));
}

Result<std::vector<LastDrill>> last_drills(store::Reading& reading, const UnitId& unit,
                                           const KindName& kind)
{
    std::vector<LastDrill> drills;
    for (const auto& row : TRY(store::DrillRecords(reading).standing(unit, kind)))
        drills.push_back({.by_machine = row.name == domain::DrillName::machine,
                          .ended_at = row.ended_at,
                          .outcome = std::string(domain::name_of(row.outcome)),
                          .passed_at = row.passed_at});
    return drills;
}

}  // namespace varde::acts
