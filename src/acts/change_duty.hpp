// Entering and cancelling shifts and leave. Nothing is ever edited.
#pragma once

#include "acts/duty.hpp"

namespace varde::acts {

struct NewShift {
    UnitId unit;
    PersonId person;
    domain::Span planned;
    bool replaces = false;
    int repeat_weeks = 1;  ///< So many weeks in a row, at the same local time.
};

struct NewLeave {
    UnitId unit;
    PersonId person;
    domain::Span planned;
    std::string override_reason;  ///< Why, though too few people are left who could open things.
};

/// A changing request, and the key under which it may be repeated.
struct DutyRequest {
    domain::Actor actor;
    RetryKey key;
    std::string request;
};

/// All weeks or none. `forbidden`; `invalid` for times that cannot be, or a person who cannot open
/// anything in the unit then; `conflict` when the person has a shift at that time, which is named.
void add_shifts(Services& services, DutyRequest request, NewShift shift,
                Done<std::vector<store::DutyRow>> done);
/// The same for leave. People may enter their own. `conflict` with the problem
/// `coverage-would-drop` too, where too few people could then open something.
void add_leave(Services& services, DutyRequest request, NewLeave leave, Done<store::DutyRow> done);

/// What has begun ends now. Cancelling twice is cancelling once. `not_found`; `forbidden`;
/// `conflict` for what is over.
void cancel_shift(Services& services, const domain::Actor& actor, domain::DutyId id,
                  Done<Nothing> done);
void cancel_leave(Services& services, const domain::Actor& actor, domain::DutyId id,
                  Done<Nothing> done);

}  // namespace varde::acts
