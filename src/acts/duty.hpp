// Who has the duty of a unit at an instant, and when nobody will have it. For reads and for the
// writer alike: a Transaction is a Reading.
#pragma once

#include "acts/services.hpp"
#include "domain/duty/duty.hpp"

namespace varde::acts {

struct OnDuty {
    UnitId unit;                   ///< Whose rota it is: the unit's own, or one behind it.
    std::vector<PersonId> people;  ///< May be empty. Whose shift began first comes first.
    bool out_of_hours = false;     ///< The unit that was asked about is closed.
};

/// Of an open unit its own rota, also when that is empty: then its other people are nearer than
/// anybody elsewhere. Of a closed one the guard among its fallbacks, and where that has nobody, who
/// stands further back and is open; nobody at all: the first guard, with no people.
Result<OnDuty> who_is_on_duty(const Services& services, store::Reading& reading, const UnitId& unit,
                              Timestamp at);

/// What was, is and is planned of a unit's duty: as it was known then, and without people for as
/// long as they cannot open anything in the unit.
Result<domain::Rota> rota_of(store::Reading& reading, const UnitId& unit,
                             const domain::Span& within);

/// When the unit is open; of a unit that the pack does not have, always.
std::vector<domain::Span> staffed_hours(const Services& services, const UnitId& unit,
                                        const domain::Span& within);

/// When the unit is open and nobody is on duty.
Result<std::vector<domain::Span>> duty_gaps(const Services& services, store::Reading& reading,
                                            const UnitId& unit, const domain::Span& within);

/// Each at least once; not in any order.
Result<std::vector<PersonId>> people_on_leave(store::Reading& reading, const UnitId& unit,
                                              Timestamp at);

/// What `decide` must know of a unit's duty.
domain::Object duty_of(const Services& services, const UnitId& unit, const PersonId& whose = {});

}  // namespace varde::acts
