#include "app/scope.hpp"

#include "app/commands.hpp"
#include "http/url.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

namespace varde::app {
namespace {

std::string_view text_in(json::View view, std::string_view name)
{
    return view.member(name).text().value_or("");
}

std::int64_t number_in(json::View view, std::string_view name)
{
    return view.member(name).integer().value_or(0);
}

std::string query_of(const std::map<std::string, std::string>& asked)
{
    std::string query;
    for (const auto& [name, value] : asked)
        if (!value.empty())
            query += (query.empty() ? "?" : "&") + name + "=" + http::percent_encode(value);
    return query;
}

std::string states_of(json::View account)
{
    std::string words;
    const auto states = account.member("states");
    for (std::size_t i = 0; i < states.size(); ++i)
        words += fmt::format("{}{} {}", i == 0 ? "" : ", ",
                             states.member_at(i).integer().value_or(0), states.name_at(i));
    return words;
}

/// One line, where the server has not counted all that it has.
void print_behind(json::View answer)
{
    if (const auto behind = number_in(answer, "behind"); behind > 0)
        fmt::print("Behind: {} of the ledger's entries are not counted yet. Ask again in a "
                   "minute.\n",
                   behind);
}

void print_counts(json::View scope)
{
    fmt::print("{} deliveries", number_in(scope, "total"));
    if (!text_in(scope, "first").empty())
        fmt::print(", the first {}, the last {}", text_in(scope, "first"), text_in(scope, "last"));
    fmt::print("\n");
    const auto units = scope.member("units");
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto unit = units.at(i);
        fmt::print("  {:>8}  {:<12} {} ({})\n", number_in(unit, "count"), text_in(unit, "id"),
                   text_in(unit, "name"), states_of(unit));
    }
}

void print_items(json::View items)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items.at(i);
        fmt::print("{}  {}  {:<12} {:<10} {}\n", text_in(item, "received_at"),
                   text_in(item, "report_id"), text_in(item.member("unit"), "id"),
                   text_in(item, "state"), text_in(item, "sender_reference"));
    }
}

/// Page by page; with --json one line for each page.
Status print_scope(Asker& asker, const ScopeOptions& options)
{
    auto asked = options.asked;
    asked["limit"] = "200";
    for (bool first = true;; first = false) {
        const auto body = TRY(asker.get("/api/v1/scope" + query_of(asked)));
        const auto document = TRY(json::Document::parse(body));
        const auto root = document.root();
        if (options.json) {
            fmt::print("{}\n", body);
        } else {
            if (first) {
                print_behind(root);
                print_counts(root);
            }
            print_items(root.member("items"));
        }
        asked["after"] = text_in(root, "next");
        if (asked["after"].empty())
            return ok();
        if (!options.all) {
            if (!options.json)
                fmt::print("… and more: --all lists every one.\n");
            return ok();
        }
        if (::isatty(STDERR_FILENO) == 1)
            fmt::print(stderr, "  {}\r", asked["after"].substr(0, 16));
    }
}

void print_notice(json::View notice)
{
    print_behind(notice);
    const auto nature = notice.member("nature_of_breach");
    fmt::print("Facts for the notice of a breach ({})\n\nWhat it is about: {}\nWho and how many: ",
               text_in(notice, "rule"), text_in(nature, "about"));
    print_counts(nature);
    const auto subjects = notice.member("data_subjects");
    fmt::print("\nRecords: {}\n{}\n", number_in(subjects, "records"), text_in(subjects, "note"));
    const auto categories = subjects.member("categories");
    for (std::size_t i = 0; i < categories.size(); ++i)
        fmt::print("  - {}\n", categories.at(i).text().value_or(""));
    const auto measures = notice.member("measures");
    fmt::print("\nMeasures taken:{}\n", measures.size() == 0 ? " none in Varde" : "");
    for (std::size_t i = 0; i < measures.size(); ++i)
        fmt::print("  - {}: {} from {} to {}\n", text_in(measures.at(i), "name"),
                   number_in(measures.at(i), "count"), text_in(measures.at(i), "first"),
                   text_in(measures.at(i), "last"));
    fmt::print("\nTo add yourselves:\n");
    const auto missing = notice.member("for_you_to_add");
    for (std::size_t i = 0; i < missing.size(); ++i)
        fmt::print("  - {}\n", missing.at(i).text().value_or(""));
}

Status ask_resend(Asker& asker, const ScopeOptions& options)
{
    json::Writer w;
    w.object([&] {
        for (const auto& [name, value] : options.asked)
            if (!value.empty())
                w(name, value);
        w("reason", options.resend_reason);
    });
    const auto body = TRY(asker.post("/api/v1/scope/resend", w.take()));
    const auto document = TRY(json::Document::parse(body));
    const auto root = document.root();
    if (options.json)
        fmt::print("{}\n", body);
    else
        fmt::print("Asked to send again: {}; had been asked before: {}; erased since: {}; messages "
                   "to senders: {}.{}\n",
                   number_in(root, "asked"), number_in(root, "asked_before"),
                   number_in(root, "erased"), number_in(root, "notices"),
                   root.member("more").boolean().value_or(false)
                       ? " There are more: give the same command again."
                       : "");
    if (!options.json)
        print_behind(root);
    return ok();
}

Status run_scope(const ScopeOptions& options)
{
    auto asker = TRY(Asker::make(options.asker));
    if (!options.resend_reason.empty())
        return ask_resend(asker, options);
    if (!options.notice)
        return print_scope(asker, options);
    const auto body = TRY(asker.get("/api/v1/scope/notice" + query_of(options.asked)));
    const auto document = TRY(json::Document::parse(body));
    if (options.json)
        fmt::print("{}\n", body);
    else
        print_notice(document.root());
    return ok();
}

void print_accounts(std::string_view title, json::View accounts)
{
    fmt::print("{}\n", title);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.at(i);
        const auto came = number_in(account, "accepted") + number_in(account, "taken_over");
        const auto name = text_in(account, "name");
        fmt::print("  {:>8} {} {:>8}  {} ({})\n", came,
                   came == number_in(account, "sum") ? "=" : "≠", number_in(account, "sum"),
                   name.empty() ? text_in(account, "id") : name, states_of(account));
    }
}

/// Whether it balances.
Result<bool> run_balance(const BalanceOptions& options)
{
    auto asker = TRY(Asker::make(options.asker));
    const auto body = TRY(asker.get(
        "/api/v1/balance" +
        query_of({{"as_at", options.as_at}, {"unit", options.unit}, {"sender", options.sender}})));
    const auto document = TRY(json::Document::parse(body));
    const auto root = document.root();
    if (options.json) {
        fmt::print("{}\n", body);
    } else {
        fmt::print("As at {}, from {} events\n", text_in(root, "as_at"), number_in(root, "events"));
        print_behind(root);
        print_accounts("Senders: accepted = sum over what became of it", root.member("senders"));
        print_accounts("Recipients: what came = sum over what became of it",
                       root.member("recipients"));
        const auto faults = root.member("faults");
        for (std::size_t i = 0; i < faults.size(); ++i)
            fmt::print("Does not balance: {}\n", faults.at(i).text().value_or(""));
    }
    return root.member("balanced").boolean().value_or(false) &&
           number_in(root.member("last_struck"), "faults") == 0;
}

}  // namespace

int scope(const ScopeOptions& options)
{
    const auto answered = run_scope(options);
    return answered ? 0 : fail(answered.error(), options.json);
}

int balance(const BalanceOptions& options)
{
    const auto balanced = run_balance(options);
    if (!balanced)
        return fail(balanced.error(), options.json);
    return balanced.value() ? 0 : 1;
}

}  // namespace varde::app
