// Whether a drill came through: each step of the route, looked at the way a reader would.
#pragma once

#include "acts/accept_report.hpp"
#include "acts/drill_plan.hpp"

namespace varde::acts {

/// The first step that failed, or none. Blocks while it reads; an error says that a step could not
/// be looked at, which is no verdict.
Result<std::optional<domain::DrillStep>> check_drill(Services& services, const DrillPlan& plan,
                                                     const AcceptedReport& accepted);

}  // namespace varde::acts
