#include "api/pages/problem_page.hpp"

#include "api/pages/follow_page.hpp"
#include "api/pages/form_page.hpp"
#include "api/pages/pages.hpp"
#include "api/pages/problem_form.hpp"
#include "api/same_origin.hpp"
#include "base/text.hpp"
#include "http/url.hpp"
#include "json/writer.hpp"

namespace varde::api {
namespace {

constexpr std::string_view token_of_problem = "form_token";
constexpr std::size_t page_bytes_max = 300;
constexpr std::size_t contact_bytes_max = 2'000;

void write_next(html::Writer& w, const acts::ReportedProblem& reported, Tongue t)
{
    const std::string unit = reported.unit_name.empty()
                                 ? std::string(t("den som har ansvar for tjenesten",
                                                 "whoever is responsible for the service"))
                                 : reported.unit_name;
    w.element("h2", t("Hva som skjer nå", "What happens next"));
    w.element("ul", [&] {
        if (reported.confidential)
            w.element("li", t("Bare tilsynsmyndigheten ser det du skrev. Kontoret får ikke vite at "
                              "det finnes.",
                              "Only the supervisory authority sees what you wrote. The office is "
                              "not told that it exists."));
        else
            w.element("li", unit + std::string(t(" skal svare. Tilsynsmyndigheten ser det også.",
                                                 " must answer. The supervisory authority sees "
                                                 "it too.")));
        w.element("li", t("Saken har en frist. Svarer ingen, blir det sagt fra til den som står "
                          "over dem.",
                          "There is a time limit. If nobody answers, whoever stands above them is "
                          "told."));
        w.element("li", t("De som saken gjelder, kan ikke lukke den. Det kan bare "
                          "tilsynsmyndigheten, med en grunn.",
                          "Those whom it is about cannot close it. Only the supervisory authority "
                          "can, with a reason."));
        w.element("li", t("Med koden kan du se svar, og når det er lukket.",
                          "With the code you can see answers, and when it is closed."));
    });
    w.element("p", [&] {
        w.element("a", {{"class", "button"}, {"href", link_to("/follow-up", t.language)}},
                  t("Følg saken", "Follow it"));
    });
}

http::Response reported_page(const acts::Services& services, const acts::ReportedProblem& reported,
                             Language language)
{
    const Tongue t{language};
    return page({.language = language,
                 .title = t("Varde: noe er galt", "Varde: something is wrong"),
                 .status = 201},
                [&](html::Writer& w) {
                    w.element("section", {{"class", "receipt"}}, [&] {
                        w.element("h1", std::string(t("Lagret som sak nummer ",
                                                      "Stored as problem number ")) +
                                            std::to_string(reported.number));
                        w.element("p", std::string(t("Lagret ", "Stored ")) +
                                           services.pack.calendar.in_words(reported.raised_at,
                                                                           name_of(language)) +
                                           ".");
                        w.element("p", t("Koden din:", "Your code:"));
                        w.element("p", {{"class", "receipt-code"}, {"id", "code"}}, reported.code);
                        w.element("p", t("Skriv den ned: vi kan ikke finne den igjen for deg.",
                                         "Write it down: we cannot find it again for you."));
                    });
                    for (const auto& warning : reported.warnings)
                        if (warning.code == "unit_unknown")
                            w.element("p", {{"class", "notice"}},
                                      t("Vi kjenner ikke kontoret som var valgt. Det du skrev, er "
                                        "lagret uten kontor.",
                                        "We do not know the office that was chosen. What you wrote "
                                        "is stored without an office."));
                    write_next(w, reported, t);
                });
}

/// The path of one of our own pages: from the link, or from where the browser says it comes.
std::string page_before(const http::Request& request)
{
    auto from = http::query_value(request.query, "from").value_or("");
    if (from.empty()) {
        from = request.header("referer");
        const auto host = from.find("://");
        const auto path = host == std::string::npos ? host : from.find('/', host + 3);
        from = path == std::string::npos ? std::string{} : from.substr(path);
        from = from.substr(0, from.find_first_of("?#"));
    }
    return std::string(front_of(from, page_bytes_max));
}

TypedFields fields_of(const http::Request& request)
{
    TypedFields typed;
    if (const auto fields = http::form_fields(request.body))
        for (const auto& [name, value] : *fields)
            typed.add(name, value);
    return typed;
}

/// Everything that was said, in one text: by it a repetition is told from something else.
std::string request_of(const acts::ProblemReport& report)
{
    json::Writer w;
    w.array([&] {
        w.value(report.text).value(report.unit).value(report.page).value(report.contact);
        w.value(report.confidential);
    });
    return w.take();
}

acts::ProblemReport report_of(const TypedFields& typed)
{
    acts::ProblemReport report{.text = std::string(trimmed(typed.first("text"))),
                               .unit = std::string(front_of(typed.first("unit"), page_bytes_max)),
                               .page = std::string(front_of(typed.first("page"), page_bytes_max)),
                               .contact =
                                   std::string(front_of(typed.first("contact"), contact_bytes_max)),
                               .confidential = typed.holds("confidential", "yes")};
    report.request = request_of(report);
    return report;
}

struct Posted {
    Site site;
    http::Reply reply;
    TypedFields typed;
    Language language = Language::nb;
};

struct Again {
    int status = 422;
    std::string_view problem;
    bool in_text = false;
    bool fresh_token = false;
};

void ask_again(Posted& posted, Again again)
{
    const auto given = posted.typed.first(token_of_problem);
    auto& services = posted.site.services;
    posted.reply(
        problem_form({.pack = services.pack,
                      .language = posted.language,
                      .token = again.fresh_token || !is_token(given) ? fresh_token(services.random)
                                                                     : std::string(given),
                      .typed = posted.typed,
                      .problem = std::string(again.problem),
                      .in_text = again.in_text,
                      .status = again.status}));
}

void answer_failure(Posted& posted, const Error& error)
{
    const Tongue t{posted.language};
    if (error.code == ErrorCode::invalid)
        return is_blank(posted.typed.first("text"))
                   ? ask_again(posted,
                               {.problem = t("Skriv hva som er galt.", "Write what is wrong."),
                                .in_text = true})
                   : ask_again(posted,
                               {.problem = t("Teksten er for lang: det er plass til 20 000 tegn. "
                                             "Send resten som en sak til.",
                                             "The text is too long: there is room for 20,000 "
                                             "characters. Send the rest as another problem."),
                                .in_text = true});
    if (error.code == ErrorCode::conflict)
        return ask_again(posted, {.status = 409,
                                  .problem = t("Dette skjemaet er sendt før, med et annet innhold, "
                                               "og det er lagret. Trykk på «Send» en gang til for "
                                               "å sende dette også.",
                                               "This form was sent before with other content, "
                                               "which is stored. Press “Send” once more to send "
                                               "this as well."),
                                  .fresh_token = true});
    if (error.kept)
        return ask_again(posted, {.status = 503,
                                  .problem = t("Det er lagret, men nummeret kan ikke vises akkurat "
                                               "nå. Trykk på «Send» en gang til om litt.",
                                               "It is stored, but its number cannot be shown just "
                                               "now. Press “Send” once more shortly.")});
    ask_again(posted, {.status = 503,
                       .problem = t("Det kunne ikke lagres akkurat nå. Vent litt, og trykk på "
                                    "«Send» en gang til.",
                                    "It could not be stored just now. Wait a little and press "
                                    "“Send” once more.")});
}

http::Response foreign_page(Language language)
{
    const Tongue t{language};
    return trouble_page(
        language,
        {403, t("Skjemaet kom fra et annet nettsted", "The form came from another site"),
         std::string(t("Av hensyn til sikkerheten er ingenting lagret. Åpne siden hos oss, og send "
                       "det derfra.",
                       "To be safe, nothing was stored. Open the page with us and send it from "
                       "there."))});
}

std::string about_unit(const acts::ProblemStatus& status, Tongue t)
{
    if (status.unit_name.empty())
        return std::string(t("Den gjelder tjenesten.", "It is about the service."));
    return std::string(t("Den gjelder ", "It is about ")) + status.unit_name + ".";
}

void write_step(html::Writer& w, const acts::Services& services, const acts::ProblemStep& step,
                std::string_view heading, Tongue t)
{
    w.element("section", {{"class", "notice"}}, [&] {
        w.element("h2", heading);
        w.element("p", {{"class", "typed"}}, step.text);
        w.element("p", {{"class", "hint"}}, [&] {
            w.text(role_in_words(step.by.role, t));
            if (!step.unit_name.empty())
                w.text(", ").text(step.unit_name);
            w.text(", ").text(services.pack.calendar.in_words(step.at, name_of(t.language)));
        });
    });
}

}  // namespace

std::string link_to_problem(std::string_view from, Language language)
{
    auto link = link_to("/problem", language);
    if (!from.empty())
        link += (language == Language::en ? "&from=" : "?from=") + http::percent_encode(from);
    return link;
}

http::Response problem_status_page(const acts::Services& services,
                                   const acts::ProblemStatus& status, Language language)
{
    const Tongue t{language};
    return page({.language = language, .title = t("Varde: oppfølging", "Varde: follow-up")},
                [&](html::Writer& w) {
                    w.element("h1", std::string(t("Sak nummer ", "Problem number ")) +
                                        std::to_string(status.problem.number));
                    w.element("p", about_unit(status, t));
                    for (const auto& answer : status.answers)
                        write_step(w, services, answer, t("Svar til deg", "Answer to you"), t);
                    if (status.closed)
                        write_step(w, services, *status.closed, t("Lukket", "Closed"), t);
                    else if (status.answers.empty())
                        w.element("p", t("Ingen har svart ennå.", "Nobody has answered yet."));
                    else
                        w.element("p",
                                  t("Saken er ikke lukket: tilsynsmyndigheten ser på den.",
                                    "It is not closed: the supervisory authority looks at it."));
                });
}

void see_problem_form(Call call)
{
    auto& services = call.services();
    TypedFields typed;
    typed.add("page", page_before(call.request));
    typed.add("unit", call.query("unit"));
    call.answer(problem_form({.pack = services.pack,
                              .language = language_in(call.request.query),
                              .token = fresh_token(services.random),
                              .typed = typed}));
}

void post_problem_form(Call call)
{
    const auto language = language_in(call.request.query);
    const Tongue t{language};
    auto& services = call.services();
    // Owners: this function, or once it has handed it on the act's answer.
    auto posted = std::make_shared<Posted>(Posted{.site = call.site,
                                                  .reply = std::move(call.reply),
                                                  .typed = fields_of(call.request),
                                                  .language = language});
    if (!is_same_origin(call.request))
        return posted->reply(foreign_page(language));
    if (!call.site.limits.problems.allow(call.request.peer, services.clock.now()))
        return ask_again(*posted, {.status = 429,
                                   .problem = t("Det kom for mange fra nettet ditt. Vent et "
                                                "minutt, og send på nytt.",
                                                "Too many came from your network. Wait a minute "
                                                "and send it again.")});
    const auto token = posted->typed.first(token_of_problem);
    if (!is_token(token))
        return ask_again(*posted, {.status = 400,
                                   .problem = t("Noe manglet i skjemaet. Trykk på «Send» en gang "
                                                "til.",
                                                "Something was missing in the form. Press “Send” "
                                                "once more.")});
    // Whoever uses this page is nobody, even where a browser sends a session along.
    acts::report_problem(
        services, domain::Actor{}, report_of(posted->typed),
        acts::RetryKey{"problem form", std::string(token)},
        [posted](Result<acts::ReportedProblem> reported) {
            if (!reported)
                return answer_failure(*posted, reported.error());
            posted->reply(reported_page(posted->site.services, reported.value(), posted->language));
        });
}

}  // namespace varde::api
