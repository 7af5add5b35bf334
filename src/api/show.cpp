#include "api/show.hpp"

namespace varde::api {
namespace {

void show_owner(json::Writer& w, const acts::DeliveryView& view)
{
    w.object("owner", [&] {
        w("role", view.delivery.owner.is_nil() ? "duty" : "caseworker");
        show_optional(w, "name", view.owner_name);
    });
}

/// The sealed JSON of an act, as the object it is.
void show_sealed(json::Writer& w, std::string_view member, const std::string& json)
{
    if (!json.empty())
        w.key(member).raw(json);
}

/// What the unit's case system has proved of it.
void show_readback(json::Writer& w, const acts::DeliveryView& view)
{
    if (!view.readback)
        return;
    const auto& readback = *view.readback;
    w.object("readback", [&] {
        w("state", domain::name_of(readback.state))("connector", readback.connector);
        w("store_reference", view.store_reference)("stored_at", readback.stored_at);
        w("proved_at", readback.proved_at)("failed_at", readback.failed_at);
    });
}

}  // namespace

void show_unit(json::Writer& w, std::string_view member, const UnitId& id, std::string_view name)
{
    w.object(member, [&] { w("id", id.text)("name", name); });
}

void show_optional(json::Writer& w, std::string_view member, std::string_view text)
{
    if (!text.empty())
        w(member, text);
}

void show_repeats(json::Writer& w, const ReportId& earlier, const std::vector<ReportId>& repeats)
{
    if (!earlier.is_nil())
        w("earlier", earlier);
    if (!repeats.empty())
        w.array("repeats", [&] {
            for (const auto& repeat : repeats)
                w.value(repeat);
        });
}

void show_warnings(json::Writer& w, const std::vector<domain::Warning>& warnings)
{
    w.array("warnings", [&] {
        for (const auto& warning : warnings)
            w.object([&] {
                w("code", warning.code);
                show_optional(w, "pointer", warning.pointer);
                w("detail", warning.detail);
            });
    });
}

void show_milestones(json::Writer& w, const std::vector<acts::Step>& steps, bool with_names)
{
    w.array("milestones", [&] {
        for (const auto& step : steps)
            w.object([&] {
                w("name", step.name)("at", step.at);
                w.object("by", [&] {
                    w("role", domain::name_of(step.by.role));
                    show_optional(w, "unit", step.unit_name);
                    if (with_names)
                        show_optional(w, "name", step.person_name);
                });
            });
    });
}

void show_obligation(json::Writer& w, const packs::Calendar& calendar,
                     const acts::ObligationView& view, Timestamp now)
{
    const auto& obligation = view.obligation;
    w("name", obligation.rule)("since", obligation.since);
    w.object("title", [&] {
        for (const auto* language : {"nb", "en"})
            w(language, acts::title_of(view, language));
    });
    if (obligation.due) {
        w("due", *obligation.due);
        w.object("due_in_words", [&] {
            for (const auto* language : {"nb", "en"})
                w(language, calendar.deadline_in_words(*obligation.due, language));
        });
    }
    w("state", domain::name_of(domain::state_of(obligation, now)));
    if (obligation.met_at)
        w("met_at", *obligation.met_at);
    if (view.rule) {
        show_optional(w, "source", view.rule->rule.source);
        w("own", view.rule->rule.own);
    }
    if (!obligation.assumed.empty())
        w.array("assumed", [&] {
            for (const auto& fact : obligation.assumed)
                w.value(fact);
        });
}

void show_obligations(json::Writer& w, const packs::Calendar& calendar,
                      const std::vector<acts::ObligationView>& obligations, Timestamp now)
{
    w.array("obligations", [&] {
        for (const auto& view : obligations)
            w.object([&] { show_obligation(w, calendar, view, now); });
    });
}

std::string etag_of(const domain::Delivery& delivery)
{
    return "\"" + std::to_string(delivery.version) + "\"";
}

std::string show_delivery(const packs::Calendar& calendar, const acts::DeliveryView& view,
                          Timestamp now)
{
    const auto& delivery = view.delivery;
    json::Writer w;
    w.object([&] {
        w("id", delivery.id)("report_id", delivery.report);
        w.object("kind", [&] { w("name", delivery.kind.text)("title", view.kind_title); });
        show_unit(w, "unit", delivery.unit, view.unit_name);
        w("sequence", delivery.sequence)("received_at", delivery.received_at);
        w("urgent", delivery.urgent)("state", domain::state_word(delivery));
        show_owner(w, view);
        if (!view.sender_name.empty())
            w.object("sender", [&] { w("name", view.sender_name); });
        w("channel", domain::name_of(view.medium))("withdrawn", view.withdrawn);
        show_repeats(w, view.earlier, view.repeats);
        if (view.drill)
            w("drill", true);
        if (!delivery.from_unit.text.empty())
            show_unit(w, "from_unit", delivery.from_unit, view.from_unit_name);
        if (!delivery.offered_unit.text.empty())
            show_unit(w, "offered_to", delivery.offered_unit, view.offered_unit_name);
        show_warnings(w, view.warnings);
        show_milestones(w, view.steps, true);
        show_obligations(w, calendar, view.obligations, now);
        w.array("acts", [&] {
            for (const auto& act : view.acts)
                w.object(
                    [&] { w("name", act.name)("allowed", act.allowed)("reason", act.reason); });
        });
        view.content.empty() ? w.key("content").null() : w.key("content").raw(view.content);
        w.array("attachments", [&] {
            for (const auto& attachment : view.attachments)
                w.object([&] {
                    w("number", attachment.number)("name", attachment.name);
                    w("media_type", attachment.media_type)("bytes", attachment.bytes);
                    w("state", "stored");
                });
        });
        show_readback(w, view);
        show_sealed(w, "case", view.filed);
        show_sealed(w, "assessment", view.assessed);
        show_sealed(w, "answer", view.answered);
        show_sealed(w, "closing", view.closed);
        w("version", etag_of(delivery));
    });
    return w.take();
}

}  // namespace varde::api
