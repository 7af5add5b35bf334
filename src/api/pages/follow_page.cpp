#include "api/pages/follow_page.hpp"

#include "api/pages/pages.hpp"
#include "api/pages/problem_page.hpp"
#include "api/pages/typed_fields.hpp"
#include "http/url.hpp"

namespace varde::api {
namespace {

constexpr std::string_view code_field = "code";

struct Words {
    std::string_view name, nb, en;
};
constexpr Words milestone_words[] = {
    {"accepted", "Meldingen ble lagret", "The report was stored"},
    {"routed", "Sendt til rett kontor", "Sent to the right office"},
    {"opened", "Åpnet", "Opened"},
    {"filed", "Lagt i en sak", "Put on a case"},
    {"assessed", "Vurdert", "Assessed"},
    {"answered", "Du har fått svar", "You have been answered"},
    {"closed", "Ferdig behandlet", "Finished"},
    {"forwarded", "Sendt videre til et annet kontor", "Sent on to another office"},
    {"returned", "Sendt tilbake", "Sent back"},
    {"withdrawn", "Trukket av avsenderen", "Withdrawn by its sender"},
    {"resend_asked", "Bedt om å sende den på nytt", "Asked to send it again"},
    {"erased", "Slettet", "Erased"},
};

void write_milestones(html::Writer& w, const acts::Services& services,
                      const acts::ReportStatus& status, Tongue t)
{
    w.element("h2", t("Hva som har skjedd", "What has happened"));
    w.element("ol", {{"class", "milestones"}}, [&] {
        for (const auto& step : status.milestones)
            w.element("li", [&] {
                w.element("strong", milestone_in_words(step.name, t));
                const auto role = role_in_words(step.by.role, t);
                if (!role.empty())
                    w.text(t(" av ", " by ")).text(role);
                if (!role.empty() && !step.unit_name.empty())
                    w.text(", ").text(step.unit_name);
                w.element("time", {{"datetime", rfc3339_seconds(step.at)}},
                          services.pack.calendar.in_words(step.at, name_of(t.language)));
            });
    });
}

void write_waiting(html::Writer& w, const acts::Services& services,
                   const acts::ReportStatus& status, Tongue t)
{
    const auto* unit = services.pack.directory.find(status.unit);
    const auto phone = unit ? unit->phone : std::string{};
    w.element("p", [&] {
        w.text(t("Meldingen er hos ", "Your report is with ")).text(status.unit_name);
        w.text(phone.empty() ? "." : t(", telefon ", ", phone ")).text(phone);
    });
    const auto now = services.clock.now();
    if (status.state == "unopened")
        w.element("p", t("Ingen har åpnet den ennå.", "Nobody has opened it yet."));
    for (const auto& view : status.obligations) {
        if (!view.obligation.is_open())
            continue;
        const auto title = acts::title_of(view, name_of(t.language));
        const auto due = view.obligation.due ? services.pack.calendar.deadline_in_words(
                                                   *view.obligation.due, name_of(t.language))
                                             : std::string(t("straks", "at once"));
        if (domain::state_of(view.obligation, now) == domain::ObligationState::open)
            w.element("p", std::string(t("De skal: ", "They must: ")) + title +
                               std::string(t(", innen ", ", by ")) + due + ".");
        else
            w.element("p", {{"class", "notice notice-danger"}},
                      std::string(t("Ikke gjort i tide: ", "Not done in time: ")) + title +
                          std::string(t(", innen ", ", by ")) + due +
                          std::string(t(". Ring kontoret eller kommunen, og si det.",
                                        ". Call the office or the municipality and say so.")));
    }
}

void write_erased(html::Writer& w, const acts::Services& services, const acts::Erased& erased,
                  Tongue t)
{
    const auto at = services.pack.calendar.in_words(erased.tombstone.at, name_of(t.language));
    w.element("p", std::string(t("Meldingen er behandlet ferdig og deretter slettet, ",
                                 "The report was handled to its end and then erased, ")) +
                       at + ".");
    if (erased.keeping)
        w.element("p", std::string(t("Regelen: ", "The rule: ")) +
                           erased.keeping->title.in(name_of(t.language)) + ".");
    w.element("p", t("Ingen kan lese den lenger. At den kom, og hva som skjedde med den, står "
                     "fortsatt i registeret.",
                     "Nobody can read it any more. That it came, and what became of it, is still "
                     "in the ledger."));
}

http::Response status_page(const acts::Services& services, const acts::ReportStatus& status,
                           Language language)
{
    const Tongue t{language};
    const auto title = t("Varde: oppfølging", "Varde: follow-up");
    return page({.language = language, .title = title}, [&](html::Writer& w) {
        w.element("h1", t("Meldingen din", "Your report"));
        if (status.erased)
            write_erased(w, services, *status.erased, t);
        else
            write_waiting(w, services, status, t);
        for (const auto& answer : status.answers)
            w.element("section", {{"class", "notice"}}, [&] {
                w.element("h2", t("Svar til deg", "Answer to you"));
                w.element("p", {{"class", "typed"}}, answer);
            });
        write_milestones(w, services, status, t);
        w.element("p", [&] {
            w.element("a", {{"href", link_to("/follow-up", language)}},
                      t("Se på en annen melding", "Look at another report"));
        });
    });
}

struct AskedAgain {
    int status = 200;
    std::string_view code, problem;
};

http::Response code_page(Language language, const AskedAgain& again)
{
    const Tongue t{language};
    return page({.language = language,
                 .title = t("Varde: oppfølging", "Varde: follow-up"),
                 .path = "/follow-up",
                 .status = again.status,
                 .has_error = !again.problem.empty()},
                [&](html::Writer& w) {
                    w.element("h1", t("Følg opp en melding", "Follow up a report"));
                    if (!again.problem.empty())
                        w.element("div", {{"class", "error-summary"}, {"tabindex", "-1"}}, [&] {
                            w.element("h2", t("Noe er galt", "There is a problem"));
                            w.element("p",
                                      [&] { w.element("a", {{"href", "#code"}}, again.problem); });
                        });
                    write_code_form(w, language, again.code, again.problem);
                });
}

std::string code_in(const http::Request& request)
{
    const auto fields = http::form_fields(request.body);
    TypedFields typed;
    if (fields)
        for (const auto& [name, value] : *fields)
            typed.add(name, value);
    return std::string(trimmed(typed.first(code_field)).substr(0, 100));
}

}  // namespace

std::string_view milestone_in_words(std::string_view name, Tongue t)
{
    for (const auto& words : milestone_words)
        if (words.name == name)
            return t(words.nb, words.en);
    return name;
}

std::string_view role_in_words(domain::Role role, Tongue t)
{
    switch (role) {
    case domain::Role::caseworker:
        return t("en saksbehandler", "a caseworker");
    case domain::Role::unit_leader:
        return t("en leder", "a leader");
    case domain::Role::sender:
        return t("avsenderen", "the sender");
    case domain::Role::case_system:
        return t("fagsystemet", "the case system");
    case domain::Role::director:
        return t("en direktør", "a director");
    case domain::Role::oversight:
        return t("tilsynsmyndigheten", "the supervisory authority");
    case domain::Role::nobody:
    case domain::Role::auditor:
        break;
    }
    return {};
}

void write_code_form(html::Writer& w, Language language, std::string_view code,
                     std::string_view problem)
{
    const Tongue t{language};
    const bool wrong = !problem.empty();
    w.element("form", {{"method", "post"}, {"action", link_to("/follow-up", language)}}, [&] {
        w.element("div", {{"class", "field"}}, [&] {
            w.element("label", {{"for", "code"}},
                      t("Koden på kvitteringen", "The code on your receipt"));
            w.element("p", {{"class", "hint"}, {"id", "code-hint"}},
                      t("24 tegn. Små og store bokstaver er det samme, og bindestrekene kan "
                        "utelates.",
                        "24 characters. Small and capital letters are the same, and the hyphens "
                        "can be left out."));
            if (wrong)
                w.element("p", {{"class", "field-error"}, {"id", "code-error"}}, problem);
            w.empty("input", {{"id", "code"},
                              {"name", code_field},
                              {"autocomplete", "off"},
                              {"autocapitalize", "characters"},
                              {"spellcheck", "false"},
                              {"aria-describedby", wrong ? "code-error code-hint" : "code-hint"},
                              html::when(wrong, "aria-invalid", "true"),
                              html::when(!code.empty(), "value", code)});
        });
        w.element("button", {{"class", "button"}}, t("Vis meldingen", "Show my report"));
    });
}

void ask_follow_up(Call call) { call.answer(code_page(language_in(call.request.query), {})); }

void see_follow_up(Call call)
{
    const auto language = language_in(call.request.query);
    const Tongue t{language};
    const auto code = code_in(call.request);
    auto& services = call.services();
    if (!call.site.limits.follow_ups.allow(call.request.peer, services.clock.now()))
        return call.answer(code_page(
            language,
            {429, code,
             t("Det kom for mange forsøk fra nettet ditt. Vent et minutt og prøv igjen.",
               "Too many attempts came from your network. Wait a minute and try again.")}));
    if (code.empty())
        return call.answer(code_page(
            language,
            {422, code, t("Skriv koden fra kvitteringen.", "Type the code from your receipt.")}));
    const auto status = acts::follow_by_code(services, code);
    if (status)
        return call.answer(status_page(services, status.value(), language));
    // The same box takes the code of a problem.
    if (status.error().code == ErrorCode::not_found)
        if (const auto problem = acts::follow_problem(services, code))
            return call.answer(problem_status_page(services, problem.value(), language));
    if (status.error().code == ErrorCode::not_found)
        return call.answer(
            code_page(language, {404, code,
                                 t("Ingen melding har denne koden. Se etter tegn for tegn.",
                                   "No report has this code. Check it character by character.")}));
    call.answer(code_page(language, {503, code,
                                     t("Vi får ikke slått opp akkurat nå. Prøv igjen om litt.",
                                       "We cannot look it up just now. Try again shortly.")}));
}

}  // namespace varde::api
