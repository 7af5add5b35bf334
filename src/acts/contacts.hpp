// Where people and organisations want to be told that something waits.
#pragma once

#include "acts/services.hpp"
#include "store/notices.hpp"

namespace varde::acts {

struct NewContacts {
    std::string email;  ///< Empty: none.
    std::string sms;    ///< Empty: none.
    domain::Language language = domain::Language::nb;
};

/// The contacts with addresses as they are kept. `invalid` names each that cannot be one.
Result<NewContacts> read_contacts(NewContacts contacts);

/// Puts them in the place of all that the owner had: none of them is dead from then on.
Status save_contacts(Services& services, store::Transaction& tx, const Uuid& owner,
                     const NewContacts& contacts, Timestamp now);

struct ContactView {
    store::Contact contact;
    std::optional<store::Notice> last;  ///< The newest that was made for this address.
};

/// The actor's own.
Result<std::vector<ContactView>> see_contacts(Services& services, const domain::Actor& actor);
void set_contacts(Services& services, const domain::Actor& actor, NewContacts contacts,
                  Done<std::vector<ContactView>> done);
/// Queues a test message to each, dead ones too: one that arrives brings its address to life again.
/// `conflict` when there is no contact, no channel for it here, or a test a minute ago.
void test_contacts(Services& services, const domain::Actor& actor,
                   Done<std::vector<ContactView>> done);

/// For whoever runs the server: a person by login, or an organisation by name. `not_found` when
/// there is none.
void set_contacts_of(Services& services, const std::string& login, const std::string& organisation,
                     NewContacts contacts, Done<Nothing> done);

}  // namespace varde::acts
