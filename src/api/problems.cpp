#include "api/problems.hpp"

#include "api/reports.hpp"
#include "api/session.hpp"
#include "api/show.hpp"

#include <charconv>

namespace varde::api {
namespace {

constexpr json::TextLimits line{.max_bytes = 400, .single_line = true};
constexpr json::TextLimits address{.max_bytes = 2'000, .single_line = true};
constexpr json::TextLimits paragraph{.min_bytes = 1, .max_bytes = 20'000};
/// The act counts characters and says how many there may be; this is what the body has room for.
constexpr json::TextLimits long_text{.max_bytes = 1024 * 1024};

Result<acts::ProblemReport> decode_problem(const http::Request& request)
{
    const auto body = TRY(body_of(request));
    json::Reader r(body.root());
    acts::ProblemReport report;
    report.text = r.text("text", long_text);
    report.unit = r.optional_text("unit", line).value_or("");
    report.page = r.optional_text("page", address).value_or("");
    report.about_person = r.optional_text("about_person", line).value_or("");
    report.contact = r.optional_text("contact", address).value_or("");
    report.confidential = r.boolean("confidential", false);
    report.request = request.body;
    return r.finish(std::move(report));
}

/// What concerns access and form; the act looks at what is said.
Result<acts::ProblemReport> admitted(Call& call)
{
    const auto& who = call.who;
    if (who.actor.is_nobody() &&
        !call.site.limits.problems.allow(call.request.peer, call.services().clock.now()))
        return too_many_requests();
    // A session makes it that person's word, so it must be our own page that sends it.
    if (!who.token.empty())
        TRY(check_same_site(call.request, who));
    return decode_problem(call.request);
}

/// Where a role is asked for and nobody acted, Varde itself did.
std::string_view role_of(const domain::By& by)
{
    return by == domain::By{} ? "varde" : domain::name_of(by.role);
}

void show_by(json::Writer& w, const domain::By& by, std::string_view unit_name,
             std::string_view person_name)
{
    w.object("by", [&] {
        w("role", role_of(by));
        show_optional(w, "unit", unit_name);
        show_optional(w, "name", person_name);
    });
}

void show_step(json::Writer& w, const acts::ProblemStep& step)
{
    w("at", step.at);
    show_by(w, step.by, step.unit_name, step.person_name);
    show_optional(w, "text", step.text);
}

void show_steps(json::Writer& w, const std::vector<acts::ProblemStep>& answers,
                const std::optional<acts::ProblemStep>& closed)
{
    w.array("answers", [&] {
        for (const auto& answer : answers)
            w.object([&] { show_step(w, answer); });
    });
    if (closed)
        w.object("closed", [&] { show_step(w, *closed); });
}

void show_facts(json::Writer& w, const domain::Problem& problem, std::string_view unit_name)
{
    w("number", problem.number)("name", domain::name_of(problem.name));
    w.object("title", [&] {
        w("nb", problem_title(problem.name, "nb"))("en", problem_title(problem.name, "en"));
    });
    if (!problem.unit.text.empty())
        show_unit(w, "unit", problem.unit, unit_name);
    w("state", domain::name_of(problem.state()))("confidential", problem.confidential);
    w("raised_at", problem.raised_at);
    if (problem.answered_at)
        w("answered_at", *problem.answered_at);
    if (problem.closed_at)
        w("closed_at", *problem.closed_at);
}

void show_person(json::Writer& w, const domain::Problem& problem, std::string_view name)
{
    if (!problem.about_person.is_nil())
        w.object("about_person", [&] { w("id", problem.about_person)("name", name); });
}

http::Response problem_answer(const acts::Services& services, const acts::ProblemView& view)
{
    return json_response(show_problem(services.pack.calendar, view, services.clock.now()));
}

/// Decodes the one text that an act needs under `member`, and runs the act.
template <class Act>
void act_with_text(Call call, std::string_view member, Act run)
{
    const auto id = id_in_path<domain::ProblemId>(call, "id");
    const auto body = body_of(call.request);
    if (!id || !body)
        return call.answer(problem_response(id ? body.error() : id.error()));
    json::Reader reader(body.value().root());
    auto text = reader.finish(reader.text(member, paragraph));
    if (!text)
        return call.answer(problem_response(text.error()));
    acts::OnProblem on{id.value(), call.actor(), call.retry_key(true), call.request.body};
    auto& services = call.services();
    run(services, std::move(on), std::move(text).value(),
        answering<acts::ProblemView>(std::move(call), [&services](const acts::ProblemView& view) {
            return problem_answer(services, view);
        }));
}

Result<acts::ProblemQuery> decode_query(const Call& call)
{
    acts::ProblemQuery query{.unit = {call.query("unit")}, .limit = TRY(limit_in_query(call))};
    const auto wrong = [](std::string_view name, std::string why) {
        return Error{.code = ErrorCode::invalid,
                     .message = "A parameter is wrong.",
                     .faults = {{"?" + std::string(name), std::move(why)}}};
    };
    if (const auto state = call.query("state"); !state.empty()) {
        query.state = domain::problem_state_named(state);
        if (!query.state)
            return wrong("state", "must be open, answered or closed");
    }
    if (const auto after = call.query("after"); !after.empty()) {
        const auto* end = after.data() + after.size();
        const auto [stopped, error] = std::from_chars(after.data(), end, query.after);
        if (error != std::errc{} || stopped != end || query.after < 1)
            return wrong("after", "must be what an earlier page gave as next");
    }
    return query;
}

}  // namespace

std::string_view problem_title(domain::ProblemName name, std::string_view language)
{
    const bool en = language == "en";
    switch (name) {
    case domain::ProblemName::reported:
        return en ? "Somebody says that something is wrong" : "Noen sier at noe er galt";
    case domain::ProblemName::address_dead:
        return en ? "An address no longer works" : "En adresse virker ikke lenger";
    case domain::ProblemName::notices_stuck:
        return en ? "Notices do not get through" : "Varsler kommer ikke fram";
    case domain::ProblemName::coverage_low:
        return en ? "Too few people can open something" : "For få kan åpne noe";
    case domain::ProblemName::coverage_none:
        return en ? "Nobody can open something" : "Ingen kan åpne noe";
    case domain::ProblemName::access_wanted:
        return en ? "Somebody asks for access" : "Noen ber om tilgang";
    case domain::ProblemName::drill_failed:
        return en ? "A drill did not come through" : "En øvelse kom ikke fram";
    case domain::ProblemName::channel_silent:
        return en ? "A sender has gone silent" : "En avsender er blitt stille";
    case domain::ProblemName::erasure_tried:
        return en ? "Somebody tried to erase what must stay"
                  : "Noen prøvde å slette noe som skal bli";
    case domain::ProblemName::readback_failed:
        return en ? "The case system does not prove what it holds"
                  : "Fagsystemet beviser ikke hva det har";
    case domain::ProblemName::balance_broken:
        return en ? "The reports do not balance" : "Meldingene går ikke opp";
    case domain::ProblemName::balance_stalled:
        return en ? "The reports are no longer balanced" : "Meldingene avstemmes ikke lenger";
    case domain::ProblemName::reconciliation_differs:
        return en ? "Somebody's own list is not what is here"
                  : "Noens egen liste stemmer ikke med det som er her";
    case domain::ProblemName::duty_gap:
        break;
    }
    return en ? "Nobody is on duty" : "Ingen har vakt";
}

std::string show_reported(const acts::ReportedProblem& reported)
{
    json::Writer w;
    w.object([&] {
        w("id", reported.id)("number", reported.number)("raised_at", reported.raised_at);
        w("confidential", reported.confidential)("code", reported.code);
        show_warnings(w, reported.warnings);
    });
    return w.take();
}

std::string show_problem(const packs::Calendar& calendar, const acts::ProblemView& view,
                         Timestamp now)
{
    const auto& problem = view.problem;
    json::Writer w;
    w.object([&] {
        w("id", problem.id);
        show_facts(w, problem, view.unit_name);
        show_optional(w, "handler", view.handler_name);
        show_person(w, problem, view.about_person_name);
        w.object("raised_by", [&] {
            w("role", problem.raised_by.person.is_nil() && problem.by_machine()
                          ? role_of({})
                          : domain::name_of(problem.raised_by.role));
            show_optional(w, "name", view.raised_by_name);
        });
        w("text", view.text);
        show_optional(w, "page", view.page);
        show_optional(w, "contact", view.contact);
        show_warnings(w, view.warnings);
        show_steps(w, view.answers, view.closed);
        show_obligations(w, calendar, view.obligations, now);
        w.array("acts", [&] {
            for (const auto& act : view.acts)
                w.object(
                    [&] { w("name", act.name)("allowed", act.allowed)("reason", act.reason); });
        });
    });
    return w.take();
}

std::string show_problems(const packs::Calendar& calendar, const acts::ProblemPage& page,
                          Timestamp now)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& item : page.items)
                w.object([&] {
                    w("id", item.problem.id);
                    show_facts(w, item.problem, item.unit_name);
                    show_person(w, item.problem, item.about_person_name);
                    if (const auto* next = acts::next_of(item.obligations))
                        w.object("next_deadline",
                                 [&] { show_obligation(w, calendar, *next, now); });
                });
        });
        if (page.next > 0)
            w("next", std::to_string(page.next));
    });
    return w.take();
}

std::string show_problem_status(const packs::Calendar& calendar, const acts::ProblemStatus& status,
                                Timestamp now)
{
    json::Writer w;
    w.object([&] {
        show_facts(w, status.problem, status.unit_name);
        show_steps(w, status.answers, status.closed);
        show_obligations(w, calendar, status.obligations, now);
    });
    return w.take();
}

void send_problem(Call call)
{
    auto report = admitted(call);
    if (!report)
        return call.answer(problem_response(report.error()));
    auto& services = call.services();
    const auto actor = call.actor();
    auto key = call.retry_key(true);
    acts::report_problem(services, actor, std::move(report).value(), std::move(key),
                         answering<acts::ReportedProblem>(
                             std::move(call), [](const acts::ReportedProblem& reported) {
                                 auto response = json_response(show_reported(reported), 201);
                                 response.headers.emplace_back(
                                     "Location", "/api/v1/problems/" + to_string(reported.id));
                                 return response;
                             }));
}

void list_problems(Call call)
{
    const auto query = decode_query(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    const auto& services = call.services();
    call.answer(acts::list_problems(services, call.actor(), query.value()), [&](const auto& page) {
        return json_response(show_problems(services.pack.calendar, page, services.clock.now()));
    });
}

void see_problem(Call call)
{
    const auto id = id_in_path<domain::ProblemId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    auto& services = call.services();
    acts::OnProblem on{.problem = id.value(), .actor = call.actor()};
    acts::see_problem(
        services, std::move(on),
        answering<acts::ProblemView>(std::move(call), [&services](const acts::ProblemView& view) {
            return problem_answer(services, view);
        }));
}

void answer_problem(Call call) { act_with_text(std::move(call), "text", acts::answer_problem); }

void close_problem(Call call) { act_with_text(std::move(call), "reason", acts::close_problem); }

void follow_problem(Call call)
{
    const auto code = code_in_follow_up(call);
    if (!code)
        return call.answer(problem_response(code.error()));
    auto& services = call.services();
    const auto now = services.clock.now();
    call.answer(acts::follow_problem(services, code.value()), [&](const auto& status) {
        return json_response(show_problem_status(services.pack.calendar, status, now));
    });
}

}  // namespace varde::api
