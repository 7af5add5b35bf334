// Holds: what stops erasure, of one report or of all that a unit had. Whoever reads a report may
// place one, and whoever has oversight; its unit's leader or oversight releases it.
#pragma once

#include "acts/kept_report.hpp"

namespace varde::acts {

struct NewHold {
    domain::Actor actor;
    ReportId report;              ///< Nil: all of…
    UnitId unit;                  ///< …this unit…
    std::vector<KindName> kinds;  ///< …and of these kinds; empty: of every kind.
    domain::HoldName name = domain::HoldName::legal;
    std::string reason;
    RetryKey key;
    std::string request;  ///< The body, to tell a repetition from a reuse.
};

struct HoldView {
    domain::Hold hold;
    std::string unit_name;
    std::string by_name;
    std::string reason;  ///< Empty where the actor may not read it.
};

/// In force when it answers. `invalid` for a unit or kind that the pack does not have.
void place_hold(Services& services, NewHold hold, Done<HoldView> done);

struct Release {
    domain::Actor actor;
    Uuid hold;
    std::string reason;
};
/// `forbidden` to who is barred from the report; `conflict` when it was released before, or by
/// somebody who has proposed to erase the report.
void release_hold(Services& services, Release release, Done<HoldView> done);

/// Those in force in a unit, newest first, at most 200; for whoever may watch the unit.
Result<std::vector<HoldView>> list_holds(const Services& services, const domain::Actor& actor,
                                         const UnitId& unit);

/// Whether the actor may read why it was placed: whoever may place such a hold, but nobody who is
/// barred from the report. `kept`: of a report's hold, its report.
bool may_read_reason(const Services& services, const domain::Actor& actor, const domain::Hold& hold,
                     const KeptReport* kept, Timestamp now);

/// `reasons`: whether to show what was written.
Result<HoldView> view_hold(const Services& services, store::Reading& reading,
                           const domain::Hold& hold, bool reasons);

}  // namespace varde::acts
