// A unit's duty as its people see it: who has it, shifts, leave, open hours and gaps.
#pragma once

#include "acts/delivery_view.hpp"
#include "acts/duty.hpp"

namespace varde::acts {

struct NamedPerson {
    PersonId id;
    std::string name;
};

struct DutyView {
    UnitId unit;
    std::string unit_name;
    Timestamp at;  ///< For which instant `now` was asked.
    OnDuty now;    ///< Whose people stand, with names, in…
    std::vector<NamedPerson> people;
    std::string now_unit_name;
    std::vector<store::DutyRow> shifts, leave;  ///< As far as they are in force; in order.
    std::vector<domain::Span> open, gaps;
    std::vector<ActView> acts;  ///< `plan` and `enter_leave`, whether the actor may and why.
};

struct DutyQuery {
    UnitId unit;
    domain::Span within;
    std::optional<Timestamp> at;  ///< Who had the duty then, instead of now.
};

/// `forbidden` to who neither works in the unit nor has oversight of it.
Result<DutyView> see_duty(const Services& services, const domain::Actor& actor,
                          const DutyQuery& query);

}  // namespace varde::acts
