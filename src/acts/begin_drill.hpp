// Beginning a drill: the mark by which it is known, then a report through the same act as
// everybody's.
#pragma once

#include "acts/accept_report.hpp"
#include "acts/drill_plan.hpp"

namespace varde::acts {

struct DrillWish {
    domain::DrillName name = domain::DrillName::machine;
    UnitId unit;
    KindName kind;
    Bytes claim;  ///< Its turn; a drill of this claim begins once.
    /// A machine drill that has ended since then was this turn's.
    Timestamp turn_began;
    RetryKey key;  ///< Of who asked for it.
    std::string request;
};

struct BegunDrill {
    DrillPlan plan;
    std::optional<AcceptedReport> accepted;  ///< Nothing: the report was refused.
};

struct DrillStart {
    bool repeated = false;            ///< The same request has begun one before.
    std::optional<BegunDrill> begun;  ///< Nothing: that, or its turn was taken.
};

/// If we stop between the mark and the acceptance, the mark
/// leads to nothing and the next round takes it away.
void begin_drill(Services& services, DrillWish wish, Done<DrillStart> done);

/// Sends the drill's report.
void send_drill(Services& services, DrillPlan plan, Done<BegunDrill> done);

/// Takes away a mark to which there is no report, so that its turn comes again.
void forget_drill(Services& services, DrillPlan plan, Done<Nothing> done);

}  // namespace varde::acts
