#include "acts/grant_access.hpp"

namespace varde::acts {
namespace {

Result<OrganisationId> organisation_for(Services& services, store::Transaction& tx,
                                        const std::string& name, domain::Sector sector)
{
    if (auto found = TRY(tx.organisation_named(name)))
        return found->id;
    const auto now = services.clock.now();
    const OrganisationId id{make_uuid(now, services.random)};
    TRY(tx.add_organisation({id, name, sector}, now));
    return id;
}

Status check_grants(const Services& services, const std::vector<domain::Grant>& grants)
{
    for (const auto& grant : grants) {
        if (!grant.unit.text.empty() && !services.pack.directory.find(grant.unit))
            return Error{ErrorCode::invalid, "There is no unit \"" + grant.unit.text + "\"."};
        for (const auto& kind : grant.kinds)
            if (!services.pack.find_kind(kind.text))
                return Error{ErrorCode::invalid, "There is no kind \"" + kind.text + "\"."};
    }
    return ok();
}

}  // namespace

void add_person(Services& services, NewPerson person, Done<PersonId> done)
{
    if (auto checked = check_grants(services, person.grants); !checked)
        return done(std::move(checked).error());
    auto contacts = read_contacts(std::move(person.contacts));
    if (!contacts)
        return done(std::move(contacts).error());
    person.contacts = std::move(contacts).value();
    services.store.write<PersonId>(
        [&services, person = std::move(person)](store::Transaction& tx) -> Result<PersonId> {
            if (TRY(tx.login(person.login)))
                return Error{ErrorCode::conflict, "The login \"" + person.login + "\" is taken."};
            const auto now = services.clock.now();
            const PersonId id{make_uuid(now, services.random)};
            const auto organisation =
                TRY(organisation_for(services, tx, person.organisation, person.sector));
            TRY(tx.add_person({.id = id,
                               .login = person.login,
                               .name = person.name,
                               .organisation = {.id = organisation}},
                              person.password_hash, now));
            for (const auto& grant : person.grants)
                TRY(tx.add_grant(make_uuid(now, services.random), id, grant));
            TRY(save_contacts(services, tx, id.uuid, person.contacts, now));
            return id;
        },
        [&services, done = std::move(done)](Result<PersonId> id, const store::Committed&) mutable {
            if (id)
                if (auto refreshed = services.coverage.refresh(services.store); !refreshed)
                    return done(std::move(refreshed).error());
            done(std::move(id));
        });
}

void add_key(Services& services, NewKey key, Done<std::string> done)
{
    std::array<std::uint8_t, 30> bytes;
    services.random.fill(bytes);
    const auto text = "varde_" + to_base32(bytes);
    const auto hash = crypto::sha256(bytes_of(text));
    services.store.write<Nothing>(
        [&services, key = std::move(key), hash](store::Transaction& tx) -> Status {
            const auto organisation =
                TRY(organisation_for(services, tx, key.organisation, key.sector));
            return tx.add_api_key(hash, organisation, key.role, key.label, services.clock.now());
        },
        [text, done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            done(text);
        });
}

void revoke_key(Services& services, std::string_view text, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [hash = crypto::sha256(bytes_of(text)), now = services.clock.now()](
            store::Transaction& tx) { return tx.revoke_api_key(hash, now); },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
