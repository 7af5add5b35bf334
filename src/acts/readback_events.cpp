#include "acts/readback_events.hpp"

#include "acts/readback_package.hpp"
#include "acts/tell_failing.hpp"

#include <algorithm>
#include <map>

namespace varde::acts {
namespace {

constexpr std::uint64_t positions_at_once = 2'000;
constexpr std::size_t connector_characters_max = 80;

}  // namespace

domain::Decision may_fetch(const Services& services, const domain::Actor& actor, const UnitId& unit)
{
    return domain::decide(actor, domain::Action::fetch,
                          {.unit = unit, .unit_name = unit_name(services, unit)},
                          {services.clock.now()});
}

Result<bool> number_arrivals(store::Transaction& tx)
{
    store::ReadbackRecords records(tx);
    store::ReadbackChanges changes(tx);
    const auto from = TRY(records.watermark());
    const auto note = TRY(tx.last_note());
    const auto head = std::max(from, note ? note->size : 0);
    const auto to = std::min(head, from + positions_at_once);
    if (to == from)
        return true;
    std::map<UnitId, store::CaseSystem> systems;
    for (const auto& arrival : TRY(records.arrived_between(from, to))) {
        auto found = systems.find(arrival.unit);
        if (found == systems.end()) {
            auto system = TRY(records.case_system(arrival.unit));
            CHECK(system);  // The query finds none without.
            found = systems.emplace(arrival.unit, std::move(*system)).first;
        }
        TRY(changes.save(domain::begin_readback({.delivery = arrival.delivery,
                                                 .report = arrival.report,
                                                 .unit = arrival.unit,
                                                 .number = ++found->second.last_number,
                                                 .channel = arrival.channel,
                                                 .sequence = arrival.sequence,
                                                 .added_at = arrival.at})));
    }
    for (const auto& [unit, system] : systems)
        TRY(changes.save(system));
    TRY(changes.move_watermark(from, to));
    return to == head;
}

domain::Event readback_event(const domain::Readback& readback, domain::EventName name,
                             const domain::By& by, Timestamp at)
{
    domain::Event event{.name = name,
                        .report = readback.report,
                        .delivery = readback.delivery,
                        .unit = readback.unit,
                        .by = by,
                        .at = at,
                        .channel = readback.channel,
                        .sequence = readback.sequence};
    event.facts.connector = readback.connector;
    return event;
}

Result<std::optional<store::ReportKey>> key_or_end(Services& services, store::Transaction& tx,
                                                   domain::Readback& readback)
{
    auto key = report_key(services, tx, readback.report);
    if (key)
        return std::optional(std::move(key).value());
    if (key.error().problem == "report-erased")
        readback = domain::end_readback(std::move(readback));
    else if (is_damage(key.error()))
        readback = domain::withhold(std::move(readback), services.clock.now()).readback;
    else
        return std::move(key).error();
    TRY(store::ReadbackChanges(tx).save(readback));
    return std::optional<store::ReportKey>{};
}

Status keep_failure(Services& services, store::Transaction& tx, domain::Looked looked,
                    const domain::By& by, Timestamp now)
{
    auto& readback = looked.readback;
    const auto key = TRY(key_or_end(services, tx, readback));
    if (!key)
        return ok();
    TRY(store::ReadbackChanges(tx).save(readback));
    if (!looked.changed)
        return ok();
    auto event = readback_event(readback, domain::EventName::readback_failed, by, now);
    event.facts.name = std::string(domain::name_of(readback.state));
    return tx.append(std::move(event), *key, services.random);
}

Status keep_unavailable(Services& services, store::Transaction& tx, const DeliveryId& delivery,
                        Timestamp now)
{
    auto readback = TRY(store::ReadbackRecords(tx).of(delivery));
    if (!readback || readback->state == domain::ReadbackState::erased)
        return ok();
    auto withheld = domain::withhold(std::move(*readback), now);
    TRY(store::ReadbackChanges(tx).save(withheld.readback));
    if (withheld.changed)
        TRY(tell_failing(services, tx, withheld.readback.unit, now));
    return ok();
}

Result<std::string> connector_named(std::string_view text)
{
    const auto slash = text.find('/');
    const bool allowed = std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_' || c == '+' || c == '/';
    });
    if (!allowed || slash == 0 || slash == text.npos || slash + 1 == text.size() ||
        text.size() > connector_characters_max)
        return Error{ErrorCode::malformed,
                     "The system must say what it is: User-Agent must begin with name/version, "
                     "such as example-cases/4.2, in letters, digits and . - _ +"};
    return std::string(text);
}

}  // namespace varde::acts
