#include "api/reports.hpp"

#include "acts/evidence.hpp"
#include "api/decode_report.hpp"
#include "api/show.hpp"

namespace varde::api {
namespace {

void accept(Call call, bool anyone_only)
{
    auto report = decode_report(std::move(call.request.body), call.request.header("content-type"),
                                call.query("strict") == "true");
    if (!report) {
        ++call.site.counts.refused;
        return call.answer(problem_response(report.error()));
    }
    // Who does not sign in has no uploads: a named one would be somebody else's.
    if (call.actor().is_nobody())
        for (auto& attachment : report.value().attachments)
            attachment.upload = {};
    const auto* kind = call.services().pack.find_kind(report.value().kind.text);
    if (anyone_only && kind && kind->audience != domain::Audience::anyone) {
        ++call.site.counts.refused;
        return call.answer(problem_response(
            {.code = ErrorCode::forbidden,
             .message = "This kind is for professionals: send it to /api/v1/reports with a key."}));
    }
    auto& services = call.services();
    auto actor = call.actor();
    auto key = call.retry_key(false);
    acts::accept_report(services, actor, std::move(report).value(), std::move(key),
                        [call = std::move(call)](Result<acts::AcceptedReport> accepted) mutable {
                            ++(accepted ? call.site.counts.accepted : call.site.counts.refused);
                            call.answer(std::move(accepted), accepted_response);
                        });
}

void show_receipt(json::Writer& w, const acts::Receipt& receipt)
{
    w("milestone", receipt.milestone);
    show_optional(w, "code", receipt.code);
    w("entry", receipt.entry);
    show_optional(w, "manifest", receipt.manifest);
    w("proof", receipt.proof)("vkey", receipt.vkey);
}

void show_witnessed(json::Writer& w, const std::vector<acts::WitnessedBy>& witnesses)
{
    w.object("witnessed", [&] {
        w("state", witnesses.empty() ? "pending" : "witnessed");
        w.array("by", [&] {
            for (const auto& by : witnesses)
                w.object([&] { w("name", by.witness)("at", by.at); });
        });
    });
}

/// Under which rule, and when: by the names that the rule has in the pack now.
void show_erased(json::Writer& w, const acts::Erased& erased)
{
    w.object("erased", [&] {
        w("at", erased.tombstone.at)("kept_until", erased.tombstone.kept_until);
        w.object("rule", [&] {
            w("name", erased.tombstone.rule);
            w.object("title", [&] {
                for (const auto* language : {"nb", "en"})
                    w(language,
                      erased.keeping ? erased.keeping->title.in(language) : erased.tombstone.rule);
            });
            if (erased.keeping)
                w("source", erased.keeping->rule.source);
        });
    });
}

void write_status(json::Writer& w, const packs::Calendar& calendar,
                  const acts::ReportStatus& status, Timestamp now)
{
    w("id", status.report.id)("kind", status.report.kind.text);
    show_optional(w, "sender_reference", status.sender_reference);
    show_unit(w, "unit", status.unit, status.unit_name);
    w.object("owner", [&] { w("role", status.owner_role)("unit", status.unit_name); });
    w("accepted_at", status.report.accepted_at)("urgent", status.report.urgent);
    w("state", status.state);
    show_milestones(w, status.milestones, false);
    show_obligations(w, calendar, status.obligations, now);
    if (const auto& late = status.unopened_past_limit)
        w.object("unopened_past_limit", [&] {
            w("due", late->due);
            if (late->told_at)
                w("told_at", *late->told_at);
        });
    w.array("answers", [&] {
        for (const auto& answer : status.answers)
            w.value(answer);
    });
    show_warnings(w, status.warnings);
    show_repeats(w, status.earlier, status.repeats);
    if (status.erased)
        show_erased(w, *status.erased);
}

std::string show_page(const packs::Calendar& calendar, const acts::ReportPage& page, Timestamp now)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& status : page.items)
                w.object([&] {
                    write_status(w, calendar, status, now);
                    const auto& last = status.milestones.back();
                    w.object("last_milestone", [&] { w("name", last.name)("at", last.at); });
                });
        });
        if (!page.next.is_nil())
            w("next", page.next);
    });
    return w.take();
}

}  // namespace

std::string show_accepted(const acts::AcceptedReport& accepted)
{
    json::Writer w;
    w.object([&] {
        w("id", accepted.id)("accepted_at", accepted.accepted_at);
        w.object("delivery", [&] {
            w("id", accepted.delivery);
            show_unit(w, "unit", accepted.unit, accepted.unit_name);
            w("sequence", accepted.sequence);
        });
        show_warnings(w, accepted.warnings);
        w.object("receipt", [&] { show_receipt(w, accepted.receipt); });
    });
    return w.take();
}

http::Response accepted_response(const acts::AcceptedReport& accepted)
{
    auto response = json_response(show_accepted(accepted), 201);
    response.headers.emplace_back("Location", "/api/v1/reports/" + to_string(accepted.id));
    return response;
}

std::string show_status(const packs::Calendar& calendar, const acts::ReportStatus& status,
                        Timestamp now)
{
    json::Writer w;
    w.object([&] { write_status(w, calendar, status, now); });
    return w.take();
}

void send_report(Call call) { accept(std::move(call), false); }
void send_public_report(Call call)
{
    if (!call.site.limits.reports.allow(call.request.peer, call.services().clock.now()))
        return call.answer(problem_response(too_many_requests()));
    // As anyone: a session that the browser sends along neither names the reporter nor stops them.
    call.who = {};
    accept(std::move(call), true);
}

void list_reports(Call call)
{
    const auto limit = limit_in_query(call);
    if (!limit)
        return call.answer(problem_response(limit.error()));
    acts::ReportQuery query{.sender_reference = call.query("sender_reference"),
                            .state = call.query("state"),
                            .limit = limit.value()};
    if (const auto after = parse_uuid(call.query("after")))
        query.after = {*after};
    const auto now = call.services().clock.now();
    call.answer(acts::list_reports(call.services(), call.actor(), query), [&](const auto& page) {
        return json_response(show_page(call.services().pack.calendar, page, now));
    });
}

void see_report(Call call)
{
    const auto id = id_in_path<ReportId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    const auto& services = call.services();
    call.answer(acts::follow_report(services, call.actor(), id.value()), [&](const auto& status) {
        return json_response(show_status(services.pack.calendar, status, services.clock.now()));
    });
}

void see_receipts(Call call)
{
    const auto id = id_in_path<ReportId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    call.answer(acts::receipts_of(call.services(), call.actor(), id.value()),
                [&](const auto& receipts) {
                    json::Writer w;
                    w.object([&] {
                        w.array("items", [&] {
                            for (const auto& receipt : receipts)
                                w.object([&] {
                                    show_receipt(w, receipt);
                                    show_witnessed(w, receipt.witnessed);
                                });
                        });
                    });
                    return json_response(w.take());
                });
}

void see_evidence(Call call)
{
    const auto id = id_in_path<ReportId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    acts::evidence_of(
        services, actor, id.value(),
        answering<acts::Evidence>(std::move(call), [](const acts::Evidence& evidence) {
            json::Writer w;
            w.object([&] {
                w("report", evidence.report);
                w.array("items", [&] {
                    for (const auto& each : evidence.entries)
                        w.object([&] {
                            show_receipt(w, each);
                            show_witnessed(w, each.witnessed);
                        });
                });
                w("policy", evidence.policy);
            });
            return json_response(w.take());
        }));
}

void withdraw_report(Call call)
{
    const auto id = id_in_path<ReportId>(call, "id");
    const auto body = body_of(call.request);
    if (!id || !body)
        return call.answer(problem_response(id ? body.error() : id.error()));
    json::Reader reader(body.value().root());
    auto reason = reader.finish(reader.optional_text("reason", {.max_bytes = 4'000}).value_or(""));
    if (!reason)
        return call.answer(problem_response(reason.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    acts::Withdrawal withdrawal{.report = id.value(),
                                .reason = std::move(reason).value(),
                                .key = call.retry_key(true),
                                .request = call.request.body};
    acts::withdraw_report(services, actor, std::move(withdrawal),
                          answering<acts::ReportStatus>(
                              std::move(call), [&services](const acts::ReportStatus& status) {
                                  return json_response(show_status(services.pack.calendar, status,
                                                                   services.clock.now()));
                              }));
}

Result<std::string> code_in_follow_up(const Call& call)
{
    if (!call.site.limits.follow_ups.allow(call.request.peer, call.site.services.clock.now()))
        return too_many_requests();
    const auto body = TRY(body_of(call.request));
    json::Reader reader(body.root());
    auto code = reader.text("code", {.min_bytes = 1, .max_bytes = 100});
    return reader.finish(std::move(code));
}

void follow_up(Call call)
{
    const auto code = code_in_follow_up(call);
    if (!code)
        return call.answer(problem_response(code.error()));
    const auto& services = call.services();
    call.answer(acts::follow_by_code(services, code.value()), [&](const auto& status) {
        return json_response(show_status(services.pack.calendar, status, services.clock.now()));
    });
}

void check_receipt(Call call)
{
    const auto body = body_of(call.request);
    if (!body)
        return call.answer(problem_response(body.error()));
    json::Reader reader(body.value().root());
    const auto entry = reader.text("entry", {.min_bytes = 1, .max_bytes = 1'024});
    const auto proof = reader.text("proof", {.min_bytes = 1, .max_bytes = 65'536});
    if (auto read = reader.finish(Nothing{}); !read)
        return call.answer(problem_response(read.error()));
    call.answer(acts::check_receipt(call.services(), entry, proof), [](const auto& checked) {
        json::Writer w;
        w.object([&] {
            w("holds", checked.holds)("in_ledger", checked.in_ledger)("detail", checked.detail);
            if (checked.in_ledger)
                show_witnessed(w, checked.witnessed);
            if (checked.erased_at)
                w.object("erased",
                         [&] { w("at", *checked.erased_at)("rule", checked.erased_rule); });
        });
        return json_response(w.take());
    });
}

}  // namespace varde::api
