#include "acts/escalations.hpp"

#include "acts/list_obligations.hpp"
#include "acts/matter.hpp"
#include "acts/problem_view.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

bool is_said_by_people(const Matter& matter)
{
    return matter.problem && !matter.problem->by_machine();
}

/// As whom somebody who was told still has to do with a unit: its oversight, wherever it is, or
/// one of those who have the duty for it while it is closed.
domain::Decision as_listener(const Services& services, const domain::Actor& actor,
                             const UnitId& unit)
{
    const domain::Context context{services.clock.now()};
    auto decision = domain::decide(actor, domain::Action::watch,
                                   {.unit = unit,
                                    .unit_name = unit_name(services, unit),
                                    .overseers = oversight_above(services, unit)},
                                   context);
    if (const auto* found = services.pack.directory.find(unit); found && !decision)
        for (const auto& id : found->fallbacks)
            if (auto behind =
                    domain::decide(actor, domain::Action::list,
                                   {.unit = id, .unit_name = unit_name(services, id)}, context))
                return behind;
    return decision;
}

/// Whether somebody may see a step with all its names, and hold what comes after it. To have been
/// told is not enough: a right that fits must be in force.
domain::Decision may_hold(const Services& services, const domain::Actor& actor, const UnitId& unit,
                          const Matter& matter, bool listens)
{
    if (std::ranges::find(matter.barred, actor.person) != matter.barred.end())
        return {.reason = "A conflict of interest between you and this report has been declared."};
    auto decision = may_watch(services, actor, unit);
    if (!decision && listens)
        decision = as_listener(services, actor, unit);
    if (!matter.problem)
        return decision;
    auto seeing = domain::decide(actor, domain::Action::see_problem,
                                 object_of(services, *matter.problem, matter.barred),
                                 {services.clock.now()});
    if (is_said_by_people(matter))
        return decision || listens ? seeing : decision;
    return !decision && listens ? seeing : decision;
}

Result<std::optional<domain::Obligation>> open_obligation(store::Reading& reading,
                                                          const store::Escalation& escalation)
{
    for (auto& each : TRY(reading.obligations_of(escalation.subject)))
        if (each.rule == escalation.rule && each.since == escalation.since && each.is_open())
            return std::optional(std::move(each));
    return std::optional<domain::Obligation>{};
}

Result<std::optional<EscalationView::Next>>
next_of(const Services& services, store::Reading& reading, const store::Escalation& escalation)
{
    const auto obligation = TRY(open_obligation(reading, escalation));
    if (!obligation)
        return std::optional<EscalationView::Next>{};
    domain::Climb climb{.since = obligation->since, .due = obligation->due};
    for (const auto& each :
         TRY(reading.escalations_of(escalation.subject, escalation.rule, escalation.since)))
        climb.raised.push_back({each.step - 1, each.raised_at, each.in_vain, each.acknowledged_at});
    const auto& ladder = services.pack.ladder_of(escalation.rule, escalation.since);
    const auto move = domain::next_move(ladder, climb, services.clock.now());
    return std::optional(EscalationView::Next{move.at, ladder.steps[std::size_t(move.step)].tell});
}

Result<EscalationView> view_of(const Services& services, store::Reading& reading, Names& names,
                               store::Escalation escalation)
{
    EscalationView view{.rule = services.pack.find_rule(escalation.rule, escalation.since)};
    if (const auto matter = TRY(matter_of(services, reading, escalation.subject))) {
        view.is_problem = matter->problem.has_value();
        view.kind = matter->kind;
        view.sequence = matter->number;
    }
    view.unit_name = unit_name(services, escalation.unit);
    for (const auto& person : escalation.told)
        view.told.push_back(TRY(names.of(person)));
    view.acknowledged_name = TRY(names.of(escalation.acknowledged_by));
    view.next = TRY(next_of(services, reading, escalation));
    view.escalation = std::move(escalation);
    return view;
}

/// What who only sent it may see: the step by which they were told, and nobody of the unit.
Result<std::optional<EscalationView>> view_for_sender(const Services& services,
                                                      store::Reading& reading, Names& names,
                                                      const domain::Actor& actor,
                                                      const store::Escalation& newest)
{
    std::optional<EscalationView> view;
    for (auto& each : TRY(reading.escalations_of(newest.subject, newest.rule, newest.since)))
        if (each.listener == domain::Listener::sender &&
            std::ranges::find(each.told, actor.person) != each.told.end())
            view = TRY(view_of(services, reading, names, std::move(each)));
    if (view) {
        view->escalation.acknowledged_at.reset();
        view->acknowledged_name.clear();
    }
    return view;
}

/// Nothing: it is not the actor's to see. `own`: they were told of it.
Result<std::optional<EscalationView>> view_for(const Services& services, store::Reading& reading,
                                               Names& names, const domain::Actor& actor, bool own,
                                               const store::Escalation& escalation)
{
    const auto matter = TRY(matter_of(services, reading, escalation.subject));
    CHECK(matter);  // What has obligations is never deleted.
    if (may_hold(services, actor, escalation.unit, *matter, own))
        return std::optional(TRY(view_of(services, reading, names, escalation)));
    if (own && domain::decide(actor, domain::Action::follow, {.sender = matter->sender},
                              {services.clock.now()}))
        return view_for_sender(services, reading, names, actor, escalation);
    return std::optional<EscalationView>{};
}

Error no_such_escalation() { return {ErrorCode::not_found, "There is no such escalation."}; }

/// Records it, unless it has been acknowledged before.
Status acknowledge(Services& services, store::Transaction& tx, const domain::Actor& actor,
                   const Uuid& id)
{
    const auto escalation = TRY(tx.escalation(id));
    if (!escalation)
        return no_such_escalation();
    const auto matter = TRY(matter_of(services, tx, escalation->subject));
    CHECK(matter);  // What has obligations is never deleted.
    const auto decision = may_hold(services, actor, escalation->unit, *matter,
                                   TRY(tx.listens(actor.person, *escalation)));
    if (!decision)
        return is_said_by_people(*matter) ? no_such_escalation()
                                          : Error{ErrorCode::forbidden, decision.reason};
    if (escalation->acknowledged_at)
        return ok();
    if (!TRY(open_obligation(tx, *escalation)))
        return Error{ErrorCode::conflict, "What this was about has ended: nobody waits for it."};
    auto event = matter->about;
    event.name = domain::EventName::escalation_acknowledged;
    event.by = decision.as;
    event.at = services.clock.now();
    event.facts.rule = escalation->rule;
    event.facts.since = escalation->since;
    event.facts.subject = id;
    const auto key = TRY(report_key(services, tx, event.report));
    return tx.append(std::move(event), key, services.random);
}

}  // namespace

Result<EscalationPage> list_escalations(const Services& services, const domain::Actor& actor,
                                        const EscalationQuery& query)
{
    const bool own = query.unit.text.empty();
    const auto decision = own ? domain::Decision{.allowed = !actor.person.is_nil()}
                              : may_watch(services, actor, query.unit);
    if (!decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     own ? "Sign in as a person." : decision.reason};
    return services.store.read([&](store::Reading& reading) -> Result<EscalationPage> {
        EscalationPage page;
        Names names(reading);
        store::EscalationPlace last, place = query.after;
        for (;;) {
            const auto rows =
                own ? TRY(reading.escalations_of(actor.person, place, query.limit + 1))
                    : TRY(reading.escalations_of(query.unit, place, query.limit + 1));
            for (const auto& row : rows) {
                place = {row.raised_at, row.id};
                auto view = TRY(view_for(services, reading, names, actor, own, row));
                if (!view)
                    continue;
                if (page.items.size() == std::size_t(query.limit)) {
                    page.next = last;
                    return page;
                }
                last = place;
                page.items.push_back(std::move(*view));
            }
            if (rows.size() <= std::size_t(query.limit))
                return page;
        }
    });
}

void acknowledge_escalation(Services& services, const domain::Actor& actor, const Uuid& id,
                            Done<EscalationView> done)
{
    services.store.write<Nothing>(
        [&services, actor, id](store::Transaction& tx) {
            return acknowledge(services, tx, actor, id);
        },
        [&services, id, done = std::move(done)](Result<Nothing> outcome,
                                                const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            done(services.store.read([&](store::Reading& reading) -> Result<EscalationView> {
                auto escalation = TRY(reading.escalation(id));
                CHECK(escalation);  // Its rows are never deleted.
                Names names(reading);
                return view_of(services, reading, names, std::move(*escalation));
            }));
        });
}

}  // namespace varde::acts
