#include "acts/sweep_obligations.hpp"

#include "acts/obligations.hpp"
#include "crypto/crypto.hpp"

#include <future>

namespace varde::acts {
namespace {

constexpr int deliveries_at_once = 100;

Hash digest_of(const domain::RuleSet& rules)
{
    std::string text;
    const auto add = [&](std::string_view word) { text.append(word).push_back('\n'); };
    const auto add_all = [&](const std::vector<std::string>& words) {
        for (const auto& word : words)
            add(word);
        add("");
    };
    for (const auto& rule : rules) {
        add(rule.name);
        add_all(rule.starts);
        add_all(rule.met_by);
        add_all(rule.needs);
        add_all(rule.cancelled_by);
        add_all(rule.condition.when);
        add_all(rule.condition.unless);
        add_all(rule.condition.but_still_if);
        add(domain::in_words(rule.limit));
        add(rule.limit.moves_off_rest_days ? "moves" : "stays");
        add(rule.from_first_receipt ? "first receipt" : "occasion");
        add(domain::name_of(rule.owed_by));
        add(std::to_string(rule.from.unix_us));
        add(rule.to ? std::to_string(rule.to->unix_us) : "");
    }
    return crypto::sha256(bytes_of(text));
}

/// What the rules change for one delivery, as an event that is not yet appended.
Result<std::optional<domain::Event>> change_of(const Services& services, store::Reading& reading,
                                               const DeliveryId& id)
{
    const auto delivery = TRY(reading.delivery(id));
    CHECK(delivery);  // Deliveries are never deleted.
    std::vector<domain::Event> events;
    for (auto& stored : TRY(reading.events_of(delivery->report)))
        events.push_back(std::move(stored.event));
    const auto now = domain::owed_after(services.pack.rules, domain::history_of(events, id.uuid));
    const auto rows = TRY(reading.obligations_of(id.uuid));
    domain::Event event{.name = domain::EventName::obligation_swept,
                        .report = delivery->report,
                        .delivery = id,
                        .unit = delivery->unit,
                        .at = services.clock.now(),
                        .channel = delivery->channel,
                        .sequence = delivery->sequence};
    event.facts.pack = services.pack.label();
    oblige_anew(services, rows, now, event);
    if (event.facts.started.empty() && event.facts.ended.empty())
        return std::optional<domain::Event>{};
    return std::optional(std::move(event));
}

void count(const domain::Event& event, Swept& swept)
{
    swept.started += std::int64_t(event.facts.started.size());
    swept.ended += std::int64_t(event.facts.ended.size());
    for (const auto& started : event.facts.started) {
        const auto end = std::ranges::find_if(event.facts.ended, [&](const auto& ended) {
            return ended.rule == started.rule && ended.since == started.since;
        });
        const bool done = end != event.facts.ended.end();
        const bool in_time = done && (!started.due || end->at.value_or(event.at) <= *started.due);
        if (!in_time)
            ++swept.missed;
        if (done)
            --swept.ended;  // It is told as one that appeared.
    }
}

Result<Swept> sweep_some(Services& services, const std::vector<DeliveryId>& ids)
{
    std::promise<Result<Swept>> done;
    services.store.write<Swept>(
        [&](store::Transaction& tx) -> Result<Swept> {
            Swept swept;
            for (const auto& id : ids) {
                ++swept.deliveries;
                auto event = TRY(change_of(services, tx, id));
                if (!event)
                    continue;
                count(*event, swept);
                const auto key = TRY(report_key(services, tx, event->report));
                TRY(tx.append(std::move(*event), key, services.random));
            }
            return swept;
        },
        [&](Result<Swept> swept, const store::Committed&) { done.set_value(std::move(swept)); });
    return done.get_future().get();
}

Result<Swept> look_at_some(const Services& services, const std::vector<DeliveryId>& ids)
{
    return services.store.read([&](store::Reading& reading) -> Result<Swept> {
        Swept swept;
        for (const auto& id : ids) {
            ++swept.deliveries;
            if (const auto event = TRY(change_of(services, reading, id)))
                count(*event, swept);
        }
        return swept;
    });
}

Status remember_rules(Services& services)
{
    std::promise<Status> done;
    services.store.write<Nothing>(
        [&](store::Transaction& tx) {
            return tx.save_swept_rules(digest_of(services.pack.rules), services.clock.now());
        },
        [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(outcome); });
    return done.get_future().get();
}

void add(Swept& all, const Swept& some)
{
    all.deliveries += some.deliveries;
    all.started += some.started;
    all.missed += some.missed;
    all.ended += some.ended;
}

}  // namespace

Result<bool> rules_have_changed(const Services& services)
{
    const auto last =
        TRY(services.store.read([](store::Reading& reading) { return reading.swept_rules(); }));
    const auto digest = digest_of(services.pack.rules);
    return !std::ranges::equal(last, digest);
}

Result<Swept> sweep_obligations(Services& services, bool dry_run,
                                const std::function<void(const Swept&)>& progress)
{
    Swept all;
    DeliveryId last;
    for (;;) {
        const auto ids = TRY(services.store.read([&](store::Reading& reading) {
            return reading.deliveries_after(last, deliveries_at_once);
        }));
        if (ids.empty())
            break;
        last = ids.back();
        add(all, dry_run ? TRY(look_at_some(services, ids)) : TRY(sweep_some(services, ids)));
        progress(all);
    }
    if (!dry_run)
        TRY(remember_rules(services));
    return all;
}

}  // namespace varde::acts
