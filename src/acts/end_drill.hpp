// How a drill ends: its deliveries are closed, what was owed falls away, and it may be seen.
#pragma once

#include "acts/drill_plan.hpp"
#include "domain/delivery/delivery.hpp"

namespace varde::acts {

struct DrillEnd {
    domain::DrillOutcome outcome = domain::DrillOutcome::passed;
    std::optional<domain::DrillStep> failed;  ///< The step that failed.
    PersonId opened_by;
    Timestamp at;
};

/// In the writer: records the end, raises or ends the problem that it is, and gives the events that
/// close what is still open of its report. None: it had ended before.
Result<std::vector<domain::Event>> end_of_drill(Services& services, store::Transaction& tx,
                                                const DrillPlan& plan, const DrillEnd& end);

/// The same where a person has just opened `delivery`: nothing where that is no drill.
Result<std::vector<domain::Event>> end_drill_if_one(Services& services, store::Transaction& tx,
                                                    const domain::Delivery& delivery,
                                                    const domain::Doing& doing);

/// The same as a decision of its own, with the events appended.
void end_drill(Services& services, DrillPlan plan, DrillEnd end, Done<Nothing> done);

/// As which problem a failure of this drill stands.
std::string drill_problem_about(domain::DrillName name, const KindName& kind);

}  // namespace varde::acts
