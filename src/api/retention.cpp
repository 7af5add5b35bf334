#include "api/retention.hpp"

#include "api/page_place.hpp"
#include "api/show.hpp"
#include "api/with_body.hpp"

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits paragraph{.min_bytes = 1, .max_bytes = 4'000};

Error wrong(std::string_view parameter, const std::string& what)
{
    return {.code = ErrorCode::invalid,
            .message = std::string(parameter) + " " + what + ".",
            .faults = {{"?" + std::string(parameter), what}}};
}

Result<acts::RetentionQuery> decode_query(const Call& call)
{
    acts::RetentionQuery query{.unit = {call.query("unit")}};
    query.limit = TRY(limit_in_query(call));
    const auto after = TRY(place_in_query(call));
    query.after = {after.at, {after.id}};
    if (const auto state = call.query("state"); !state.empty()) {
        query.state = domain::retention_state_named(state);
        if (!query.state || query.state == domain::RetentionState::open)
            return wrong("state",
                         "must be kept, held, to_archive, due, proposed or erased: what is open "
                         "stands in the inbox");
    }
    return query;
}

std::vector<std::string> read_texts(json::Reader& body, std::string_view name)
{
    std::vector<std::string> texts;
    const auto listed = body.optional_array(name);
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto text = listed.at(i).text();
        if (!text)
            body.fault(name, "must hold texts");
        texts.emplace_back(text.value_or(""));
    }
    return texts;
}

ReportId read_report(json::Reader& body, std::string_view name, std::string_view text)
{
    const auto id = parse_uuid(text);
    if (!id)
        body.fault(name, "\"" + std::string(text) + "\" is no report's id");
    return {id.value_or(Uuid{})};
}

acts::NewHold read_hold(json::Reader& body, const Call& call)
{
    acts::NewHold hold{.actor = call.actor(),
                       .reason = body.text("reason", paragraph),
                       .key = call.retry_key(true),
                       .request = call.request.body};
    if (const auto report = body.optional_text("report", line))
        hold.report = read_report(body, "report", *report);
    if (const auto unit = body.optional_text("unit", line))
        hold.unit = {*unit};
    for (auto& kind : read_texts(body, "kinds"))
        hold.kinds.push_back({std::move(kind)});
    if (hold.report.is_nil() == hold.unit.text.empty())
        body.fault("report", "give either a report or a unit");
    else if (!hold.report.is_nil() && !hold.kinds.empty())
        body.fault("kinds", "goes with a unit");
    const auto name = domain::hold_named(body.text("name", line));
    if (!name)
        body.fault("name", "must be legal, complaint, redress or flag");
    hold.name = name.value_or(domain::HoldName::legal);
    return hold;
}

/// `reason`: whether the body must say why.
acts::OnReports read_reports(json::Reader& body, const Call& call, bool reason)
{
    acts::OnReports on{.actor = call.actor()};
    for (const auto& text : read_texts(body, "reports"))
        on.reports.push_back(read_report(body, "reports", text));
    if (on.reports.empty() || on.reports.size() > acts::erased_at_once_max)
        body.fault("reports", "must hold 1 to 200 ids");
    if (reason)
        on.reason = body.text("reason", paragraph);
    return on;
}

using OnReportsAct = void(acts::Services&, acts::OnReports, acts::Done<acts::ReportsOutcome>);

void act_on_reports(Call call, OnReportsAct* act, std::string_view done, bool reason)
{
    with_body(
        std::move(call),
        [reason](json::Reader& body, const Call& from) { return read_reports(body, from, reason); },
        [act, done](Call from, acts::OnReports on) {
            auto& services = from.services();
            act(services, std::move(on),
                answering<acts::ReportsOutcome>(
                    std::move(from), [done](const acts::ReportsOutcome& outcome) {
                        return json_response(show_outcome(done, outcome));
                    }));
        });
}

void show_person(json::Writer& w, const PersonId& id, std::string_view name)
{
    w.object("by", [&] { w("id", id)("name", name); });
}

void write_hold(json::Writer& w, const acts::HoldView& view)
{
    const auto& hold = view.hold;
    w("id", to_string(hold.id))("name", domain::name_of(hold.name))("at", hold.at);
    if (!hold.report.is_nil())
        w("report", hold.report);
    show_unit(w, "unit", hold.unit, view.unit_name);
    if (hold.of_unit())
        w.array("kinds", [&] {
            for (const auto& kind : hold.kinds)
                w.value(kind.text);
        });
    show_person(w, hold.by, view.by_name);
    show_optional(w, "reason", view.reason);
}

void write_rule(json::Writer& w, const packs::KeepingRule& keeping)
{
    w.object("rule", [&] {
        w("name", keeping.rule.name);
        w.object("title", [&] {
            for (const auto* language : {"nb", "en"})
                w(language, keeping.title.in(language));
        });
        w("source", keeping.rule.source)("own", keeping.rule.own);
    });
}

void write_item(json::Writer& w, const acts::RetentionItem& item)
{
    const auto& kept = item.kept;
    const auto& retained = kept.retained;
    const auto& delivery = kept.delivery();
    w("report", retained.report)("delivery", delivery.id)("number", delivery.sequence);
    w("kind", retained.kind.text);
    if (const auto* closed = retained.closed())
        w("closed_at", *closed->closed_at);
    if (kept.keeping)
        write_rule(w, *kept.keeping);
    if (kept.kept_until)
        w("kept_until", *kept.kept_until);
    w("state", domain::name_of(item.state));
    w("archived", retained.archived_at.has_value());
    w.array("holds", [&] {
        for (const auto& hold : item.holds)
            w.object([&] { write_hold(w, hold); });
    });
    if (retained.proposal && !retained.erased)
        w.object("proposed", [&] {
            w("at", retained.proposal->at);
            show_person(w, retained.proposal->by, item.proposer_name);
        });
    if (retained.erased)
        w.object("erased", [&] { w("at", retained.erased->at)("rule", retained.erased->rule); });
    w.array("why_not", [&] {
        for (const auto why : item.why_not)
            w.value(domain::in_words(why));
    });
    w.array("why_not_names", [&] {
        for (const auto why : item.why_not)
            w.value(domain::name_of(why));
    });
}

}  // namespace

std::string show_retention(const acts::RetentionPage& page)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] { write_item(w, item); });
        });
        if (page.next)
            w("next", to_cursor({page.next->closed_at, page.next->report.uuid}));
    });
    return w.take();
}

std::string show_hold(const acts::HoldView& view)
{
    json::Writer w;
    w.object([&] { write_hold(w, view); });
    return w.take();
}

std::string show_outcome(std::string_view done, const acts::ReportsOutcome& outcome)
{
    json::Writer w;
    w.object([&] {
        w.array(done, [&] {
            for (const auto& report : outcome.done)
                w.value(report);
        });
        w.array("refused", [&] {
            for (const auto& refused : outcome.refused)
                w.object([&] {
                    w("report", refused.report);
                    w.array("why", [&] {
                        for (const auto& why : refused.why)
                            w.value(why);
                    });
                    w.array("why_names", [&] {
                        for (const auto& why : refused.why_names)
                            w.value(why);
                    });
                });
        });
    });
    return w.take();
}

void see_retention(Call call)
{
    const auto query = decode_query(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    call.answer(
        acts::list_retention(call.services(), call.actor(), query.value()),
        [](const acts::RetentionPage& page) { return json_response(show_retention(page)); });
}

void see_holds(Call call)
{
    call.answer(acts::list_holds(call.services(), call.actor(), {call.query("unit")}),
                [](const std::vector<acts::HoldView>& holds) {
                    json::Writer w;
                    w.object([&] {
                        w.array("items", [&] {
                            for (const auto& hold : holds)
                                w.object([&] { write_hold(w, hold); });
                        });
                    });
                    return json_response(w.take());
                });
}

void place_hold(Call call)
{
    with_body(std::move(call), read_hold, [](Call from, acts::NewHold hold) {
        auto& services = from.services();
        acts::place_hold(services, std::move(hold),
                         answering<acts::HoldView>(std::move(from), [](const acts::HoldView& view) {
                             return json_response(show_hold(view), 201);
                         }));
    });
}

void release_hold(Call call)
{
    const auto id = id_in_path<ReportId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    with_body(
        std::move(call),
        [&](json::Reader& body, const Call& from) {
            return acts::Release{from.actor(), id.value().uuid, body.text("reason", paragraph)};
        },
        [](Call from, acts::Release release) {
            auto& services = from.services();
            acts::release_hold(
                services, std::move(release),
                answering<acts::HoldView>(std::move(from), [](const acts::HoldView& view) {
                    return json_response(show_hold(view));
                }));
        });
}

void archive_report(Call call)
{
    with_body(
        std::move(call),
        [](json::Reader& body, const Call& from) {
            acts::Archiving archiving{.actor = from.actor()};
            archiving.report = read_report(body, "report", body.text("report", line));
            archiving.reference = body.text("reference", line);
            return archiving;
        },
        [](Call from, acts::Archiving archiving) {
            auto& services = from.services();
            acts::archive_report(services, std::move(archiving),
                                 answering<Nothing>(std::move(from), [](const Nothing&) {
                                     return http::Response{.status = 204, .content_type = ""};
                                 }));
        });
}

void propose_erasure(Call call)
{
    act_on_reports(std::move(call), acts::propose_erasure, "proposed", true);
}

void withdraw_proposals(Call call)
{
    act_on_reports(std::move(call), acts::withdraw_proposals, "withdrawn", true);
}

void approve_erasure(Call call)
{
    act_on_reports(std::move(call), acts::approve_erasure, "erased", false);
}

}  // namespace varde::api
