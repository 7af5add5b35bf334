#include "acts/evidence.hpp"

#include "acts/acceptance.hpp"
#include "acts/delivery_access.hpp"
#include "acts/follow_report.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

enum class Sight { none, entries, parts };

/// What the actor may see of the report through any of its deliveries.
Result<Sight> sight_of(const Services& services, store::Reading& reading,
                       const domain::Actor& actor, const ReportId& report)
{
    auto sight = Sight::none;
    const domain::Context now{services.clock.now()};
    for (const auto& delivery : TRY(reading.deliveries_of(report))) {
        const auto object = TRY(object_of(services, reading, delivery));
        if (domain::decide(actor, domain::Action::open, object, now))
            return Sight::parts;
        if (domain::decide(actor, domain::Action::watch, object, now))
            sight = Sight::entries;
    }
    return sight;
}

Result<std::vector<Receipt>> every_entry(const Services& services, store::Reading& reading,
                                         const ReportId& report, Sight sight)
{
    const bool with_parts =
        sight == Sight::parts && !TRY(erased(services, reading, report)).has_value();
    std::vector<Receipt> entries;
    for (const auto& stored : TRY(reading.events_of(report))) {
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

/// Nothing: the actor sees none of its deliveries.
Result<std::optional<std::vector<Receipt>>>
seen_by_people(const Services& services, const domain::Actor& actor, const ReportId& report)
{
    using Seen = std::optional<std::vector<Receipt>>;
    return services.store.read([&](store::Reading& reading) -> Result<Seen> {
        const auto sight = TRY(sight_of(services, reading, actor, report));
        if (sight == Sight::none)
            return Seen{};
        auto entries = TRY(every_entry(services, reading, report, sight));
        return Seen{std::move(entries)};
    });
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

}  // namespace

Result<Evidence> evidence_of(const Services& services, const domain::Actor& actor,
                             const ReportId& report)
{
    auto followed = receipts_of(services, actor, report);
    if (!followed) {
        auto seen = TRY(seen_by_people(services, actor, report));
        if (!seen)
            return std::move(followed).error();
        followed = std::move(*seen);
    }
    Evidence evidence{.report = report, .entries = std::move(followed).value()};
    for (auto& each : evidence.entries)
        each.code.clear();  // A bundle is handed on; the code opens the follow-up page.
    evidence.policy = policy_for(services, evidence.entries);
    return evidence;
}

}  // namespace varde::acts
