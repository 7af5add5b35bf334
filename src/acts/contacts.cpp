#include "acts/contacts.hpp"

#include "acts/dead_addresses.hpp"
#include "acts/notices.hpp"

namespace varde::acts {
namespace {

using domain::NoticeChannel;

Result<std::vector<ContactView>> views_of(store::Reading& reading, const Uuid& owner)
{
    store::Notices notices(reading);
    std::vector<ContactView> views;
    for (auto& contact : TRY(notices.contacts_of(owner))) {
        auto last = TRY(notices.last_to(contact));
        views.push_back({std::move(contact), std::move(last)});
    }
    return views;
}

void read_one(std::string& address, NoticeChannel channel, std::vector<Fault>& faults)
{
    if (address.empty())
        return;
    auto read = domain::read_address(channel, address);
    if (read)
        address = std::move(read).value();
    else
        faults.push_back({"/" + std::string(domain::name_of(channel)), read.error().message});
}

/// Runs `change` in the writer, and then shows what the owner's contacts are.
void write_then_show(Services& services, const Uuid& owner, store::Store::Decide<Nothing> change,
                     Done<std::vector<ContactView>> done)
{
    services.store.write<Nothing>(std::move(change), [&services, owner, done = std::move(done)](
                                                         Result<Nothing> outcome,
                                                         const store::Committed&) mutable {
        if (!outcome)
            return done(std::move(outcome).error());
        done(
            services.store.read([&](store::Reading& reading) { return views_of(reading, owner); }));
    });
}

}  // namespace

Result<NewContacts> read_contacts(NewContacts contacts)
{
    std::vector<Fault> faults;
    read_one(contacts.email, NoticeChannel::email, faults);
    read_one(contacts.sms, NoticeChannel::sms, faults);
    if (faults.empty())
        return contacts;
    return Error{.code = ErrorCode::invalid,
                 .message = "An address cannot be used; nothing was changed.",
                 .faults = std::move(faults)};
}

Status save_contacts(Services& services, store::Transaction& tx, const Uuid& owner,
                     const NewContacts& contacts, Timestamp now)
{
    store::NoticeChanges changes(tx);
    for (const auto channel : {NoticeChannel::email, NoticeChannel::sms}) {
        const auto& address = channel == NoticeChannel::email ? contacts.email : contacts.sms;
        if (address.empty())
            TRY(changes.remove_contact(owner, channel));
        else
            TRY(changes.save({.owner = owner,
                              .channel = channel,
                              .address = address,
                              .language = contacts.language,
                              .set_at = now}));
        TRY(end_dead_address(services, tx, owner, channel, now));
    }
    return ok();
}

Result<std::vector<ContactView>> see_contacts(Services& services, const domain::Actor& actor)
{
    return services.store.read(
        [&](store::Reading& reading) { return views_of(reading, actor.person.uuid); });
}

void set_contacts(Services& services, const domain::Actor& actor, NewContacts contacts,
                  Done<std::vector<ContactView>> done)
{
    auto read = read_contacts(std::move(contacts));
    if (!read)
        return done(std::move(read).error());
    const auto owner = actor.person.uuid;
    write_then_show(
        services, owner,
        [&services, owner, now = services.clock.now(), contacts = std::move(read).value()](
            store::Transaction& tx) { return save_contacts(services, tx, owner, contacts, now); },
        std::move(done));
}

void test_contacts(Services& services, const domain::Actor& actor,
                   Done<std::vector<ContactView>> done)
{
    const auto owner = actor.person.uuid;
    write_then_show(
        services, owner,
        [&services, owner](store::Transaction& tx) { return queue_tests(services, tx, owner); },
        std::move(done));
}

void set_contacts_of(Services& services, const std::string& login, const std::string& organisation,
                     NewContacts contacts, Done<Nothing> done)
{
    auto read = read_contacts(std::move(contacts));
    if (!read)
        return done(std::move(read).error());
    services.store.write<Nothing>(
        [&services, login, organisation, now = services.clock.now(),
         contacts = std::move(read).value()](store::Transaction& tx) -> Status {
            if (login.empty()) {
                const auto found = TRY(tx.organisation_named(organisation));
                if (!found)
                    return Error{ErrorCode::not_found,
                                 "There is no organisation \"" + organisation + "\"."};
                return save_contacts(services, tx, found->id.uuid, contacts, now);
            }
            const auto found = TRY(tx.login(login));
            if (!found)
                return Error{ErrorCode::not_found, "Nobody signs in with \"" + login + "\" here."};
            return save_contacts(services, tx, found->person.uuid, contacts, now);
        },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
