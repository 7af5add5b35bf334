#include "api/show_duty.hpp"

#include "api/show.hpp"

namespace varde::api {
namespace {

void show_span(json::Writer& w, const domain::Span& span)
{
    w("from", span.from)("until", span.until);
}

void show_row(json::Writer& w, const store::DutyRow& row, bool is_shift)
{
    w("id", row.entry.id);
    w.object("person", [&] { w("id", row.entry.person)("name", row.name); });
    show_span(w, row.entry.planned);
    if (is_shift)
        w("replaces", row.entry.replaces);
}

void show_rows(json::Writer& w, std::string_view member, const std::vector<store::DutyRow>& rows,
               bool are_shifts)
{
    w.array(member, [&] {
        for (const auto& row : rows)
            w.object([&] { show_row(w, row, are_shifts); });
    });
}

void show_spans(json::Writer& w, std::string_view member, const std::vector<domain::Span>& spans)
{
    w.array(member, [&] {
        for (const auto& span : spans)
            w.object([&] { show_span(w, span); });
    });
}

void show_note(json::Writer& w, const acts::HandoverNote& note)
{
    w("id", note.id)("at", note.at);
    w.object("by", [&] { w("name", note.name); });
    w("text", note.text);
}

}  // namespace

std::string show_duty(const acts::DutyView& view)
{
    json::Writer w;
    w.object([&] {
        show_unit(w, "unit", view.unit, view.unit_name);
        w.object("now", [&] {
            w("at", view.at);
            show_unit(w, "unit", view.now.unit, view.now_unit_name);
            w("out_of_hours", view.now.out_of_hours);
            w.array("people", [&] {
                for (const auto& person : view.people)
                    w.object([&] { w("id", person.id)("name", person.name); });
            });
        });
        show_rows(w, "shifts", view.shifts, true);
        show_rows(w, "leave", view.leave, false);
        show_spans(w, "open", view.open);
        show_spans(w, "gaps", view.gaps);
        w.array("acts", [&] {
            for (const auto& act : view.acts)
                w.object(
                    [&] { w("name", act.name)("allowed", act.allowed)("reason", act.reason); });
        });
    });
    return w.take();
}

std::string show_shifts(const std::vector<store::DutyRow>& rows)
{
    json::Writer w;
    w.object([&] { show_rows(w, "items", rows, true); });
    return w.take();
}

std::string show_leave(const store::DutyRow& row)
{
    json::Writer w;
    w.object([&] { show_row(w, row, false); });
    return w.take();
}

std::string show_handover(const acts::HandoverNote& note)
{
    json::Writer w;
    w.object([&] { show_note(w, note); });
    return w.take();
}

std::string show_handovers(const acts::HandoverPage& page)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& note : page.items)
                w.object([&] { show_note(w, note); });
        });
        if (page.next)
            w("next", *page.next);
    });
    return w.take();
}

}  // namespace varde::api
