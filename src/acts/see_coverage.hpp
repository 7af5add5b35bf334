// Coverage as people see it: who could open what comes to a unit and when too few could; whether
// one could oneself, and whom to ask; what would follow if somebody were away.
#pragma once

#include "acts/coverage_drops.hpp"
#include "acts/drill_records.hpp"
#include "acts/see_duty.hpp"

namespace varde::acts {

/// Somebody who could open a kind, and what shows that they really can.
struct AblePerson {
    NamedPerson person;
    domain::Role role = domain::Role::caseworker;
    std::string why;
    std::optional<Timestamp> last_used;
    std::string contact;  ///< verified, unverified, dead or none.
};
struct UnablePerson {
    NamedPerson person;
    std::string why;
};

struct CellView {
    KindName kind;
    bool live = false;
    std::optional<Timestamp> live_since;
    std::vector<std::string> missing;  ///< Sentences; empty: ready to go live.
    std::vector<AblePerson> people;
    std::vector<UnablePerson> unable;
    std::optional<domain::Segment> next_gap;  ///< As `next_gap`.
    std::vector<domain::Segment> timeline;    ///< Of the days shown.
    std::vector<LastDrill> drills;
    store::KindCount waiting, passed_on;
    std::optional<std::pair<domain::ProblemId, std::int64_t>> problem;  ///< With its number.
};

struct UnitCells {
    UnitId unit;
    std::string name;
    std::vector<CellView> kinds;
    std::vector<ActView> acts;  ///< `set_intake`: whether the actor may, and why.
};

/// Of one unit, or of every unit that the actor may watch. `forbidden` for one that they may not;
/// `not_found`. Sentences are in `language`.
Result<std::vector<UnitCells>> see_coverage(const Services& services, const domain::Actor& actor,
                                            const UnitId& unit, std::string_view language);

/// Whether somebody could open a kind in a unit, and whom to ask where they could not.
struct SelfCheck {
    UnitId unit;
    std::string unit_name;
    KindName kind;
    bool able = false;
    std::string reason;
    std::optional<Timestamp> until;  ///< Able until then, or away until then.
    std::optional<Timestamp> last_used;
    struct Asked {
        NamedPerson person;
        domain::Role role = domain::Role::unit_leader;
    };
    std::vector<Asked> ask;                   ///< Who can change it: nearest first.
    std::optional<store::KindCount> waiting;  ///< Only for people of the unit.
};
/// For one unit and kind (either may be empty: all); without a unit, of those where the person has
/// or had access. `not_found` for what there is not.
Result<std::vector<SelfCheck>> check_self(const Services& services, const domain::Actor& actor,
                                          const UnitId& unit, const KindName& kind);

/// What would follow if a person could open nothing in a unit (none: in all) for a time. Only of
/// units that the actor may watch; `forbidden` for another one that is named.
struct WhatIf {
    AbilityChange change;
    std::vector<CoverageDrop> drops;
};
Result<WhatIf> what_if(const Services& services, const domain::Actor& actor, AbilityChange change);

}  // namespace varde::acts
