// Which reports are drills, for whoever counts; known by key only, so that nothing on a report's
// route can tell.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

Result<bool> is_drill(const Services& services, store::Reading& reading, const ReportId& report);

/// How the last drill of each sort that has ended came out.
struct LastDrill {
    bool by_machine = false;
    Timestamp ended_at;
    std::string outcome;                 ///< passed, late or failed.
    std::optional<Timestamp> passed_at;  ///< Of the last that passed, late or in time.
};
Result<std::vector<LastDrill>> last_drills(store::Reading& reading, const UnitId& unit,
                                           const KindName& kind);

}  // namespace varde::acts
