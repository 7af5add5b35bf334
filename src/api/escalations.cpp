#include "api/escalations.hpp"

#include "api/page_place.hpp"
#include "api/show.hpp"

namespace varde::api {
namespace {

void show_escalation(json::Writer& w, const acts::EscalationView& view)
{
    const auto& escalation = view.escalation;
    w("id", to_string(escalation.id));
    w("subject", view.is_problem ? "problem" : "delivery");
    w("subject_id", to_string(escalation.subject));
    show_unit(w, "unit", escalation.unit, view.unit_name);
    show_optional(w, "kind", view.kind.text);
    w("sequence", view.sequence);
    w("rule", escalation.rule);
    w.object("title", [&] {
        for (const auto* language : {"nb", "en"})
            w(language, view.rule ? view.rule->title.in(language) : escalation.rule);
    });
    w("since", escalation.since)("step", escalation.step);
    w("listener", domain::name_of(escalation.listener))("raised_at", escalation.raised_at);
    w.array("told", [&] {
        for (const auto& name : view.told)
            w.object([&] { w("name", name); });
    });
    if (escalation.acknowledged_at)
        w.object("acknowledged",
                 [&] { w("at", *escalation.acknowledged_at)("name", view.acknowledged_name); });
    if (view.next)
        w.object("next",
                 [&] { w("at", view.next->at)("listener", domain::name_of(view.next->listener)); });
    w("urgent", escalation.urgent);
}

}  // namespace

std::string show_escalation_page(const acts::EscalationPage& page)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& view : page.items)
                w.object([&] { show_escalation(w, view); });
        });
        if (page.next)
            w("next", to_cursor({page.next->raised_at, page.next->id}));
    });
    return w.take();
}

void see_escalations(Call call)
{
    const auto limit = limit_in_query(call);
    const auto place = place_in_query(call);
    if (!limit || !place)
        return call.answer(problem_response(limit ? place.error() : limit.error()));
    call.answer(
        acts::list_escalations(call.services(), call.actor(),
                               {.unit = {call.query("unit")},
                                .after = {place.value().at, place.value().id},
                                .limit = limit.value()}),
        [](const acts::EscalationPage& page) { return json_response(show_escalation_page(page)); });
}

void acknowledge_escalation(Call call)
{
    const auto id = id_in_path<ReportId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    acts::acknowledge_escalation(
        services, actor, id.value().uuid,
        answering<acts::EscalationView>(std::move(call), [](const acts::EscalationView& view) {
            json::Writer w;
            w.object([&] { show_escalation(w, view); });
            return json_response(w.take());
        }));
}

}  // namespace varde::api
