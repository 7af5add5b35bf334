#include "acts/end_drill.hpp"

#include "acts/obligations.hpp"
#include "acts/raise_problem.hpp"
#include "json/writer.hpp"

namespace varde::acts {
namespace {

constexpr auto failure = domain::ProblemName::drill_failed;

/// For people, in the pack's first language.
std::string in_words(const Services& services, const DrillPlan& plan, domain::DrillStep step)
{
    const auto unit = unit_name(services, plan.unit);
    const auto* kind = services.pack.find_kind(plan.kind.text);
    const bool nb = services.pack.languages.front() == "nb";
    const auto title = kind ? kind->title.in(nb ? "nb" : "en") : plan.kind.text;
    const auto name = std::string(domain::name_of(step));
    if (nb)
        return "En øvelse i " + unit + " (" + title + ") mislyktes i steget \"" + name +
               "\": " + std::string(domain::in_words(step, "nb")) +
               " En ekte melding kan gå samme vei. Finn ut hvorfor, og start en ny øvelse.";
    return "A drill in " + unit + " (" + title + ") failed at the step \"" + name +
           "\": " + std::string(domain::in_words(step, "en")) +
           " A real report may fare the same. Find out why, and start another drill.";
}

Status tell_outcome(Services& services, store::Transaction& tx, const DrillPlan& plan,
                    const DrillEnd& end)
{
    const auto about = drill_problem_about(plan.name, plan.kind);
    if (end.outcome != domain::DrillOutcome::failed) {
        TRY(end_problem(services, tx, failure, plan.unit, about, end.at));
        return ok();
    }
    const auto step = end.failed.value_or(domain::DrillStep::accepted);
    TRY(raise_problem(services, tx,
                      {.name = failure,
                       .unit = plan.unit,
                       .about = about,
                       .text = in_words(services, plan, step)},
                      end.at));
    return ok();
}

std::string sealed_of(const DrillEnd& end)
{
    if (!end.failed)
        return {};
    json::Writer w;
    w.object([&] { w("step", domain::name_of(*end.failed)); });
    return w.take();
}

store::EndedDrill row_of(const DrillPlan& plan, const DrillEnd& end)
{
    return {.id = plan.id,
            .name = plan.name,
            .unit = plan.unit,
            .kind = plan.kind,
            .began_at = plan.began_at,
            .ended_at = end.at,
            .outcome = end.outcome,
            .failed = end.failed,
            .opened_by = end.opened_by};
}

/// The drill's own decision. Where its key cannot be had no event can be sealed: then the problem
/// that this is says so, and the delivery stays.
Status end_now(Services& services, store::Transaction& tx, const DrillPlan& plan,
               const DrillEnd& end)
{
    const auto events = TRY(end_of_drill(services, tx, plan, end));
    if (events.empty())
        return ok();
    const auto key = report_key(services, tx, plan.report);
    if (!key && key.error().code != ErrorCode::unavailable)
        return store::DrillChanges(tx).save_standing(row_of(plan, end));
    if (!key)
        return key.error();
    std::vector<domain::Event> before;
    for (auto& stored : TRY(tx.events_of(plan.report)))
        before.push_back(std::move(stored.event));
    for (auto event : events) {
        oblige(services, before, event);
        before.push_back(event);
        TRY(tx.append(std::move(event), key.value(), services.random));
    }
    return ok();
}

}  // namespace

std::string drill_problem_about(domain::DrillName name, const KindName& kind)
{
    return std::string(domain::name_of(name)) + " " + kind.text;
}

Result<std::vector<domain::Event>> end_of_drill(Services& services, store::Transaction& tx,
                                                const DrillPlan& plan, const DrillEnd& end)
{
    std::vector<domain::Event> events;
    store::DrillChanges changes(tx);
    const auto ended = row_of(plan, end);
    if (!TRY(changes.end(drill_mac(services, plan.report), ended)))
        return events;
    for (const auto& delivery : TRY(tx.deliveries_of(plan.report))) {
        if (!domain::is_open(delivery.standing))
            continue;
        auto event = domain::end_as_drill(delivery, end.at, domain::name_of(end.outcome));
        event.facts.kind = plan.kind;
        event.facts.about = domain::name_of(plan.name);
        event.facts.about_unit = plan.unit;
        event.sealed = sealed_of(end);
        events.push_back(std::move(event));
    }
    if (events.empty())
        TRY(changes.save_standing(ended));
    if (plan.name == domain::DrillName::machine)
        TRY(changes.give_back(plan.claim));
    TRY(changes.remove_sender(plan.sender.id));
    TRY(tell_outcome(services, tx, plan, end));
    return events;
}

Result<std::vector<domain::Event>> end_drill_if_one(Services& services, store::Transaction& tx,
                                                    const domain::Delivery& delivery,
                                                    const domain::Doing& doing)
{
    const auto sealed =
        TRY(store::DrillRecords(tx).under_way(drill_mac(services, delivery.report)));
    if (!sealed)
        return std::vector<domain::Event>{};
    const auto plan = TRY(open_drill(services, *sealed));
    std::optional<Timestamp> due;
    for (const auto& obligation : TRY(tx.obligations_of(delivery.id.uuid)))
        if (obligation.due && (!due || *obligation.due < *due))
            due = obligation.due;
    return end_of_drill(services, tx, plan,
                        {.outcome = domain::outcome_when_opened(due, doing.at),
                         .opened_by = doing.by.person,
                         .at = doing.at});
}

void end_drill(Services& services, DrillPlan plan, DrillEnd end, Done<Nothing> done)
{
    services.store.write<Nothing>(
        [&services, plan = std::move(plan), end](store::Transaction& tx) {
            return end_now(services, tx, plan, end);
        },
        [done = std::move(done)](Result<Nothing> outcome, const store::Committed&) mutable {
            done(std::move(outcome));
        });
}

}  // namespace varde::acts
