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

void show_obligations(json::Writer& w, const std::vector<domain::Obligation>& obligations,
                      Timestamp now)
{
    w.array("obligations", [&] {
        for (const auto& obligation : obligations)
            w.object([&] {
                w("name", obligation.name)("due", obligation.due);
                w("state", domain::name_of(domain::state_of(obligation, now)));
                show_optional(w, "source", obligation.source);
            });
    });
}

std::string etag_of(const domain::Delivery& delivery)
{
    return "\"" + std::to_string(delivery.version) + "\"";
}

std::string show_delivery(const acts::DeliveryView& view, Timestamp now)
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
        if (!delivery.from_unit.text.empty())
            show_unit(w, "from_unit", delivery.from_unit, view.from_unit_name);
        if (!delivery.offered_unit.text.empty())
            show_unit(w, "offered_to", delivery.offered_unit, view.offered_unit_name);
        show_warnings(w, view.warnings);
        show_milestones(w, view.steps, true);
        show_obligations(w, view.obligations, now);
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
        show_sealed(w, "case", view.filed);
        show_sealed(w, "assessment", view.assessed);
        show_sealed(w, "answer", view.answered);
        show_sealed(w, "closing", view.closed);
        w("version", etag_of(delivery));
    });
    return w.take();
}

}  // namespace varde::api
