#include "api/pages/form_page.hpp"

#include "api/pages/form_fields.hpp"
#include "api/pages/pages.hpp"

#include <algorithm>

namespace varde::api {
namespace {

void write_paragraphs(html::Writer& w, std::string_view text)
{
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        w.element("p", text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 2));
    }
}

void write_problems(html::Writer& w, const FormView& view, Tongue t)
{
    if (view.problems.empty())
        return;
    w.element("div", {{"class", "error-summary"}, {"role", "alert"}, {"tabindex", "-1"}}, [&] {
        w.element("h2", t("Meldingen er ikke sendt ennå", "Your report has not been sent yet"));
        w.element("ul", [&] {
            for (const auto& problem : view.problems)
                w.element("li", [&] {
                    if (problem.field.empty())
                        w.text(problem.text);
                    else
                        w.element("a", {{"href", "#" + problem.field}}, problem.text);
                });
        });
        w.element("p", t("Alt du har skrevet, står fortsatt i skjemaet.",
                         "Everything you wrote is still in the form."));
        if (view.had_files)
            w.element("p", [&] {
                w.element(
                    "a", {{"href", "#attachments"}},
                    t("Filene må du velge en gang til.", "You must choose your files again."));
            });
    });
}

void write_place_option(html::Writer& w, const FormView& view, std::string_view value,
                        std::string_view label)
{
    const bool chosen = view.typed.first(place_field) == value;
    w.element("option", {{"value", value}, html::when(chosen, "selected")}, label);
}

/// A municipality; where it is divided, each of its districts and "not known which" instead.
void write_municipality(html::Writer& w, const FormView& view,
                        const packs::Municipality& municipality)
{
    const Tongue t{view.language};
    if (!view.pack.directory.has_districts(municipality.number))
        return write_place_option(w, view, municipality.number, municipality.name);
    for (const auto& district : view.pack.districts)
        if (district.municipality == municipality.number)
            write_place_option(w, view, municipality.number + "." + district.number,
                               municipality.name + " – " + std::string(t("Bydel ", "District ")) +
                                   district.name);
    write_place_option(w, view, municipality.number,
                       municipality.name + std::string(t(" – vet ikke hvilken bydel",
                                                         " – I don’t know which district")));
}

void write_place(html::Writer& w, const FormView& view, Tongue t)
{
    w.element("h2", t("Hvor bor barnet?", "Where does the child live?"));
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", place_field}}, t("Kommune", "Municipality"));
        w.element("p", {{"class", "hint"}, {"id", "place-hint"}},
                  t("Meldingen går til barnevernet der. Vet du det ikke, finner vi rett kontor.",
                    "Your report goes to child protection there. If you do not know, we will find "
                    "the right office."));
        w.element("select",
                  {{"id", place_field}, {"name", place_field}, {"aria-describedby", "place-hint"}},
                  [&] {
                      write_place_option(w, view, "", t("Velg kommune", "Choose a municipality"));
                      write_place_option(w, view, place_not_known, t("Vet ikke", "I don’t know"));
                      for (const auto& county : view.pack.counties)
                          w.element("optgroup", {{"label", county.name}}, [&] {
                              for (const auto& municipality : view.pack.municipalities)
                                  if (municipality.county == county.number)
                                      write_municipality(w, view, municipality);
                          });
                  });
    });
}

bool anything_typed(const FormView& view, const packs::Page& page, int entry)
{
    return std::ranges::any_of(page.fields, [&](const auto& field) {
        const auto name = field_name(field.path, entry);
        return !is_blank(view.typed.first(name));
    });
}

void write_group(html::Writer& w, const FormView& view, const packs::Page& page, int entry)
{
    const Tongue t{view.language};
    FieldWriter fields(w, view);
    const auto number = std::to_string(entry + 1);
    const auto write_entry = [&] {
        w.element("fieldset", {{"class", "group"}}, [&] {
            if (page.repeat_shown > 1)
                w.element("legend", page.title.in(name_of(view.language)) + " (" + number + ")");
            for (const auto& field : page.fields)
                fields.write(field, entry);
        });
    };
    if (entry == 0)
        return write_entry();
    const bool open = anything_typed(view, page, entry);
    w.element("details", {html::when(open, "open")}, [&] {
        w.element("summary",
                  std::string(t("Legg til en til", "Add another")) + " (" + number + ")");
        write_entry();
    });
}

void write_section(html::Writer& w, const FormView& view, const packs::Page& page)
{
    w.element("h2", page.title.in(name_of(view.language)));
    if (!page.intro.empty())
        write_paragraphs(w, page.intro.in(name_of(view.language)));
    if (!page.repeat.empty()) {
        for (int entry = 0; entry < page.repeat_shown; ++entry)
            write_group(w, view, page, entry);
        return;
    }
    FieldWriter fields(w, view);
    for (const auto& field : page.fields)
        fields.write(field, 0);
}

void write_files(html::Writer& w, Tongue t)
{
    w.element("h2", t("Bilder eller andre filer", "Pictures or other files"));
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", files_field}}, t("Velg filer", "Choose files"));
        w.element("p", {{"class", "hint"}, {"id", "files-hint"}},
                  t("Du trenger ikke å legge ved noe. Inntil 10 filer, hver på inntil 25 MB. Velg "
                    "alle på en gang.",
                    "You do not need to attach anything. Up to 10 files of up to 25 MB each. "
                    "Choose them all at once."));
        w.empty("input", {{"type", "file"},
                          {"id", files_field},
                          {"name", files_field},
                          {"multiple"},
                          {"aria-describedby", "files-hint"}});
    });
}

void write_form(html::Writer& w, const FormView& view, Tongue t)
{
    w.element("form",
              {{"method", "post"},
               {"action", link_to("/report", view.language)},
               {"enctype", "multipart/form-data"},
               {"accept-charset", "utf-8"},
               {"autocomplete", "off"}},
              [&] {
                  w.empty("input",
                          {{"type", "hidden"}, {"name", token_field}, {"value", view.token}});
                  const auto& form = form_of(view.pack, view.kind);
                  for (std::size_t i = 0; i < form.pages.size(); ++i) {
                      write_section(w, view, form.pages[i]);
                      if (i == 0)
                          write_place(w, view, t);
                  }
                  write_files(w, t);
                  w.element("h2", t("Send meldingen", "Send your report"));
                  w.element("p", t("Meldingen er sendt når du ser en grønn kvittering. Har du lagt "
                                   "ved filer, kan det ta litt tid.",
                                   "Your report has been sent when you see a green receipt. With "
                                   "files it can take a while."));
                  w.element("button", {{"class", "button"}}, t("Send meldingen", "Send report"));
              });
}

}  // namespace

http::Response form_page(const FormView& view)
{
    const Tongue t{view.language};
    // A link to the other language would lose what was typed.
    const bool is_first = view.status == 200;
    return page({.language = view.language,
                 .title = t("Varde: skjema", "Varde: form"),
                 .path = is_first ? "/report" : "",
                 .status = view.status,
                 .has_error = !is_first},
                [&](html::Writer& w) {
                    w.element("h1", view.kind.title.in(name_of(view.language)));
                    write_problems(w, view, t);
                    write_form(w, view, t);
                });
}

std::string fresh_token(Random& random)
{
    std::array<std::uint8_t, 16> bytes;
    random.fill(bytes);
    return to_hex(bytes);
}

bool is_token(std::string_view text) { return text.size() == 32 && from_hex(text); }

void see_form(Call call)
{
    const auto language = language_in(call.request.query);
    const auto& pack = call.services().pack;
    const auto* kind = public_kind(pack);
    if (!kind) {
        const Tongue t{language};
        return call.answer(trouble_page(
            language, {404, t("Her er det ikke noe skjema", "There is no form here"),
                       std::string(t("Denne tjenesten tar ikke imot meldinger fra privatpersoner.",
                                     "This service takes no reports from private persons."))}));
    }
    const TypedFields nothing;
    call.answer(form_page({.pack = pack,
                           .kind = *kind,
                           .language = language,
                           .token = fresh_token(call.services().random),
                           .typed = nothing}));
}

}  // namespace varde::api
