#include "acts/change_access.hpp"

#include "acts/access_event.hpp"
#include "acts/conflicts.hpp"
#include "acts/coverage_guard.hpp"

#include <set>

namespace varde::acts {
namespace {

using domain::Action;
using domain::GivenGrant;
using domain::GrantId;

Error wrong(std::string pointer, std::string detail)
{
    return {.code = ErrorCode::invalid,
            .message = "Some fields are wrong; nothing was stored.",
            .faults = {{std::move(pointer), std::move(detail)}}};
}

Result<store::Person> whom(store::Transaction& tx, const NewAccess& wanted)
{
    auto id = wanted.person;
    if (id.is_nil())
        if (const auto login = TRY(tx.login(wanted.login)))
            id = login->person;
    auto person = TRY(tx.person(id));
    if (!person)
        return wrong(wanted.person.is_nil() ? "/login" : "/person",
                     "is nobody who has an account here");
    if (person->disabled)
        return Error{ErrorCode::conflict, "The account of " + person->name +
                                              " is disabled. Enable it first; nothing was stored."};
    return std::move(*person);
}

/// The grant that is passed on: the actor's own, in force, and not itself delegated.
Result<GivenGrant> source_of(store::Transaction& tx, const domain::Actor& actor,
                             const NewAccess& wanted, Timestamp now)
{
    bool second_hand = false;
    for (const auto& row : TRY(store::AccessRecords(tx).grants_of(actor.person, now))) {
        const auto& grant = row.given.grant;
        if (grant.unit != wanted.unit || grant.role != wanted.role || !grant.active_at(now))
            continue;
        if (row.given.delegated_from.is_nil())
            return row.given;
        second_hand = true;
    }
    return wrong("/delegate", second_hand
                                  ? "what was delegated to you is not passed on"
                                  : "you do not have this role in this unit, so you cannot pass "
                                    "it on; give it instead");
}

bool includes(const domain::Grant& all, const domain::Grant& part)
{
    const bool kinds =
        all.kinds.empty() ||
        (!part.kinds.empty() && std::ranges::all_of(part.kinds, [&](const KindName& kind) {
            return std::ranges::find(all.kinds, kind) != all.kinds.end();
        }));
    return kinds && all.unit == part.unit && all.role == part.role && all.from <= part.from &&
           (!all.until || (part.until && *part.until <= *all.until));
}

Status check_new(store::Transaction& tx, const store::Person& person, const GivenGrant& fresh,
                 Timestamp now)
{
    for (const auto& row : TRY(store::AccessRecords(tx).grants_of(person.id, now)))
        if (includes(row.given.grant, fresh.grant))
            return Error{ErrorCode::conflict,
                         person.name + " has this access already. Nothing was stored."};
    return ok();
}

/// The id under which this request was done before, or nil.
Result<Uuid> done_under(const Services& services, store::Transaction& tx, const AccessAct& act,
                        const Uuid& fresh)
{
    if (!TRY(done_before(services, tx, act.key, act.request, {fresh})))
        return Uuid{};
    const auto earlier =
        TRY(tx.claim(key_mac(services, act.key), crypto::sha256(bytes_of(act.request)), {fresh},
                     services.clock.now()));
    CHECK(earlier);
    return earlier->report.uuid;
}

/// In the writer.
Result<GrantId> end_as_asked(Services& services, store::Transaction& tx, const AccessAct& act,
                             const EndOfAccess& wanted, const Uuid& fresh, Timestamp now)
{
    const auto row = TRY(store::AccessRecords(tx).grant(wanted.grant));
    if (!row)
        return Error{ErrorCode::not_found, "There is no such access."};
    const auto& [id, person, grant, source] = row->given;
    // First: whoever has ended their own access could not end it again.
    if (!TRY(done_under(services, tx, act, fresh)).is_nil())
        return id;
    const auto decision = domain::decide(
        act.actor, Action::end_access,
        access_object(services, grant.unit, person, grant.role, !source.is_nil()), {now});
    if (!decision)
        return denied(act.actor, decision);
    const auto until = std::max(wanted.at.value_or(now), now);
    TRY(domain::check_ended(row->given, until, now));
    if (!wanted.substitute.is_nil()) {
        if (wanted.substitute == person || !TRY(tx.person(wanted.substitute)))
            return wrong("/substitute", "must be somebody else who has an account here");
        const auto giving = domain::decide(
            act.actor, Action::give_access,
            access_object(services, grant.unit, wanted.substitute, grant.role), {now});
        if (!giving)
            return denied(act.actor, giving);
    }
    TRY(end(services, tx, row->given,
            {.actor = act.actor,
             .by = decision.as,
             .until = until,
             .substitute = wanted.substitute,
             .reason = wanted.reason,
             .override_reason = wanted.override_reason},
            now));
    return id;
}

/// Where somebody has access that has not ended.
struct Places {
    std::set<UnitId> units;
    bool as_director = false;  ///< In whichever of them.
};

Result<Places> places_of(store::Reading& reading, const PersonId& person, Timestamp now)
{
    Places places;
    for (const auto& row : TRY(store::AccessRecords(reading).grants_of(person, now)))
        if (!row.given.grant.unit.text.empty()) {
            places.units.insert(row.given.grant.unit);
            places.as_director |= row.given.grant.role == domain::Role::director;
        }
    return places;
}

Result<domain::Decision> may_set_account(const Services& services, store::Reading& reading,
                                         const domain::Actor& actor, const PersonId& person,
                                         Timestamp now)
{
    const auto places = TRY(places_of(reading, person, now));
    const auto role = places.as_director ? domain::Role::director : domain::Role::nobody;
    domain::Decision decision = domain::decide(
        actor, Action::set_account, access_object(services, {}, person, role), {now});
    for (const auto& unit : places.units)
        if (!decision)
            decision = domain::decide(actor, Action::set_account,
                                      access_object(services, unit, person, role), {now});
    return decision;
}

Status end_delegations_of(Services& services, store::Transaction& tx, const AccountChange& wanted,
                          const AccessAct& act, const domain::By& by, Timestamp now)
{
    store::AccessRecords records(tx);
    for (const auto& own : TRY(records.grants_of(wanted.person, now)))
        for (const auto& row : TRY(records.delegated_from(own.given.id, now)))
            TRY(end(services, tx, row.given,
                    {.actor = act.actor,
                     .by = by,
                     .until = now,
                     .reason = "It was delegated by somebody whose account has been disabled.",
                     .override_reason = wanted.override_reason},
                    now));
    return ok();
}

/// In the writer.
Status set_account(Services& services, store::Transaction& tx, const AccessAct& act,
                   const AccountChange& wanted, const Uuid& fresh, Timestamp now)
{
    const auto person = TRY(tx.person(wanted.person));
    if (!person)
        return Error{ErrorCode::not_found, "There is nobody with this id."};
    const auto decision = TRY(may_set_account(services, tx, act.actor, wanted.person, now));
    if (!decision)
        return denied(act.actor, decision);
    if (!TRY(done_under(services, tx, act, fresh)).is_nil() || person->disabled == wanted.disabled)
        return ok();
    if (wanted.disabled) {
        TRY(guard_coverage(services, tx, act.actor,
                           {.person = wanted.person,
                            .unit = {},
                            .span = {now, {std::numeric_limits<std::int64_t>::max()}},
                            .grant = {},
                            .substitute = {},
                            .override_reason = wanted.override_reason},
                           now));
    }
    const auto change =
        wanted.disabled ? domain::AccessChange::disabled : domain::AccessChange::enabled;
    auto event = domain::account_event(change, {fresh}, wanted.person, decision.as, now);
    event.unit = decision.as.unit;
    TRY(append_access(services, tx, std::move(event), wanted.reason, wanted.override_reason));
    // Whoever is disabled no longer counts when it is asked what these endings leave.
    if (wanted.disabled)
        TRY(end_delegations_of(services, tx, wanted, act, decision.as, now));
    for (const auto& unit : TRY(places_of(tx, wanted.person, now)).units) {
        TRY(watch_coverage(services, tx, unit, now));
        TRY(watch_conflicts(services, tx, unit, now));
    }
    return ok();
}

/// When it is durable: coverage is counted anew, and the grant shown.
auto showing(Services& services, domain::Actor actor, Done<GrantView> done)
{
    return [&services, actor = std::move(actor),
            done = std::move(done)](Result<GrantId> id, const store::Committed&) mutable {
        if (!id)
            return done(std::move(id).error());
        if (auto counted = count_coverage(services); !counted)
            return done(std::move(counted).error());
        done(see_grant(services, actor, id.value()));
    };
}

}  // namespace

Error denied(const domain::Actor& actor, const domain::Decision& decision)
{
    return {actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden, decision.reason};
}

domain::Object access_object(const Services& services, const UnitId& unit, const PersonId& person,
                             domain::Role role, bool delegated)
{
    return {.unit = unit,
            .unit_name = unit_name(services, unit),
            .overseers = domain::overseers_of(services.pack.directory, unit),
            .person = person,
            .role = role,
            .delegated = delegated};
}

Status check_known(const Services& services, const domain::Grant& grant)
{
    if (!grant.unit.text.empty() && !services.pack.directory.find(grant.unit))
        return wrong("/unit", "there is no unit \"" + grant.unit.text + "\"");
    for (const auto& kind : grant.kinds)
        if (!services.pack.find_kind(kind.text))
            return wrong("/kinds", "there is no kind \"" + kind.text + "\"");
    return ok();
}

Result<GrantId> give_as_asked(Services& services, store::Transaction& tx,
                              const domain::Actor& actor, const NewAccess& wanted,
                              const GrantId& id, Timestamp now)
{
    const auto person = TRY(whom(tx, wanted));
    const auto decision = domain::decide(
        actor, Action::give_access,
        access_object(services, wanted.unit, person.id, wanted.role, wanted.delegate), {now});
    if (!decision)
        return denied(actor, decision);
    GivenGrant fresh{.id = id,
                     .person = person.id,
                     .grant = {.role = wanted.role,
                               .unit = wanted.unit,
                               .kinds = wanted.kinds,
                               .from = std::max(wanted.from.value_or(now), now),
                               .until = wanted.until},
                     .delegated_from = {}};
    std::optional<GivenGrant> source;
    if (wanted.delegate) {
        source = TRY(source_of(tx, actor, wanted, now));
        fresh.grant.kinds = source->grant.kinds;
        fresh.delegated_from = source->id;
    }
    TRY(check_known(services, fresh.grant));
    TRY(domain::check_given(fresh, source ? &*source : nullptr, now));
    TRY(check_new(tx, person, fresh, now));
    TRY(give(services, tx, fresh, decision.as, wanted.reason, now));
    return id;
}

void give_access(Services& services, AccessAct act, NewAccess wanted, Done<GrantView> done)
{
    const auto now = services.clock.now();
    const GrantId id{make_uuid(now, services.random)};
    auto shown = showing(services, act.actor, std::move(done));
    services.store.write<GrantId>(
        [&services, act = std::move(act), wanted = std::move(wanted), id,
         now](store::Transaction& tx) -> Result<GrantId> {
            const auto before = TRY(done_under(services, tx, act, id.uuid));
            if (!before.is_nil())
                return GrantId{before};
            return give_as_asked(services, tx, act.actor, wanted, id, now);
        },
        std::move(shown));
}

void end_access(Services& services, AccessAct act, EndOfAccess wanted, Done<GrantView> done)
{
    const auto now = services.clock.now();
    const auto fresh = make_uuid(now, services.random);
    auto shown = showing(services, act.actor, std::move(done));
    services.store.write<GrantId>(
        [&services, act = std::move(act), wanted = std::move(wanted), fresh, now](
            store::Transaction& tx) { return end_as_asked(services, tx, act, wanted, fresh, now); },
        std::move(shown));
}

void change_account(Services& services, AccessAct act, AccountChange wanted, Done<Nothing> done)
{
    const auto now = services.clock.now();
    const auto fresh = make_uuid(now, services.random);
    services.store.write<Nothing>(
        [&services, act = std::move(act), wanted = std::move(wanted), fresh, now](
            store::Transaction& tx) { return set_account(services, tx, act, wanted, fresh, now); },
        [&services, done = std::move(done)](Result<Nothing> outcome,
                                            const store::Committed&) mutable {
            if (outcome)
                outcome = count_coverage(services);
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
