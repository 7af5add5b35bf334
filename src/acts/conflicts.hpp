// Conflicts of interest: the accused is never a reader. Who must not read a report neither opens
// nor handles it, is told nothing of it and does not count among those who could open it.
#pragma once

#include "acts/change_access.hpp"

namespace varde::acts {

struct Conflict {
    DeliveryId delivery;
    PersonId person;
    std::string reason;
};
/// By any reader of it. Whatever of the report is with that person goes to the duty slot; where too
/// few people are left who could open it, that is a problem at once. Declaring twice is declaring
/// once. `not_found`; `forbidden`, which is recorded; `invalid` for nobody.
void declare_conflict(Services& services, AccessAct act, Conflict conflict, Done<Nothing> done);
/// By somebody else who leads the unit. `conflict` where none is declared.
void lift_conflict(Services& services, AccessAct act, Conflict conflict, Done<Nothing> done);

/// In the writer, after whatever changes who could open things in the unit: raises or ends the
/// problem that too few could open a report that somebody is barred from.
Status watch_conflicts(Services& services, store::Transaction& tx, const UnitId& unit,
                       Timestamp now);

/// Whether there is nothing for it to do.
Result<bool> conflicts_fit(const Services& services, store::Reading& reading, const UnitId& unit,
                           Timestamp now);

}  // namespace varde::acts
