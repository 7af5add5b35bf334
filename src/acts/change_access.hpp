// Giving and ending access, and disabling accounts, by whoever stands above a role in a unit. Each
// change takes effect with its commit: sessions read grants each time.
#pragma once

#include "acts/see_access.hpp"

namespace varde::acts {

/// A changing request, and the key under which it may be repeated.
struct AccessAct {
    domain::Actor actor;
    RetryKey key;
    std::string request;
};

struct NewAccess {
    UnitId unit;
    PersonId person;    ///< Nil: by…
    std::string login;  ///< …login.
    domain::Role role = domain::Role::caseworker;
    std::vector<KindName> kinds;    ///< Empty: every kind.
    std::optional<Timestamp> from;  ///< Not given: from now on.
    std::optional<Timestamp> until;
    std::string reason;
    bool delegate = false;  ///< Passes on the actor's own role.
};
/// `forbidden`; `invalid` for who or what does not exist and for times that cannot be; `conflict`
/// when the person has that access already, or their account is disabled.
void give_access(Services& services, AccessAct act, NewAccess wanted, Done<GrantView> done);

struct EndOfAccess {
    domain::GrantId grant;
    std::optional<Timestamp> at;  ///< Not given: at once.
    PersonId substitute;          ///< Gets the same; nil: nobody.
    std::string reason, override_reason;
};
/// What was delegated from it ends with it. `not_found`; `forbidden`; `conflict` for what has
/// ended, and with the problem `coverage-would-drop` where too few people could then open
/// something.
void end_access(Services& services, AccessAct act, EndOfAccess wanted, Done<GrantView> done);

struct AccountChange {
    PersonId person;
    bool disabled = false;  ///< From now on.
    std::string reason, override_reason;
};
/// Signing in ends at once, sessions that have begun too, and so does what the person delegated.
void change_account(Services& services, AccessAct act, AccountChange wanted, Done<Nothing> done);

/// The error of a decision that was a no.
Error denied(const domain::Actor& actor, const domain::Decision& decision);
/// What deciding about access must know.
domain::Object access_object(const Services& services, const UnitId& unit, const PersonId& person,
                             domain::Role role, bool delegated = false);
/// Every unit and kind must be one that the pack has.
Status check_known(const Services& services, const domain::Grant& grant);

/// In the writer: gives what was asked for, decided for this actor.
Result<domain::GrantId> give_as_asked(Services& services, store::Transaction& tx,
                                      const domain::Actor& actor, const NewAccess& wanted,
                                      const domain::GrantId& id, Timestamp now);

}  // namespace varde::acts
