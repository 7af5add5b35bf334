#include "acts/drill_records.hpp"

namespace varde::acts {

Result<bool> is_drill(const Services&, store::Reading&, const ReportId&) { return false; }

Result<std::vector<LastDrill>> last_drills(const Services&, store::Reading&, const UnitId&,
                                           const KindName&)
{
    return std::vector<LastDrill>{};
}

}  // namespace varde::acts
