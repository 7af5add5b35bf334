#include "acts/grant_access.hpp"

#include "acts/access_event.hpp"
#include "acts/change_access.hpp"
#include "acts/coverage_guard.hpp"
#include "store/readbacks.hpp"

namespace varde::acts {
namespace {

Error nobody_signs_in_with(const std::string& login)
{
    return {ErrorCode::not_found, "Nobody signs in with \"" + login + "\" here."};
}

/// The one of that name, or `fresh`.
Result<OrganisationId> organisation_for(store::Transaction& tx,
                                        const domain::Organisation& fresh, Timestamp now)
{
    if (auto found = TRY(tx.organisation_named(fresh.name)))
        return found->id;
    TRY(tx.add_organisation(fresh, now));
    return fresh.id;
}

/// Coverage is counted anew before anybody is told that access has changed.
template <class T>
auto after_change(Services& services, Done<T> done)
{
    return [&services, done = std::move(done)](Result<T> outcome, const store::Committed&) mutable {
        if (outcome)
            if (auto counted = count_coverage(services); !counted)
                return done(std::move(counted).error());
        done(std::move(outcome));
    };
}

/// By nobody: the operator.
Status give_by_operator(Services& services, store::Transaction& tx, const domain::GrantId& fresh,
                        const PersonId& person, const domain::Grant& grant,
                        const std::string& because, Timestamp now)
{
    return give(services, tx,
                {.id = fresh, .person = person, .grant = grant, .delegated_from = {}}, {}, because,
                now);
}

/// In the writer.
Result<std::size_t> end_all(Services& services, store::Transaction& tx, const GrantsToEnd& which,
                            Timestamp now)
{
    const auto login = TRY(tx.login(which.login));
    if (!login)
        return nobody_signs_in_with(which.login);
    const auto until = std::max(which.at.value_or(now), now);
    std::size_t ended = 0;
    for (const auto& row : TRY(store::AccessRecords(tx).grants_of(login->person, until))) {
        const auto& grant = row.given.grant;
        if (grant.unit != which.unit || (which.role && grant.role != *which.role))
            continue;
        TRY(end(services, tx, row.given,
                {.actor = {},
                 .by = {},
                 .until = until,
                 .substitute = {},
                 .reason = which.because,
                 .override_reason = which.override_reason},
                now));
        ++ended;
    }
    if (ended == 0)
        return Error{ErrorCode::not_found,
                     which.login + " has no such access. Nothing was changed."};
    return ended;
}

Status check_units_of(const Services& services, const NewKey& key)
{
    if (!key.units.empty() && key.role != domain::Role::case_system)
        return Error{ErrorCode::invalid, "Only a case system's key is for units."};
    for (const auto& unit : key.units)
        if (!services.pack.directory.find(unit))
            return Error{ErrorCode::invalid, "There is no unit \"" + unit.text + "\"."};
    return ok();
}

}  // namespace

void add_person(Services& services, NewPerson person, Done<PersonId> done)
{
    for (const auto& grant : person.grants)
        if (auto checked = check_known(services, grant); !checked)
            return done(std::move(checked).error());
    auto contacts = read_contacts(std::move(person.contacts));
    if (!contacts)
        return done(std::move(contacts).error());
    person.contacts = std::move(contacts).value();
    const auto now = services.clock.now();
    const PersonId id{make_uuid(now, services.random)};
    const domain::Organisation fresh{
        {make_uuid(now, services.random)}, person.organisation, person.sector};
    std::vector<domain::GrantId> grants;
    for (std::size_t i = 0; i < person.grants.size(); ++i)
        grants.push_back({make_uuid(now, services.random)});
    services.store.write<PersonId>(
        [&services, person = std::move(person), id, fresh, grants = std::move(grants),
         now](store::Transaction& tx) -> Result<PersonId> {
            if (TRY(tx.login(person.login)))
                return Error{ErrorCode::conflict, "The login \"" + person.login + "\" is taken."};
            const auto organisation = TRY(organisation_for(tx, fresh, now));
            TRY(tx.add_person({.id = id,
                               .login = person.login,
                               .name = person.name,
                               .organisation = {.id = organisation}},
                              person.password_hash, now));
            for (std::size_t i = 0; i < grants.size(); ++i)
                TRY(give_by_operator(services, tx, grants[i], id, person.grants[i], person.because,
                                     now));
            TRY(save_contacts(services, tx, id.uuid, person.contacts, now));
            return id;
        },
        after_change<PersonId>(services, std::move(done)));
}

void add_grant(Services& services, const std::string& login, domain::Grant grant,
               std::string because, Done<PersonId> done)
{
    if (auto checked = check_known(services, grant); !checked)
        return done(std::move(checked).error());
    const auto now = services.clock.now();
    const domain::GrantId id{make_uuid(now, services.random)};
    services.store.write<PersonId>(
        [&services, login, grant = std::move(grant), because = std::move(because),
         id, now](store::Transaction& tx) -> Result<PersonId> {
            const auto found = TRY(tx.login(login));
            if (!found)
                return nobody_signs_in_with(login);
            TRY(give_by_operator(services, tx, id, found->person, grant, because, now));
            return found->person;
        },
        after_change<PersonId>(services, std::move(done)));
}

void end_grants(Services& services, GrantsToEnd which, Done<std::size_t> done)
{
    services.store.write<std::size_t>(
        [&services, which = std::move(which), now = services.clock.now()](store::Transaction& tx) {
            return end_all(services, tx, which, now);
        },
        after_change<std::size_t>(services, std::move(done)));
}

void add_key(Services& services, NewKey key, Done<std::string> done)
{
    if (auto units = check_units_of(services, key); !units)
        return done(std::move(units).error());
    std::array<std::uint8_t, 30> bytes;
    services.random.fill(bytes);
    const auto text = "varde_" + to_base32(bytes);
    const auto hash = crypto::sha256(bytes_of(text));
    const auto now = services.clock.now();
    const domain::Organisation fresh{
        {make_uuid(now, services.random)}, key.organisation, key.sector};
    services.store.write<Nothing>(
        [key = std::move(key), hash, fresh, now](store::Transaction& tx) -> Status {
            const auto organisation = TRY(organisation_for(tx, fresh, now));
            for (const auto& unit : key.units) {
                TRY(store::ReadbackChanges(tx).add_key(unit, hash));
                TRY(store::ReadbackChanges(tx).add_case_system(unit, now));
            }
            return tx.add_api_key(hash, organisation, key.role, key.label, now);
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
