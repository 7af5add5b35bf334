#include "api/pages/pages.hpp"

#include "api/pages/follow_page.hpp"

namespace varde::api {
namespace {

void write_danger(html::Writer& w, Tongue t)
{
    w.element("section", {{"class", "notice notice-danger"}}, [&] {
        w.element("h2", t("Er noen i fare nå?", "Is someone in danger now?"));
        w.element("p", [&] {
            w.text(t("Ring politiet: ", "Call the police: "));
            w.element("a", {{"href", "tel:112"}}, "112");
        });
        w.element("p", [&] {
            w.text(t("Trenger et barn hjelp i kveld eller i natt, ring barnevernvakten: ",
                     "If a child needs help tonight, call child protection out of hours: "));
            w.element("a", {{"href", "tel:116111"}}, "116 111");
            w.text(t(". Det er åpent hele døgnet.", ". Open day and night."));
        });
    });
}

void write_about(html::Writer& w, Tongue t)
{
    w.element("p", t("Her sier du fra til barnevernet. Meldingen går til barnevernet der barnet "
                     "bor, og leses av dem som arbeider der.",
                     "Here you tell child protection. Your report goes to child protection where "
                     "the child lives, and is read by the people who work there."));
    w.element("ul", [&] {
        w.element("li", t("Du trenger ikke å logge inn.", "You do not need to log in."));
        w.element("li", t("Du kan være anonym.", "You can stay anonymous."));
        w.element("li", t("Du trenger ikke å være sikker.", "You do not have to be certain."));
        w.element("li", t("Det tar omtrent fem minutter.", "It takes about five minutes."));
        w.element("li", t("Når meldingen er lagret, får du en kvittering med en kode. Med den "
                          "kan du se når noen har åpnet meldingen.",
                          "Once your report is stored you get a receipt with a code. With it you "
                          "can see when someone has opened your report."));
    });
}

void write_doors(html::Writer& w, Language language)
{
    const Tongue t{language};
    w.element("h2", t("Si fra", "Make a report"));
    w.element("p", [&] {
        w.element("a", {{"class", "button"}, {"href", link_to("/report", language)}},
                  t("Jeg er privatperson", "I am a private person"));
        w.element("a", {{"class", "button-secondary"}, {"href", "/app/"}},
                  t("Jeg melder fra som del av jobben", "I report as part of my job"));
    });
}

}  // namespace

void see_start(Call call)
{
    const auto language = language_in(call.request.query);
    const Tongue t{language};
    call.answer(page({.language = language, .title = "Varde", .path = "/"}, [&](html::Writer& w) {
        w.element("h1", t("Er du bekymret for et barn?", "Are you worried about a child?"));
        write_danger(w, t);
        write_about(w, t);
        write_doors(w, language);
        w.element("h2", t("Har du allerede sagt fra?", "Have you reported already?"));
        write_code_form(w, language, "", "");
    }));
}

}  // namespace varde::api
