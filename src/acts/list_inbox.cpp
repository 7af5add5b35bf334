#include "acts/list_inbox.hpp"

#include "acts/intake_gate.hpp"
#include "acts/kind_meant.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

domain::Decision may_list(const Services& services, const domain::Actor& actor, const UnitId& unit,
                          const KindName& kind = {})
{
    return domain::decide(actor, domain::Action::list,
                          {.kind = kind, .unit = unit, .unit_name = unit_name(services, unit)},
                          {services.clock.now()});
}

Error denied(const domain::Actor& actor, const domain::Decision& decision)
{
    return {actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden, decision.reason};
}

Result<InboxItem> item_of(const Services& services, store::Reading& reading, Names& names,
                          domain::Delivery delivery)
{
    InboxItem item{.delivery = std::move(delivery)};
    item.owner_name = TRY(names.of(item.delivery.owner));
    item.obligations = TRY(obligations_of(services, reading, item.delivery.id.uuid));
    const auto report = TRY(reading.report(item.delivery.report));
    CHECK(report);
    if (!report->sender.is_nil())
        if (auto sender = TRY(reading.organisation(report->sender)))
            item.sender_name = sender->name;
    return item;
}

Result<ClosedToYou> closed_to(const Services& services, store::Reading& reading,
                              const domain::Actor& actor, const UnitId& unit)
{
    ClosedToYou closed;
    // What has no kind is covered by access to every kind: then there is nothing to count.
    if (may_list(services, actor, unit, {"-"}))
        return closed;
    for (const auto& [kind, count, oldest] : TRY(reading.open_by_kind(unit))) {
        if (may_list(services, actor, unit, kind))
            continue;
        closed.count += count;
        closed.oldest = closed.oldest ? std::min(*closed.oldest, oldest) : oldest;
    }
    return closed;
}

/// Also to those who could not open it: nobody must think that nothing has come.
Result<ClosedToYou> passed_on_from(store::Reading& reading, const UnitId& unit)
{
    ClosedToYou passed;
    for (const auto& [kind, count, oldest] : TRY(store::IntakeRecords(reading).passed_on(unit))) {
        passed.count += count;
        passed.oldest = passed.oldest ? std::min(*passed.oldest, oldest) : oldest;
    }
    return passed;
}

/// What a report that is sent now would be told of who can read it.
std::vector<domain::Warning> warnings_of(const Services& services, const domain::Actor& actor,
                                         const Reachability& reach, const KindName& kind)
{
    std::vector<domain::Warning> warnings;
    const auto& name = reach.unit->name;
    if (auto other = other_kind_meant(services.pack, actor.organisation.sector, kind))
        warnings.push_back({other->code, std::move(other->detail), "?kind"});
    if (reach.people == 0)
        warnings.push_back({"nobody_can_open", "Nobody in " + name + " can open this now.", ""});
    else if (!reach.live)
        warnings.push_back(
            {"unit_not_live", name + " has not opened its intake of this kind in Varde.", ""});
    else if (reach.people < reach.needed)
        warnings.push_back({"few_can_open",
                            "Only " + people_in_words(reach.people, "en") + " in " + name +
                                " can open this now; " + std::to_string(reach.needed) +
                                " are needed.",
                            ""});
    return warnings;
}

/// How it is, and will be, with those who could open it.
Status look_at_coverage(const Services& services, const KindName& kind, Timestamp now,
                        Reachability& reach)
{
    const auto& unit = reach.unit->id;
    reach.people = services.coverage.readers(unit, kind, now);
    reach.needed = services.pack.people_needed;
    const auto kinds = kind.text.empty() ? kinds_of(services.pack, unit) : std::vector{kind};
    reach.live = std::ranges::all_of(
        kinds, [&](const KindName& each) { return is_taken(services, unit, each); });
    const auto seen = services.store.read([&](store::Reading& reading) -> Status {
        const auto coverage = TRY(coverage_of(reading, unit, now));
        reach.next_gap = next_gap(coverage, kind, reach.needed, now);
        return ok();
    });
    return seen;
}

}  // namespace

Result<InboxPage> list_inbox(const Services& services, const domain::Actor& actor,
                             const InboxQuery& query)
{
    const auto decision = may_list(services, actor, query.unit);
    if (!decision)
        return denied(actor, decision);
    return services.store.read([&](store::Reading& reading) -> Result<InboxPage> {
        auto rows = query.ended ? TRY(reading.ended(query.unit, query.after, query.limit + 1))
                                : TRY(reading.inbox(query.unit, query.after, query.limit + 1));
        InboxPage page;
        if (rows.size() > std::size_t(query.limit)) {
            rows.resize(std::size_t(query.limit));
            page.next = rows.back().place;
        }
        Names names(reading);
        // Drills that have ended stand in a list of their own.
        std::erase_if(rows, [](const auto& row) { return domain::ended_as_drill(row.delivery); });
        for (auto& row : rows)
            if (may_list(services, actor, query.unit, row.delivery.kind))
                page.items.push_back(
                    TRY(item_of(services, reading, names, std::move(row.delivery))));
        page.closed_to_you = TRY(closed_to(services, reading, actor, query.unit));
        page.passed_on = TRY(passed_on_from(reading, query.unit));
        return page;
    });
}

Result<Reachability> reach_unit(const Services& services, const domain::Actor& actor,
                                const UnitId& unit, const KindName& kind)
{
    const auto now = services.clock.now();
    const auto decision = domain::decide(actor, domain::Action::reach, {}, {now});
    if (!decision)
        return denied(actor, decision);
    const auto& directory = services.pack.directory;
    Reachability reachability{.unit = directory.find(unit)};
    if (!reachability.unit)
        return Error{ErrorCode::not_found, "There is no such unit."};
    if (!kind.text.empty() && !services.pack.find_kind(kind.text))
        return Error{ErrorCode::not_found, "There is no such kind."};
    const auto& hours = reachability.unit->hours;
    reachability.open_now = services.pack.calendar.is_open(hours, now);
    if (!reachability.open_now)
        reachability.opens_at = services.pack.calendar.next_opening(hours, now);
    TRY(look_at_coverage(services, kind, now, reachability));
    reachability.warnings = warnings_of(services, actor, reachability, kind);
    for (const auto& id : reachability.unit->fallbacks)
        if (const auto* fallback = directory.find(id))
            reachability.fallbacks.push_back(fallback);
    return reachability;
}

Result<std::vector<Colleague>> colleagues(const Services& services, const domain::Actor& actor,
                                          const UnitId& unit)
{
    const auto decision = may_list(services, actor, unit);
    if (!decision)
        return denied(actor, decision);
    return services.store.read([&](store::Reading& reading) -> Result<std::vector<Colleague>> {
        std::vector<Colleague> found;
        for (const auto& person : TRY(reading.people_of(unit)))
            if (person.grant.active_at(services.clock.now()) &&
                (person.grant.role == domain::Role::caseworker ||
                 person.grant.role == domain::Role::unit_leader))
                found.push_back({person.person, person.name, person.grant.role});
        return found;
    });
}

}  // namespace varde::acts
