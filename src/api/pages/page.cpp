#include "api/pages/page.hpp"

#include "api/pages/problem_page.hpp"
#include "http/url.hpp"

namespace varde::api {
namespace {

void write_head(html::Writer& w, const PageHead& head, Tongue t)
{
    w.empty("meta", {{"charset", "utf-8"}});
    w.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    w.empty("meta", {{"name", "robots"}, {"content", "noindex"}});
    w.element("title",
              std::string(head.has_error ? t("Feil: ", "Error: ") : "") + std::string(head.title));
    w.empty("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", "/app/favicon.svg"}});
    w.empty("link", {{"rel", "stylesheet"}, {"href", "/app/public.css"}});
}

void write_banner(html::Writer& w, const PageHead& head, Tongue t)
{
    w.element("a", {{"class", "skip-link"}, {"href", "#main"}},
              t("Hopp til innholdet", "Skip to the content"));
    w.element("a", {{"class", "quick-exit"}, {"rel", "noreferrer"}, {"href", "https://www.yr.no/"}},
              t("Forlat siden", "Exit this page"));
    const auto other = head.language == Language::en ? Language::nb : Language::en;
    w.element("header", {{"class", "header"}}, [&] {
        w.element("p", [&] {
            w.element("a", {{"href", link_to("/", head.language)}}, "Varde");
            if (head.path.empty())
                return;
            w.text(" · ");
            w.element("a",
                      {{"href", link_to(head.path, other)},
                       {"lang", name_of(other)},
                       {"hreflang", name_of(other)}},
                      t("English", "Norsk"));
        });
    });
}

/// Whoever sees that something is wrong can say so from where they see it.
void write_footer(html::Writer& w, const PageHead& head, Tongue t)
{
    w.element("footer", {{"class", "footer"}}, [&] {
        w.element("p", [&] {
            w.element("a", {{"href", link_to_problem(head.path, head.language)}},
                      t("Noe er galt her", "Something is wrong here"));
            w.text(" · ");
            w.element("a", {{"href", link_to("/receipts", head.language)}},
                      t("Kontroller en kvittering", "Check a receipt"));
        });
    });
}

}  // namespace

std::string_view name_of(Language language) { return language == Language::en ? "en" : "nb"; }

Language language_in(std::string_view query)
{
    return http::query_value(query, "language") == "en" ? Language::en : Language::nb;
}

std::string link_to(std::string_view path, Language language)
{
    return std::string(path) + (language == Language::en ? "?language=en" : "");
}

http::Response page(const PageHead& head, const std::function<void(html::Writer&)>& body)
{
    const Tongue t{head.language};
    html::Writer w;
    w.element("html", {{"lang", name_of(head.language)}}, [&] {
        w.element("head", [&] { write_head(w, head, t); });
        w.element("body", [&] {
            write_banner(w, head, t);
            w.element("main", {{"class", "page"}, {"id", "main"}, {"tabindex", "-1"}},
                      [&] { body(w); });
            write_footer(w, head, t);
        });
    });
    http::Response response{.status = head.status,
                            .content_type = "text/html; charset=utf-8",
                            .body = w.take(),
                            .headers = {{"Cache-Control", "no-store"}}};
    // With `no-referrer` browsers send forms with `Origin: null`, which proves nothing.
    response.headers.emplace_back("Referrer-Policy", "same-origin");
    if (head.status == 429 || head.status == 503)
        response.headers.emplace_back("Retry-After", "60");
    return response;
}

http::Response trouble_page(Language language, const Trouble& trouble)
{
    const Tongue t{language};
    return page(
        {.language = language, .title = "Varde", .status = trouble.status, .has_error = true},
        [&](html::Writer& w) {
            w.element("h1", trouble.heading);
            w.element("p", trouble.text);
            w.element("p", [&] {
                w.text(t("Haster det: ring 112, eller barnevernvakten på ",
                         "If it is urgent: call 112, or child protection on "));
                w.element("a", {{"href", "tel:116111"}}, "116 111");
                w.text(".");
            });
            w.element("p", [&] {
                w.element("a", {{"class", "button"}, {"href", link_to("/report", language)}},
                          t("Til skjemaet", "Go to the form"));
            });
        });
}

}  // namespace varde::api
