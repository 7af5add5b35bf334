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
};
/// `conflict` when the login is taken; `invalid` for a unit or kind that the pack does not have, or
/// an address that cannot be one.
void add_person(Services& services, NewPerson person, Done<PersonId> done);

struct NewKey {
    std::string organisation;
    domain::Sector sector = domain::Sector::other;
    domain::Role role = domain::Role::sender;  ///< sender, case_system or auditor.
    std::string label;
};
/// Gives the key's text, which is stored nowhere.
void add_key(Services& services, NewKey key, Done<std::string> done);
/// Nobody enters with this key from then on. A key that is not known is not either.
void revoke_key(Services& services, std::string_view text, Done<Nothing> done);

}  // namespace varde::acts
