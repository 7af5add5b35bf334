#include "domain/obligation/history.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

void know(KnownFacts& facts, std::string_view name, const std::optional<bool>& value)
{
    if (value)
        facts.emplace(name, *value);
}

KnownFacts facts_of(const Event& event)
{
    KnownFacts facts;
    if (event.name == EventName::report_accepted) {
        facts.emplace("urgent", event.facts.urgent);
        know(facts, "reporter_anonymous", event.facts.anonymous);
    }
    if (event.name == EventName::problem_raised) {
        facts.emplace("confidential", event.facts.confidential);
        facts.emplace("access_wanted", event.facts.name == "access_wanted");
        facts.emplace("nobody_can_open", event.facts.name == "coverage_none");
        facts.emplace("machine_raised",
                      event.facts.name != "reported" && event.facts.name != "access_wanted");
    }
    if (event.facts.immediate_follow_up)
        facts.emplace("immediate_follow_up_judged", true);
    return facts;
}

/// What rules know it as. What is only offered back is not given back: until the other unit takes
/// it, this one owes what it owed.
std::string occasion_of(const Event& event)
{
    const bool only_offered =
        event.name == EventName::delivery_returned && !event.facts.to_delivery.is_nil();
    return std::string(name_of(only_offered ? EventName::delivery_forwarded : event.name));
}

void add(std::vector<EndedObligation>& ended, const std::vector<Owed>& owed, bool cancelled)
{
    for (const auto& each : owed)
        ended.push_back({.rule = each.rule,
                         .since = each.since,
                         .cancelled = cancelled,
                         .at = cancelled ? each.cancelled_at : each.met_at});
}

}  // namespace

Uuid subject_of(const Event& event)
{
    return event.delivery.is_nil() ? event.report.uuid : event.delivery.uuid;
}

std::vector<Occasion> history_of(std::span<const Event> events, const Uuid& subject)
{
    std::vector<Occasion> history;
    const auto first = std::ranges::find(events, EventName::report_accepted, &Event::name);
    for (const Event& event : events) {
        if (subject_of(event) != subject)
            continue;
        Occasion occasion{occasion_of(event), event.at, facts_of(event), {}};
        // What another unit offers it has from the acceptance, facts and clock.
        if (event.name == EventName::delivery_offered && first != events.end()) {
            occasion.facts = facts_of(*first);
            occasion.first_receipt = first->at;
        }
        history.push_back(std::move(occasion));
    }
    return history;
}

void record_changes(const RuleSet& rules, std::span<const Event> before, Event& event)
{
    const auto subject = subject_of(event);
    auto history = history_of(before, subject);
    const auto owed_before = owed_after(rules, history);
    std::vector<Event> all(before.begin(), before.end());
    all.push_back(event);
    history = history_of(all, subject);
    record_changes(between(owed_before, owed_after(rules, history)), event);
}

void record_changes(const Changes& changes, Event& event)
{
    auto& facts = event.facts;
    for (const auto& owed : changes.started) {
        facts.started.push_back({.rule = owed.rule, .since = owed.since, .assumed = owed.assumed});
        if (owed.met_at || owed.cancelled_at)
            add(facts.ended, {owed}, !owed.met_at);
    }
    add(facts.ended, changes.met, false);
    add(facts.ended, changes.cancelled, true);
    // What begins or ends with the event itself needs no time of its own.
    for (auto& started : facts.started)
        if (started.since == event.at)
            started.since.reset();
    for (auto& ended : facts.ended)
        if (ended.at == event.at)
            ended.at.reset();
}

}  // namespace varde::domain
