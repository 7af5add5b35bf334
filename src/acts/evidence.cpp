#include "acts/evidence.hpp"

#include "acts/acceptance.hpp"
#include "acts/delivery_access.hpp"
#include "acts/follow_report.hpp"
#include "acts/sealed_words.hpp"
#include "domain/report/milestone.hpp"

#include <algorithm>
#include <set>

namespace varde::acts {
namespace {

/// What people see of a report through those of its deliveries that they may open or oversee.
struct Sight {
    std::set<DeliveryId> deliveries;  // Empty: they see nothing.
    std::set<UnitId> units;
    // The one through which they read what the parts were: it has been opened before, so that no
    // clock stops for the sake of digests. Nothing: they are not told.
    std::optional<domain::Delivery> read;
    domain::Decision why;
};

Result<Sight> sight_of(const Services& services, store::Reading& reading,
                       const domain::Actor& actor, const ReportId& report)
{
    Sight sight;
    const bool content = !TRY(erased(services, reading, report)).has_value();
    const domain::Context now{services.clock.now()};
    for (const auto& delivery : TRY(reading.deliveries_of(report))) {
        const auto object = TRY(object_of(services, reading, delivery));
        auto opens = domain::decide(actor, domain::Action::open, object, now);
        if (!opens && !domain::decide(actor, domain::Action::watch, object, now))
            continue;
        sight.deliveries.insert(delivery.id);
        sight.units.insert(delivery.unit);
        if (opens && delivery.opened_at && content && !sight.read) {
            sight.read = delivery;
            sight.why = std::move(opens);
        }
    }
    return sight;
}

/// Beside what a sender sees: who was refused, barred or told in another unit is that unit's.
bool shows(const Sight& sight, const domain::Event& event)
{
    if (!domain::milestones_of(event.name).empty())
        return true;
    return event.delivery.is_nil() ? event.unit == UnitId{} || sight.units.contains(event.unit)
                                   : sight.deliveries.contains(event.delivery);
}

Result<std::vector<Receipt>> entries_seen(const Services& services, store::Reading& reading,
                                          const ReportId& report, const Sight& sight)
{
    const bool with_parts = sight.read && !TRY(erased(services, reading, report)).has_value();
    std::vector<Receipt> entries;
    for (const auto& stored : TRY(reading.events_of(report))) {
        if (!shows(sight, stored.event))
            continue;
        const bool first = stored.event.name == domain::EventName::report_accepted;
        if (first && with_parts)
            entries.push_back(TRY(accepted_report(services, reading, report)).receipt);
        else
            entries.push_back(TRY(receipt_of(services, reading, stored)));
        entries.back() =
            TRY(witnessed(services, reading, std::move(entries.back()), stored.position));
    }
    return entries;
}

/// The logs of these entries, and the witnesses that this server asks.
std::string policy_for(const Services& services, const std::vector<Receipt>& entries)
{
    std::vector<std::string> keys;
    for (const auto& each : entries)
        if (std::ranges::find(keys, each.vkey) == keys.end())
            keys.push_back(each.vkey);
    std::string policy;
    for (const auto& key : keys)
        policy += "log " + key + "\n";
    return policy + (services.witnesses.empty() ? "quorum none\n" : services.witnesses);
}

Evidence made_of(const Services& services, const ReportId& report, std::vector<Receipt> entries)
{
    for (auto& each : entries)
        each.code.clear();  // A bundle is handed on; the code opens the follow-up page.
    auto policy = policy_for(services, entries);
    return {.report = report, .entries = std::move(entries), .policy = std::move(policy)};
}

Result<Evidence> seen_with(const Services& services, const ReportId& report, const Sight& sight)
{
    auto entries = TRY(services.store.read(
        [&](store::Reading& reading) { return entries_seen(services, reading, report, sight); }));
    return made_of(services, report, std::move(entries));
}

Result<Sight> record_reading(Services& services, store::Transaction& tx, const domain::Actor& actor,
                             const ReportId& report)
{
    auto sight = TRY(sight_of(services, tx, actor, report));
    if (!sight.read)
        return sight;
    const auto key = TRY(report_key(services, tx, report));
    const domain::Doing doing{sight.why.as, services.clock.now()};
    for (auto& event : TRY(domain::open(*sight.read, doing))) {
        event.sealed = seal_words({{"why", sight.why.reason}});
        TRY(tx.append(std::move(event), key, services.random));
    }
    return sight;
}

/// The digests of the parts are of the content: that somebody has them is durable before they do.
/// `refused` is for those whose access has gone meanwhile.
void read_and_show(Services& services, const domain::Actor& actor, const ReportId& report,
                   Error refused, Done<Evidence> done)
{
    services.store.write<Sight>(
        [&services, actor, report](store::Transaction& tx) {
            return record_reading(services, tx, actor, report);
        },
        [&services, report, refused = std::move(refused), done = std::move(done)](
            Result<Sight> sight, const store::Committed&) mutable {
            if (!sight)
                return done(std::move(sight).error());
            if (sight.value().deliveries.empty())
                return done(std::move(refused));
            done(seen_with(services, report, sight.value()));
        });
}

}  // namespace

void evidence_of(Services& services, const domain::Actor& actor, const ReportId& report,
                 Done<Evidence> done)
{
    auto followed = receipts_of(services, actor, report);
    if (followed)
        return done(made_of(services, report, std::move(followed).value()));
    const auto sight = services.store.read(
        [&](store::Reading& reading) { return sight_of(services, reading, actor, report); });
    if (!sight)
        return done(sight.error());
    if (sight.value().deliveries.empty())
        return done(std::move(followed).error());
    if (sight.value().read)
        return read_and_show(services, actor, report, std::move(followed).error(),
                             std::move(done));
    done(seen_with(services, report, sight.value()));
}

}  // namespace varde::acts
