// /receipts: whoever holds a receipt sees what is true of it now. Without script and login.
#include "acts/receipt_now.hpp"
#include "api/pages/follow_page.hpp"
#include "api/pages/held_receipt_text.hpp"
#include "api/pages/page.hpp"
#include "api/pages/pages.hpp"
#include "api/pages/typed_fields.hpp"

namespace varde::api {
namespace {

struct AskedAgain {
    int status = 200;
    BroughtReceipt brought;
    std::string_view problem;
};

void write_ways(html::Writer& w, const AskedAgain& again, Tongue t)
{
    const bool wrong = !again.problem.empty();
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", "receipt"}}, t("Lim inn kvitteringen", "Paste the receipt"));
        w.element("p", {{"class", "hint"}, {"id", "receipt-hint"}},
                  t("Den tekniske kvitteringen fra siden, eller svaret som en server ga.",
                    "The technical receipt from the page, or the answer that a server gave."));
        if (wrong)
            w.element("p", {{"class", "field-error"}, {"id", "receipt-error"}}, again.problem);
        w.element("textarea",
                  {{"id", "receipt"},
                   {"name", "receipt"},
                   {"rows", "8"},
                   {"spellcheck", "false"},
                   {"autocomplete", "off"},
                   {"aria-describedby", wrong ? "receipt-error receipt-hint" : "receipt-hint"},
                   html::when(wrong, "aria-invalid", "true")},
                  again.brought.text);
    });
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", "file"}}, t("Eller velg filen", "Or choose the file"));
        w.empty("input", {{"id", "file"}, {"type", "file"}, {"name", "file"}});
    });
    w.element("div", {{"class", "field"}}, [&] {
        w.element("label", {{"for", "code"}},
                  t("Eller skriv koden på kvitteringen", "Or type the code on the receipt"));
        w.empty("input", {{"id", "code"},
                          {"name", "code"},
                          {"autocomplete", "off"},
                          {"autocapitalize", "characters"},
                          {"spellcheck", "false"},
                          html::when(!again.brought.code.empty(), "value", again.brought.code)});
    });
}

http::Response asking_page(Language language, const AskedAgain& again)
{
    const Tongue t{language};
    return page(
        {.language = language,
         .title = t("Varde: kvitteringer", "Varde: receipts"),
         .path = "/receipts",
         .status = again.status,
         .has_error = !again.problem.empty()},
        [&](html::Writer& w) {
            w.element("h1", t("Kontroller en kvittering", "Check a receipt"));
            if (!again.problem.empty())
                w.element("div", {{"class", "error-summary"}, {"tabindex", "-1"}}, [&] {
                    w.element("h2", t("Noe er galt", "There is a problem"));
                    w.element("p", [&] { w.element("a", {{"href", "#receipt"}}, again.problem); });
                });
            w.element("p", t("En kvittering beviser ett trinn for én melding. Her ser du "
                             "om den holder, og hva som er sant nå. Siden viser aldri hva "
                             "meldingen sier eller hvem den gjelder.",
                             "A receipt proves one step of one report. Here you see "
                             "whether it holds, and what is true now. The page never "
                             "shows what the report says or whom it is about."));
            w.element("form",
                      {{"method", "post"},
                       {"action", link_to("/receipts", language)},
                       {"enctype", "multipart/form-data"}},
                      [&] {
                          write_ways(w, again, t);
                          w.element("button", {{"class", "button"}}, t("Kontroller", "Check"));
                      });
        });
}

void write_broken(html::Writer& w, const acts::ReceiptNow& now, Tongue t)
{
    w.element("section", {{"class", "notice notice-danger"}}, [&] {
        if (now.checked.holds)
            w.element("p", t("Signaturen er vår, men oppføringen står ikke i vårt register. Det "
                             "skal aldri skje. Ta vare på kvitteringen, og si fra til "
                             "tilsynsmyndigheten.",
                             "The signature is ours, but the entry is not in our ledger. That "
                             "must never happen. Keep the receipt, and tell the supervisory "
                             "authority."));
        else
            w.element("p", t("Den viser ikke noe om registeret her. Kanskje er noe endret eller "
                             "falt ut på veien hit: hent den på nytt der du fikk den. Er den fra "
                             "et annet register, må den kontrolleres der.",
                             "It shows nothing about the ledger here. Perhaps something was "
                             "changed or lost on its way: fetch it again where you got it. If it "
                             "is from another ledger it must be checked there."));
    });
}

void write_witnesses(html::Writer& w, const acts::ReceiptNow& now,
                     const std::function<std::string(Timestamp)>& when, Tongue t)
{
    if (now.checked.witnessed.empty())
        w.element("li", t("Ingen utenfor har signert dette ennå; den holder likevel.",
                          "Nobody outside has signed this yet; it holds all the same."));
    for (const auto& [witness, at] : now.checked.witnessed)
        w.element("li",
                  std::string(t("Signert av et vitne utenfor: ", "Signed by a witness outside: ")) +
                      witness + ", " + when(at) + ".");
}

void write_facts(html::Writer& w, const acts::Services& services, const acts::ReceiptNow& now,
                 Tongue t)
{
    const auto language = name_of(t.language);
    const auto when = [&](Timestamp at) { return services.pack.calendar.in_words(at, language); };
    w.element("ul", [&] {
        if (now.knows_entry)
            w.element("li", [&] {
                w.text(t("Trinnet: ", "The step: "));
                w.element("strong", milestone_in_words(now.milestone, t));
                w.text(", " + when(now.at) + ".");
            });
        w.element("li", std::string(t("Den står i registeret ", "It stands in the ledger ")) +
                            now.origin + std::string(t(" som oppføring ", " as entry ")) +
                            std::to_string(now.index) + std::string(t(" av ", " of ")) +
                            std::to_string(now.size) + ".");
        if (!now.knows_entry) {
            w.element("li", t("Dette er bare beviset. Lim inn oppføringen også, eller skriv koden, "
                              "så ser du hvilket trinn det gjelder, og hva som er sant nå.",
                              "This is the proof alone. Paste the entry too, or type the code, to "
                              "see which step it is about and what is true now."));
            return;
        }
        write_witnesses(w, now, when, t);
        if (!now.checked.erased_at) {
            w.element("li", t("Det den handler om, er ikke slettet.",
                              "What it is about has not been erased."));
            return;
        }
        const auto* keeping = services.pack.keeping_named(now.checked.erased_rule);
        w.element("li",
                  std::string(t("Meldingen ble behandlet ferdig og deretter slettet, ",
                                "The report was handled to its end and then erased, ")) +
                      when(*now.checked.erased_at) + std::string(t(". Regelen: ", ". The rule: ")) +
                      (keeping ? keeping->title.in(language) : now.checked.erased_rule) + ".");
    });
}

http::Response found_page(const acts::Services& services, const acts::ReceiptNow& now,
                          Language language)
{
    const Tongue t{language};
    const bool good = now.checked.holds && now.checked.in_ledger;
    return page({.language = language, .title = t("Varde: kvitteringer", "Varde: receipts")},
                [&](html::Writer& w) {
                    w.element("h1",
                              good ? t("Kvitteringen holder", "The receipt holds")
                                   : t("Kvitteringen holder ikke", "The receipt does not hold"));
                    if (good)
                        write_facts(w, services, now, t);
                    else
                        write_broken(w, now, t);
                    w.element("p", t("Du trenger ikke å tro oss: den kan også kontrolleres uten "
                                     "oss, med OpenSSL eller programmet varde.",
                                     "You need not believe us: it can be checked without us too, "
                                     "with OpenSSL or the program varde."));
                    w.element("p", [&] {
                        w.element("a", {{"href", link_to("/receipts", language)}},
                                  t("Kontroller en til", "Check another"));
                    });
                });
}

Result<acts::ReceiptNow> look_at(const acts::Services& services, const BroughtReceipt& brought)
{
    if (trimmed(brought.text).empty() && !brought.code.empty())
        return acts::receipt_now_by_code(services, brought.code);
    auto held = find_receipt(brought.text);
    if (!held)
        return Error{ErrorCode::invalid, "there is no proof in it"};
    return acts::receipt_now(services, std::move(held->entry), held->proof);
}

AskedAgain why_not(const Error& error, const BroughtReceipt& brought, Tongue t)
{
    switch (error.code) {
    case ErrorCode::not_found:
        return {404, brought,
                t("Ingen melding har denne koden. Se etter tegn for tegn.",
                  "No report has this code. Check it character by character.")};
    case ErrorCode::invalid:
    case ErrorCode::malformed:
        return {422, brought,
                t("Det er ingen kvittering i dette. Den begynner med «c2sp.org/tlog-proof@v1», "
                  "eller er et svar som en server ga.",
                  "There is no receipt in this. It begins with “c2sp.org/tlog-proof@v1”, or is an "
                  "answer that a server gave.")};
    default:
        return {503, brought,
                t("Vi får ikke slått opp akkurat nå. Prøv igjen om litt.",
                  "We cannot look it up just now. Try again shortly.")};
    }
}

}  // namespace

void ask_for_receipt(Call call) { call.answer(asking_page(language_in(call.request.query), {})); }

void see_receipt_now(Call call)
{
    const auto language = language_in(call.request.query);
    const Tongue t{language};
    const auto brought = brought_in(call.request);
    auto& services = call.services();
    if (!call.site.limits.follow_ups.allow(call.request.peer, services.clock.now()))
        return call.answer(asking_page(
            language,
            {429, brought,
             t("Det kom for mange forsøk fra nettet ditt. Vent et minutt og prøv igjen.",
               "Too many attempts came from your network. Wait a minute and try again.")}));
    if (trimmed(brought.text).empty() && brought.code.empty())
        return call.answer(
            asking_page(language, {422, brought,
                                   t("Lim inn en kvittering, velg en fil, eller skriv koden.",
                                     "Paste a receipt, choose a file, or type the code.")}));
    const auto now = look_at(services, brought);
    call.answer(now ? found_page(services, now.value(), language)
                    : asking_page(language, why_not(now.error(), brought, t)));
}

}  // namespace varde::api
