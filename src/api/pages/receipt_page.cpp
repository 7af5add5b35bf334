#include "api/pages/receipt_page.hpp"

#include "api/pages/pages.hpp"

namespace varde::api {
namespace {

std::string two_digits(std::int64_t number)
{
    return {char('0' + number / 10), char('0' + number % 10)};
}

/// The time to the second: offsets from UTC are whole minutes, so seconds are the same everywhere.
std::string to_the_second(const ReceiptView& view)
{
    const auto at = view.accepted.accepted_at;
    const auto seconds = two_digits(((at.unix_s() % 60) + 60) % 60);
    return view.services.pack.calendar.in_words(at, name_of(view.language)) +
           (view.language == Language::en ? ":" : ".") + seconds;
}

std::string unit_with_phone(const ReceiptView& view, Tongue t)
{
    const auto* unit = view.services.pack.directory.find(view.accepted.unit);
    auto text = view.accepted.unit_name;
    if (unit && !unit->phone.empty())
        text += std::string(t(", telefon ", ", phone ")) + unit->phone;
    return text;
}

void write_stored(html::Writer& w, const ReceiptView& view, Tongue t)
{
    w.element("section", {{"class", "receipt"}}, [&] {
        w.element("h1", t("Meldingen er lagret", "Your report is stored"));
        w.element("p", std::string(t("Lagret ", "Stored ")) + to_the_second(view) +
                           std::string(t(" hos ", " with ")) + unit_with_phone(view, t) + ".");
        w.element("p", t("Koden din:", "Your code:"));
        w.element("p", {{"class", "receipt-code"}, {"id", "code"}}, view.accepted.receipt.code);
        w.element("p", t("Skriv ned koden, ta et bilde av den, eller skriv ut siden. Med den kan "
                         "du se hva som skjer, også når du er anonym. Vi kan ikke finne den igjen "
                         "for deg.",
                         "Write the code down, take a picture of it, or print this page. With it "
                         "you can see what happens, even if you stayed anonymous. We cannot find "
                         "it again for you."));
    });
}

void write_warnings(html::Writer& w, const ReceiptView& view, Tongue t)
{
    std::vector<std::string> texts;
    for (const auto& warning : view.accepted.warnings)
        if (auto text = warning_in_words(warning, view); !text.empty())
            texts.push_back(std::move(text));
    for (const auto& name : files_not_in(view.accepted, view.posted))
        texts.push_back(std::string(t("Denne meldingen var lagret fra før, uten filen «",
                                      "This report was stored before, without the file “")) +
                        name +
                        std::string(t("». Send filen i et nytt skjema, og skriv koden i det.",
                                      "”. Send the file in a new form and write the code in it.")));
    if (texts.empty())
        return;
    w.element("section", {{"class", "notice"}}, [&] {
        w.element("h2", t("Verdt å vite", "Good to know"));
        w.element("ul", [&] {
            for (const auto& text : texts)
                w.element("li", text);
        });
    });
}

/// `Review the report …, by Monday 30 November 2026 at 24:00 (law)`.
std::string duty_in_words(const ReceiptView& view, const domain::StartedObligation& started,
                          Tongue t)
{
    const auto& pack = view.services.pack;
    const auto* legal = pack.find_rule(started.rule, view.accepted.accepted_at);
    if (!legal)
        return started.rule;
    auto text = legal->title.in(name_of(view.language));
    if (started.due)
        text += std::string(t(", innen ", ", by ")) +
                pack.calendar.deadline_in_words(*started.due, name_of(view.language));
    // A limit of our own is no law, and its source is written in one language.
    const auto source =
        legal->rule.own ? std::string(t("egen frist", "our own limit")) : legal->rule.source;
    return text + " (" + source + ").";
}

void write_next(html::Writer& w, const ReceiptView& view, Tongue t)
{
    const auto* unit = view.services.pack.directory.find(view.accepted.unit);
    w.element("h2",
              t("Hva de som mottar meldingen skal gjøre", "What those who receive it must do"));
    w.element("ol", [&] {
        for (const auto& started : view.accepted.obligations)
            w.element("li", duty_in_words(view, started, t));
        w.element("li", t("Er du anonym, finner du svaret med koden.",
                          "If you are anonymous, the code finds the answer."));
    });
    // Not every office's number is known; the switchboard of its municipality always finds it.
    const auto call = unit && !unit->phone.empty()
                          ? std::string(t("ring ", "call ")) + unit->phone
                          : std::string(t("ring kommunen og be om barnevernet",
                                          "call the municipality and ask for child protection"));
    w.element("p", std::string(t("Ser du med koden at ingen har åpnet meldingen i tide, ",
                                 "If the code shows that nobody has opened it in time, ")) +
                       call + ".");
    w.element("h2", t("Vil du legge til noe?", "Something to add?"));
    w.element("p", std::string(t("Send et nytt skjema og skriv koden i det, eller ",
                                 "Send a new form and write the code in it, or ")) +
                       call + ".");
    w.element("p", [&] {
        w.element("a", {{"class", "button"}, {"href", link_to("/follow-up", view.language)}},
                  t("Følg meldingen", "Follow your report"));
    });
}

void write_proof(html::Writer& w, const ReceiptView& view, Tongue t)
{
    const auto& receipt = view.accepted.receipt;
    w.element("details", [&] {
        w.element("summary", t("Teknisk kvittering", "Technical receipt"));
        w.element("p", t("Den beviser at meldingen ble lagret, og kan kontrolleres uten oss.",
                         "It proves that the report was stored, and can be checked without us."));
        w.element("p", [&] {
            w.element("a", {{"href", link_to("/receipts", view.language)}},
                      t("Se hva som er sant av den nå", "See what is true of it now"));
        });
        const auto piece = [&](std::string_view name, std::string_view text) {
            w.element("h3", name);
            w.element("pre", text);
        };
        piece("entry", receipt.entry);
        piece("manifest", receipt.manifest);
        piece("proof", receipt.proof);
        piece("vkey", receipt.vkey);
    });
}

/// The name of the file that a warning's pointer means; empty when it means none.
std::string file_meant(const domain::Warning& warning, const PostedForm& posted)
{
    constexpr std::string_view prefix = "/attachments/";
    if (!warning.pointer.starts_with(prefix))
        return {};
    const auto number = warning.pointer.substr(prefix.size());
    for (std::size_t i = 0; i < posted.files.size(); ++i)
        if (number == std::to_string(i))
            return posted.files[i].name;
    return {};
}

std::string closed_in_words(const ReceiptView& view, Tongue t)
{
    const auto& pack = view.services.pack;
    const auto* unit = pack.directory.find(view.accepted.unit);
    const auto at = view.accepted.accepted_at;
    if (!unit || pack.calendar.is_open(unit->hours, at))
        return std::string(t("Det vanlige kontoret er stengt nå. Fordi det haster, gikk meldingen "
                             "til ",
                             "The usual office is closed now. Because it is urgent, your report "
                             "went to ")) +
               unit_with_phone(view, t) + ".";
    return std::string(t("Kontoret er stengt nå og åpner ", "The office is closed and opens ")) +
           pack.calendar.in_words(pack.calendar.next_opening(unit->hours, at),
                                  name_of(view.language)) +
           std::string(t(". Meldingen venter der. Er et barn i fare nå, ring 112 eller "
                         "barnevernvakten på 116 111.",
                         ". Your report waits there. If a child is in danger now, call 112, or "
                         "child protection out of hours on 116 111."));
}

std::string content_in_words(const domain::Warning& warning, Tongue t)
{
    if (warning.pointer == "/content")
        return std::string(t("Meldingen sier lite som barnet kan finnes ved. Vet du mer, for "
                             "eksempel navn, adresse eller skole, ring kontoret eller send et nytt "
                             "skjema.",
                             "The report says little by which the child can be found. If you know "
                             "more, such as a name, an address or a school, call the office or "
                             "send a new form."));
    return std::string(t("Noe du skrev, så annerledes ut enn ventet. Det er tatt vare på slik du "
                         "skrev det.",
                         "Something you wrote looked different from what we expected. It is kept "
                         "as you wrote it."));
}

std::string missing_file_in_words(const domain::Warning& warning, const ReceiptView& view, Tongue t)
{
    const auto name = file_meant(warning, view.posted);
    const auto file =
        name.empty() ? std::string(t("En fil", "A file"))
                     : std::string(t("Filen «", "The file “")) + name + std::string(t("»", "”"));
    const auto reason = warning.code == "attachment_too_large"
                            ? t("er større enn 25 MB", "is larger than 25 MB")
                            : t("kunne ikke lagres", "could not be stored");
    return file + " " + std::string(reason) +
           std::string(t(" og er ikke med. Resten av meldingen er lagret. Send filen i et nytt "
                         "skjema, og skriv koden i det.",
                         " and is not part of your report. The rest is stored. Send the file in a "
                         "new form and write the code in it."));
}

}  // namespace

std::string warning_in_words(const domain::Warning& warning, const ReceiptView& view)
{
    const Tongue t{view.language};
    const auto& code = warning.code;
    const auto& unit = view.accepted.unit_name;
    if (code == "no_idempotency_key")
        return {};
    if (code == "unit_closed")
        return closed_in_words(view, t);
    if (code == "place_missing" || code == "place_unknown" || code == "unit_unknown")
        return std::string(
                   t("Vi vet ikke hvilken kommune det gjelder. Meldingen gikk til ",
                     "We do not know which municipality it is about. Your report went to ")) +
               unit +
               std::string(t(", som finner rett kontor.", ", which finds the right office."));
    if (code == "district_missing" || code == "district_unknown")
        return std::string(t("Vi vet ikke hvilken bydel det gjelder. Meldingen gikk til ",
                             "We do not know which district it is about. Your report went to ")) +
               unit +
               std::string(t(", som finner rett kontor.", ", which finds the right office."));
    if (code == "nobody_can_open")
        return std::string(t("Ingen ved kontoret som meldingen var ment for, kan åpne den akkurat "
                             "nå. Den ligger hos ",
                             "Nobody in the office that your report was meant for can open it just "
                             "now. It is with ")) +
               unit_with_phone(view, t) +
               std::string(t(". Haster det, ring.", ". If it is urgent, call."));
    if (code == "unit_not_live")
        return std::string(
                   t("Kontoret som meldingen var ment for, tar ikke imot slike meldinger her "
                     "ennå. Den ligger hos ",
                     "The office that your report was meant for does not take such reports "
                     "here yet. It is with ")) +
               unit_with_phone(view, t) +
               std::string(t(". Haster det, ring.", ". If it is urgent, call."));
    if (code == "attachments_too_many")
        return std::string(t("Bare de ti første filene er med i meldingen. Send resten i et nytt "
                             "skjema, og skriv koden i det.",
                             "Only the first ten files are part of your report. Send the others "
                             "in a new form and write the code in it."));
    if (code.starts_with("attachment_"))
        return missing_file_in_words(warning, view, t);
    if (code == "content_unexpected" || code == "field_unusable" || code == "district_ignored")
        return content_in_words(warning, t);
    return warning.detail;
}

http::Response receipt_page(const ReceiptView& view)
{
    const Tongue t{view.language};
    return page({.language = view.language,
                 .title = t("Varde: kvittering", "Varde: receipt"),
                 .status = 201},
                [&](html::Writer& w) {
                    write_stored(w, view, t);
                    write_warnings(w, view, t);
                    write_next(w, view, t);
                    write_proof(w, view, t);
                });
}

}  // namespace varde::api
