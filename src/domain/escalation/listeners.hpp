// Who a ladder's listeners are at an instant. Pure.
#pragma once

#include "domain/access/actor.hpp"
#include "domain/escalation/ladder.hpp"

namespace varde::domain {

/// A person with one grant; whoever has several stands there several times.
struct StaffGrant {
    PersonId person;
    Grant grant;
};

/// All that says who can be told of something in a unit.
struct Staff {
    UnitId unit;                      ///< Whose it is.
    KindName kind;                    ///< Empty for what has no kind: then any reader will do.
    PersonId owner;                   ///< Who took it, or nil.
    std::vector<StaffGrant> grants;   ///< Of people who are not disabled, in all these units.
    std::vector<UnitId> oversight;    ///< The units that oversee this one.
    std::vector<PersonId> on_duty;    ///< For this unit, wherever they work.
    std::vector<PersonId> on_leave;   ///< Now.
    std::vector<PersonId> of_sender;  ///< Who follows what the sender sent.
    std::vector<PersonId> silent;     ///< The silent party: who should have acted and did not.
};

/// Whom a step tells.
struct Told {
    std::vector<PersonId> people;  ///< Each once, in the order of their ids.
    /// Nobody, or only who is silent or away: the next step must come at once.
    bool in_vain = true;
};

/// The silent party is left out where there is somebody else. Who has no grant in force at `now`
/// is never told, nor is who is on leave: only the `top` of a ladder tells them where it would
/// otherwise tell nobody.
Told listeners(Listener listener, const Staff& staff, bool top, Timestamp now);

}  // namespace varde::domain
