#include "api/pages/problem_form.hpp"

namespace varde::api {
namespace {

void write_error(html::Writer& w, const ProblemForm& form, Tongue t)
{
    if (form.problem.empty())
        return;
    w.element("div", {{"class", "error-summary"}, {"role", "alert"}, {"tabindex", "-1"}}, [&] {
        w.element("h2", t("Det er ikke sendt ennå", "It has not been sent yet"));
        w.element("p", [&] {
            if (form.in_text)
                w.element("a", {{"href", "#text"}}, form.problem);
            else
                w.text(form.problem);
        });
        w.element("p", t("Alt du har skrevet, står fortsatt i skjemaet.",
                         "Everything you wrote is still in the form."));
    });
}

void write_about(html::Writer& w, Tongue t)
{
    w.element("p", t("Her sier du fra når noe er galt med tjenesten: en melding som ingen svarer "
                     "på, noe som ikke virker, noen som ikke gjør det de skal. Du trenger ikke å "
                     "logge inn, og du kan være anonym.",
                     "Here you say that something is wrong with the service: a report that nobody "
                     "answers, something that does not work, somebody who does not do what they "
                     "should. You do not need to log in, and you can stay anonymous."));
    w.element("p", [&] {
        w.text(t("Er du bekymret for et barn, bruk ", "If you are worried about a child, use "));
        w.element("a", {{"href", link_to("/report", t.language)}},
                  t("skjemaet for det", "the form for that"));
        w.text(t(". Er noen i fare nå, ring ", ". If someone is in danger now, call "));
        w.element("a", {{"href", "tel:112"}}, "112");
        w.text(".");
    });
}

void write_text(html::Writer& w, const ProblemForm& form, Tongue t)
{
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", "text"}}, t("Hva er galt?", "What is wrong?"));
        w.element("p", {{"class", "hint"}, {"id", "text-hint"}},
                  t("Skriv med egne ord. Har du koden til en melding, skriv den også.",
                    "Use your own words. If you have the code of a report, write that too."));
        if (form.in_text)
            w.element("p", {{"class", "field-error"}, {"id", "text-error"}}, form.problem);
        w.element("textarea",
                  {{"id", "text"},
                   {"name", "text"},
                   {"rows", "8"},
                   {"aria-describedby", form.in_text ? "text-error text-hint" : "text-hint"},
                   html::when(form.in_text, "aria-invalid", "true")},
                  form.typed.first("text"));
    });
}

void write_unit_option(html::Writer& w, const ProblemForm& form, std::string_view value,
                       std::string_view label)
{
    w.element("option",
              {{"value", value}, html::when(form.typed.first("unit") == value, "selected")}, label);
}

void write_unit(html::Writer& w, const ProblemForm& form, Tongue t)
{
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", "unit"}},
                  t("Hvilket kontor gjelder det?", "Which office is it about?"));
        w.element("p", {{"class", "hint"}, {"id", "unit-hint"}},
                  t("Gjelder det nettstedet, eller vet du det ikke, la det stå.",
                    "If it is about this website, or you do not know, leave it."));
        w.element("select", {{"id", "unit"}, {"name", "unit"}, {"aria-describedby", "unit-hint"}},
                  [&] {
                      write_unit_option(
                          w, form, "",
                          t("Nettstedet, eller jeg vet ikke", "This website, or I don’t know"));
                      for (const auto& unit : form.pack.directory.units())
                          write_unit_option(w, form, unit.id.text, unit.name);
                  });
    });
}

void write_choices(html::Writer& w, const ProblemForm& form, Tongue t)
{
    w.element("div", {{"class", "field"}}, [&] {
        w.element("fieldset", {{"aria-describedby", "confidential-hint"}}, [&] {
            w.element("legend", t("Hvem skal se dette?", "Who shall see this?"));
            w.element("p", {{"class", "hint"}, {"id", "confidential-hint"}},
                      t("Ellers ser også de som leder og arbeider ved kontoret, det du skriver, så "
                        "de kan svare. De kan ikke lukke saken.",
                        "Otherwise those who lead and work in the office see what you write too, "
                        "so that they can answer. They cannot close it."));
            w.element("label", [&] {
                w.empty("input", {{"type", "checkbox"},
                                  {"name", "confidential"},
                                  {"value", "yes"},
                                  html::when(form.typed.holds("confidential", "yes"), "checked")});
                w.text(t(" Bare tilsynsmyndigheten (statsforvalteren) skal se dette",
                         " Only the supervisory authority may see this"));
            });
        });
    });
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", "contact"}},
                  t("Hvordan kan vi nå deg?", "How can we reach you?"));
        w.element(
            "p", {{"class", "hint"}, {"id", "contact-hint"}},
            t("Ikke nødvendig. Bare tilsynsmyndigheten ser det. Du får uansett en kode som du "
              "kan følge saken med.",
              "Not needed. Only the supervisory authority sees it. In any case you get a "
              "code with which you can follow this."));
        w.empty("input", {{"id", "contact"},
                          {"name", "contact"},
                          {"aria-describedby", "contact-hint"},
                          html::when(!form.typed.first("contact").empty(), "value",
                                     form.typed.first("contact"))});
    });
}

}  // namespace

http::Response problem_form(const ProblemForm& form)
{
    const Tongue t{form.language};
    const bool is_first = form.status == 200;
    return page(
        {.language = form.language,
         .title = t("Varde: noe er galt", "Varde: something is wrong"),
         // A link to the other language would lose what was typed.
         .path = is_first ? "/problem" : "",
         .status = form.status,
         .has_error = !is_first},
        [&](html::Writer& w) {
            w.element("h1", t("Noe er galt her", "Something is wrong here"));
            write_error(w, form, t);
            write_about(w, t);
            w.element(
                "form",
                {{"method", "post"},
                 {"action", link_to("/problem", form.language)},
                 {"accept-charset", "utf-8"},
                 {"autocomplete", "off"}},
                [&] {
                    for (const auto& [name, value] :
                         {std::pair{std::string_view("form_token"), std::string_view(form.token)},
                          std::pair{std::string_view("page"), form.typed.first("page")}})
                        w.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
                    write_text(w, form, t);
                    write_unit(w, form, t);
                    write_choices(w, form, t);
                    w.element("button", {{"class", "button"}}, t("Send", "Send"));
                });
        });
}

}  // namespace varde::api
