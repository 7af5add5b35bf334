#include "acts/obligations.hpp"

#include "acts/pursue.hpp"
#include "packs/due.hpp"

namespace varde::acts {
namespace {

/// Of a unit that the pack has no more the clock runs as if it were always open: never later.
const domain::OpeningHours always{.always_open = true, .days = {}};

void add_due_times(const Services& services, domain::Event& event)
{
    const auto* unit = services.pack.directory.find(event.unit);
    const packs::Workplace place{.calendar = services.pack.calendar,
                                 .hours = unit ? unit->hours : always,
                                 .school_area = unit ? unit->municipality : std::string{}};
    for (auto& started : event.facts.started) {
        const auto since = started.since.value_or(event.at);
        const auto* legal = services.pack.find_rule(started.rule, since);
        CHECK(legal);  // It has just been started under it.
        started.due = packs::due(since, legal->rule, place).at;
        started.owed_by = legal->rule.owed_by;
        started.wake = first_look(services, started.rule, since, started.due);
    }
}

}  // namespace

void oblige(const Services& services, std::span<const domain::Event> before, domain::Event& event)
{
    domain::record_changes(services.pack.rules, before, event);
    add_due_times(services, event);
}

void oblige_anew(const Services& services, const std::vector<domain::Obligation>& standing,
                 const std::vector<domain::Owed>& owed, domain::Event& event)
{
    std::vector<domain::Owed> before;
    for (const auto& row : standing)
        before.push_back({row.rule, row.since, row.met_at, row.cancelled_at, row.assumed});
    domain::record_changes(domain::swept(before, owed, event.at), event);
    domain::Event again = event;
    again.facts.started.clear();
    for (const auto& each : owed)
        for (const auto& row : standing)
            if (row.is_open() && row.rule == each.rule && row.since == each.since && !each.met_at &&
                !each.cancelled_at)
                again.facts.started.push_back(
                    {.rule = row.rule, .since = row.since, .due = row.due, .assumed = row.assumed});
    const auto due_before = again.facts.started;
    add_due_times(services, again);
    for (std::size_t i = 0; i < due_before.size(); ++i)
        if (again.facts.started[i].due != due_before[i].due)
            event.facts.started.push_back(again.facts.started[i]);
    add_due_times(services, event);
}

Result<std::vector<ObligationView>> obligations_of(const Services& services,
                                                   store::Reading& reading, const Uuid& subject)
{
    std::vector<ObligationView> views;
    for (auto& obligation : TRY(reading.obligations_of(subject))) {
        const auto* rule = services.pack.find_rule(obligation.rule, obligation.since);
        views.push_back({std::move(obligation), rule});
    }
    return views;
}

const ObligationView* next_of(const std::vector<ObligationView>& obligations)
{
    const ObligationView* next = nullptr;
    for (const auto& view : obligations)
        if (view.obligation.is_open() && (!next || view.obligation.due < next->obligation.due))
            next = &view;
    return next;
}

std::string title_of(const ObligationView& view, std::string_view language)
{
    return view.rule ? view.rule->title.in(language) : view.obligation.rule;
}

std::optional<bool> is_anonymous(const domain::Actor& actor, const json::Document& report)
{
    if (!actor.is_nobody())
        return false;
    const auto reporter = report.root().member("content").member("reporter");
    for (const auto* name : {"name", "phone", "email"})
        if (!reporter.member(name).text().value_or("").empty())
            return false;
    if (reporter.member("anonymous").boolean().value_or(false))
        return true;
    return std::nullopt;
}

}  // namespace varde::acts
