#include "acts/kept_report.hpp"

#include <algorithm>

namespace varde::acts {

const domain::Delivery& KeptReport::delivery() const
{
    if (const auto* closed = retained.closed())
        return closed->delivery;
    for (const auto& each : retained.deliveries)
        if (each.delivery.standing == domain::Standing::owned)
            return each.delivery;
    CHECK(!retained.deliveries.empty());
    return retained.deliveries.back().delivery;
}

domain::RetentionTerms KeptReport::terms(Timestamp now) const
{
    return {.rule = keeping ? &keeping->rule : nullptr,
            .kept_until = kept_until,
            .holds = unit_holds,
            .now = now};
}

domain::Object KeptReport::object(const Services& services) const
{
    const auto& unit = delivery().unit;
    return {.kind = retained.kind,
            .unit = unit,
            .unit_name = unit_name(services, unit),
            .overseers = domain::overseers_of(services.pack.directory, unit),
            .person = retained.proposal ? retained.proposal->by : PersonId{},
            .barred = retained.barred};
}

domain::Event KeptReport::event(domain::EventName name, const domain::By& by, Timestamp at) const
{
    const auto& of = delivery();
    return {.name = name,
            .report = retained.report,
            .delivery = of.id,
            .unit = of.unit,
            .by = by,
            .at = at,
            .channel = of.channel,
            .sequence = of.sequence};
}

Result<std::optional<KeptReport>> kept_report(const Services& services, store::Reading& reading,
                                              const ReportId& report, Timestamp now)
{
    KeptReport kept;
    if (!TRY(reading.report(report)))
        return std::optional<KeptReport>{};
    for (const auto& stored : TRY(reading.events_of(report)))
        kept.retained = domain::fold_retained(std::move(kept.retained), stored.event);
    const auto* closed = kept.retained.closed();
    kept.keeping = services.pack.keeping_of(kept.retained.kind, closed ? *closed->closed_at : now);
    if (closed && kept.keeping)
        kept.kept_until = services.pack.kept_until(kept.keeping->rule, *closed->closed_at);
    store::RetentionRecords records(reading);
    std::vector<UnitId> asked;
    for (const auto& each : kept.retained.deliveries) {
        const auto& unit = each.delivery.unit;
        if (std::ranges::find(asked, unit) != asked.end())
            continue;
        asked.push_back(unit);
        for (auto& hold : TRY(records.holds_of_unit(unit)))
            if (domain::holds(hold, unit, kept.retained.kind))
                kept.unit_holds.push_back(std::move(hold));
    }
    return std::optional(std::move(kept));
}

Result<std::optional<Erased>> erased(const Services& services, store::Reading& reading,
                                     const ReportId& report)
{
    auto tombstone = TRY(store::RetentionRecords(reading).tombstone(report));
    if (!tombstone)
        return std::optional<Erased>{};
    const auto* keeping = services.pack.keeping_named(tombstone->rule);
    return std::optional(Erased{std::move(*tombstone), keeping});
}

std::string in_words(const Services& services, const Erased& erased)
{
    const auto& calendar = services.pack.calendar;
    auto words = "erased " + calendar.in_words(erased.tombstone.at, "en") + " under the rule " +
                 erased.tombstone.rule;
    if (erased.keeping)
        words += " (" + erased.keeping->title.in("en") + "; " + erased.keeping->rule.source + ")";
    return words;
}

Error report_erased(const Services& services, const Erased& erased)
{
    return {.code = ErrorCode::not_found,
            .message = "This report was handled and then " + in_words(services, erased) +
                       ". Nobody can read it any more; that it came, and what became of it, is "
                       "still in the ledger.",
            .problem = "report-erased"};
}

}  // namespace varde::acts
