#include "acts/delivery_access.hpp"

#include "acts/act_on_delivery.hpp"
#include "acts/duty.hpp"
#include "acts/sealed_words.hpp"

#include <set>

namespace varde::acts {
namespace {

using domain::EventName;

Status add_event(DeliveryAccess& access, Names& names, const store::StoredEvent& stored,
                 const store::ReportKey& key, const DeliveryId& delivery)
{
    const auto& event = stored.event;
    const bool read =
        event.name == EventName::delivery_opened || event.name == EventName::delivery_read;
    const bool refused = event.name == EventName::access_refused;
    if ((!read && !refused) || event.delivery != delivery)
        return ok();
    const auto fact = TRY(store::open_fact(key, event.report, stored.sealed));
    auto name = TRY(names.of(event.by.person));
    if (event.by.role == domain::Role::case_system)
        if (const auto system = TRY(names.reading().organisation(event.by.organisation)))
            name = system->name;
    (read ? access.opened : access.refused)
        .push_back({event.by.person, std::move(name), event.at, word_in(fact, "why")});
    return ok();
}

/// Why each was barred: the newest declaration counts. It tells of the content, so it is shown once
/// that has been opened; what another unit wrote is that unit's.
Status add_barred(DeliveryAccess& access, const std::vector<store::StoredEvent>& events,
                  const std::vector<store::BarredRow>& rows, const store::ReportKey& key,
                  const domain::Delivery& delivery)
{
    for (const auto& row : rows) {
        if (row.lifted_at)
            continue;
        DeliveryAccess::Barred barred{row.person, row.name, row.declared_at, {}};
        for (const auto& stored : events)
            if (delivery.opened_at && stored.event.name == EventName::conflict_declared &&
                stored.event.delivery == delivery.id &&
                stored.event.facts.to_person == row.person) {
                const auto fact = TRY(store::open_fact(key, stored.event.report, stored.sealed));
                barred.reason = word_in(fact, "reason");
            }
        access.barred.push_back(std::move(barred));
    }
    return ok();
}

Result<DeliveryAccess> access_to(const Services& services, store::Reading& reading,
                                 const domain::Delivery& delivery)
{
    DeliveryAccess access{.unit_name = unit_name(services, delivery.unit)};
    const auto key = TRY(report_key(services, reading, delivery.report));
    const auto events = TRY(reading.events_of(delivery.report));
    Names names(reading);
    for (const auto& stored : events)
        TRY(add_event(access, names, stored, key, delivery.id));
    access.able = TRY(able_to_read(services, reading, delivery, services.clock.now()));
    const auto rows = TRY(store::AccessRecords(reading).conflicts_of(delivery.report));
    TRY(add_barred(access, events, rows, key, delivery));
    return access;
}

/// Recorded before it is told.
void record_refusal(Services& services, const domain::Actor& actor,
                    const domain::Delivery& delivery, std::string reason, Done<DeliveryAccess> done)
{
    services.store.write<Nothing>(
        [&services, actor, delivery, reason](store::Transaction& tx) -> Status {
            const auto key = TRY(report_key(services, tx, delivery.report));
            return tx.append(
                refusal(delivery, actor, domain::Action::open, reason, services.clock.now()), key,
                services.random);
        },
        [reason, done = std::move(done)](Result<Nothing> recorded,
                                         const store::Committed&) mutable {
            if (!recorded)
                return done(std::move(recorded).error());
            done(Error{ErrorCode::forbidden, reason});
        });
}

}  // namespace

Result<domain::Object> object_of(const Services& services, store::Reading& reading,
                                 const domain::Delivery& delivery, const PersonId& person)
{
    return domain::Object{.kind = delivery.kind,
                          .unit = delivery.unit,
                          .unit_name = unit_name(services, delivery.unit),
                          .overseers = domain::overseers_of(services.pack.directory, delivery.unit),
                          .person = person,
                          .barred =
                              TRY(store::AccessRecords(reading).barred_from(delivery.report))};
}

Result<std::vector<AbleReader>> able_to_read(const Services&, store::Reading& reading,
                                             const domain::Delivery& delivery, Timestamp now)
{
    const auto away = TRY(people_on_leave(reading, delivery.unit, now));
    const auto barred = TRY(store::AccessRecords(reading).barred_from(delivery.report));
    std::vector<AbleReader> able;
    std::set<PersonId> known;
    for (const auto& row : TRY(store::AccessRecords(reading).grants_in(delivery.unit, now))) {
        const auto& [id, person, grant, source] = row.given;
        if (row.disabled || std::ranges::find(away, person) != away.end() ||
            std::ranges::find(barred, person) != barred.end() ||
            !domain::lets_open(grant, delivery.unit, delivery.kind, now))
            continue;
        if (known.insert(person).second)
            able.push_back({person, row.name, grant.role, grant.until});
    }
    return able;
}

Result<bool> is_kept(store::Reading& reading, const domain::Delivery& delivery, Timestamp now)
{
    const auto& owner = delivery.owner;
    const auto person = TRY(reading.person(owner));
    const auto barred = TRY(store::AccessRecords(reading).barred_from(delivery.report));
    if (!person || person->disabled || std::ranges::find(barred, owner) != barred.end())
        return false;
    const auto grants = TRY(reading.grants_of(owner));
    return std::ranges::any_of(grants, [&](const domain::Grant& grant) {
        return domain::lets_open(grant, delivery.unit, delivery.kind, now);
    });
}

void see_delivery_access(Services& services, const domain::Actor& actor, const DeliveryId& id,
                         Done<DeliveryAccess> done)
{
    struct Found {
        domain::Delivery delivery;
        domain::Decision decision;
        DeliveryAccess access;
    };
    auto found = services.store.read([&](store::Reading& reading) -> Result<Found> {
        auto delivery = TRY(reading.delivery(id));
        if (!delivery)
            return Error{ErrorCode::not_found, "There is no such delivery."};
        const auto object = TRY(object_of(services, reading, *delivery));
        auto decision = domain::decide(actor, domain::Action::open, object, {services.clock.now()});
        Found read{std::move(*delivery), std::move(decision), {}};
        if (read.decision)
            read.access = TRY(access_to(services, reading, read.delivery));
        return read;
    });
    if (!found)
        return done(std::move(found).error());
    auto& [delivery, decision, access] = found.value();
    if (!decision)
        return record_refusal(services, actor, delivery, decision.reason, std::move(done));
    done(std::move(access));
}

}  // namespace varde::acts
