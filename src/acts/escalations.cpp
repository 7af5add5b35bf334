#include "acts/escalations.hpp"

#include "acts/list_obligations.hpp"
#include "acts/matter.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

/// As whom a person who was told acknowledges, where no right in the unit makes it a yes.
domain::By as_listener(const domain::Actor& actor, Timestamp now)
{
    domain::By by{.person = actor.person, .organisation = actor.organisation.id};
    const auto grant = std::ranges::find_if(
        actor.grants, [&](const domain::Grant& each) { return each.active_at(now); });
    if (grant != actor.grants.end()) {
        by.role = grant->role;
        by.unit = grant->unit;
    }
    return by;
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
        view.is_problem = matter->is_problem;
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

/// Records it, unless it has been acknowledged before.
Status acknowledge(Services& services, store::Transaction& tx, const domain::Actor& actor,
                   const Uuid& id)
{
    const auto now = services.clock.now();
    const auto escalation = TRY(tx.escalation(id));
    if (!escalation)
        return Error{ErrorCode::not_found, "There is no such escalation."};
    const auto decision = may_watch(services, actor, escalation->unit);
    if (!decision && !TRY(tx.listens(actor.person, *escalation)))
        return Error{ErrorCode::forbidden, decision.reason};
    if (escalation->acknowledged_at)
        return ok();
    if (!TRY(open_obligation(tx, *escalation)))
        return Error{ErrorCode::conflict, "What this was about has ended: nobody waits for it."};
    const auto matter = TRY(matter_of(services, tx, escalation->subject));
    CHECK(matter);  // What has obligations is never deleted.
    auto event = matter->about;
    event.name = domain::EventName::escalation_acknowledged;
    event.by = decision ? decision.as : as_listener(actor, now);
    event.at = now;
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
        auto rows = own ? TRY(reading.escalations_of(actor.person, query.after, query.limit + 1))
                        : TRY(reading.escalations_of(query.unit, query.after, query.limit + 1));
        EscalationPage page;
        if (rows.size() > std::size_t(query.limit)) {
            rows.resize(std::size_t(query.limit));
            page.next = {rows.back().raised_at, rows.back().id};
        }
        Names names(reading);
        for (auto& row : rows)
            page.items.push_back(TRY(view_of(services, reading, names, std::move(row))));
        return page;
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
