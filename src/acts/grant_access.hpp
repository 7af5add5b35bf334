// Adding organisations, people, their access and systems' keys.
#pragma once

#include "acts/contacts.hpp"

namespace varde::acts {

struct NewPerson {
    std::string organisation;                       ///< Name; made when there is none of this name.
    domain::Sector sector = domain::Sector::other;  ///< Of an organisation made here.
    std::string login;
    std::string name;
    std::string password_hash;  ///< From `crypto::hash_password`.
    std::vector<domain::Grant> grants;
    NewContacts contacts = {};
    std::string because = {};  ///< Why they get this access.
};
/// `conflict` when the login is taken; `invalid` for a unit or kind that the pack does not have, or
/// an address that cannot be one.
void add_person(Services& services, NewPerson person, Done<PersonId> done);

/// For whoever runs the server: more access for somebody who has an account. `not_found` when
/// nobody signs in with this.
void add_grant(Services& services, const std::string& login, domain::Grant grant,
               std::string because, Done<PersonId> done);

/// Which of somebody's access ends, and why.
struct GrantsToEnd {
    std::string login;
    UnitId unit;                       ///< Empty: that of senders.
    std::optional<domain::Role> role;  ///< Not given: all of theirs in the unit.
    std::optional<Timestamp> at;       ///< Not given: at once.
    std::string because, override_reason;
};
/// For whoever runs the server; how many have ended. `not_found` where there are none. `conflict`
/// with the problem `coverage-would-drop` where too few people could then open something.
void end_grants(Services& services, GrantsToEnd which, Done<std::size_t> done);

struct NewKey {
    std::string organisation;
    domain::Sector sector = domain::Sector::other;
    domain::Role role = domain::Role::sender;  ///< sender, case_system or auditor.
    std::string label;
    std::vector<UnitId> units = {};  ///< Of a case system: for which it fetches. Of others none.
};
/// Gives the key's text, which is stored nowhere. From then on what comes to its units is expected
/// to be fetched. `invalid` for a unit that the pack does not have, or for any but a case system.
void add_key(Services& services, NewKey key, Done<std::string> done);
/// Nobody enters with this key from then on. A key that is not known is not either.
void revoke_key(Services& services, std::string_view text, Done<Nothing> done);

}  // namespace varde::acts
