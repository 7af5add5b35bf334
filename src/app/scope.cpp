#include "app/scope.hpp"

#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/listed_rows.hpp"
#include "app/shown_rate.hpp"
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
void print_behind(json::View answer, std::FILE* to = stdout)
{
    if (const auto behind = number_in(answer, "behind"); behind > 0)
        fmt::print(to,
                   "Behind: {} of the ledger's entries are not counted yet. Ask again in a "
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

std::string people_in(json::View item)
{
    std::string names;
    const auto people = item.member("people");
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto name = people.at(i).text().value_or("");
        names += (i == 0 ? "" : ", ") + std::string(name.empty() ? "(no name)" : name);
    }
    return names;
}

void print_items(json::View items)
{
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items.at(i);
        fmt::print("{}  {}  {:<12} {:<10} {}{}\n", text_in(item, "received_at"),
                   text_in(item, "report_id"), text_in(item.member("unit"), "id"),
                   text_in(item, "state"), text_in(item, "sender_reference"), people_in(item));
    }
}

void print_csv(json::View items, bool first)
{
    const std::vector<std::string> columns{"received_at", "report_id", "delivery_id",
                                           "unit",        "kind",      "state",
                                           "reference",   "digest",    "people"};
    if (first)
        fmt::print("{}", csv_line(columns));
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items.at(i);
        std::vector<std::string> cells;
        for (const auto& column : columns)
            cells.push_back(
                column == "unit" ? std::string(text_in(item.member("unit"), "id"))
                : column == "people"
                    ? people_in(item)
                    : std::string(text_in(item, column == "reference" ? "sender_reference"
                                                                      : std::string_view(column))));
        fmt::print("{}", csv_line(cells));
    }
}

/// Of how many the people are not shown, and why: where the list does not stand.
void print_hidden(json::View hidden)
{
    for (std::size_t i = 0; i < hidden.size(); ++i)
        fmt::print(stderr, "People not shown of {}: {}\n", number_in(hidden.at(i), "count"),
                   text_in(hidden.at(i), "reason"));
}

}  // namespace

void print_page(const ScopeOptions& options, const std::string& body, json::View page, bool first)
{
    if (options.json)
        return fmt::print("{}\n", body);
    if (first)
        print_behind(page, options.csv ? stderr : stdout);
    if (first && !options.csv)
        print_counts(page);
    if (options.csv)
        print_csv(page.member("items"), first);
    else
        print_items(page.member("items"));
    print_hidden(page.member("people_hidden"));
}

namespace {

/// Page by page; with --json one line for each page.
Status print_scope(Asker& asker, const ScopeOptions& options)
{
    auto asked = options.asked;
    asked["limit"] = "200";
    asked["people"] = options.people ? "true" : "";
    std::optional<ShownRate> rate;  // Only where the list itself is not seen to come.
    std::size_t listed = 0;
    for (bool first = true;; first = false) {
        const auto body = TRY(asker.get("/api/v1/scope" + query_of(asked)));
        const auto document = TRY(json::Document::parse(body));
        const auto root = document.root();
        print_page(options, body, root, first);
        asked["after"] = text_in(root, "next");
        if (asked["after"].empty())
            return ok();
        if (!options.all) {
            if (!options.json)
                fmt::print(stderr, "… and more: --all lists every one.\n");
            return ok();
        }
        if (first)
            rate.emplace("reports", std::uint64_t(number_in(root, "total")),
                         ::isatty(STDOUT_FILENO) == 0);
        listed += root.member("items").size();
        rate->tell(listed);
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
        fmt::print(
            "Asked to send again: {}; had been asked before: {}; erased since: {}; cannot be "
            "read at present: {}; messages to senders: {}.{}\n",
            number_in(root, "asked"), number_in(root, "asked_before"), number_in(root, "erased"),
            number_in(root, "unreadable"), number_in(root, "notices"),
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

/// Whether it balances, and is held against the tables.
Result<bool> run_balance(const BalanceOptions& options)
{
    auto asker = TRY(Asker::make(options.asker));
    const auto body = TRY(asker.get(
        "/api/v1/balance" +
        query_of({{"as_at", options.as_at}, {"unit", options.unit}, {"sender", options.sender}})));
    const auto document = TRY(json::Document::parse(body));
    const auto root = document.root();
    const auto fault = fault_of_strike(root, SystemClock::system_now());
    if (options.json) {
        fmt::print("{}\n", body);
    } else {
        fmt::print("As at {}, from {} events\n", text_in(root, "as_at"), number_in(root, "events"));
        print_behind(root);
        if (!fault.empty())
            fmt::print("{}\n", fault);
        print_accounts("Senders: accepted = sum over what became of it", root.member("senders"));
        print_accounts("Recipients: what came = sum over what became of it",
                       root.member("recipients"));
        const auto faults = root.member("faults");
        for (std::size_t i = 0; i < faults.size(); ++i)
            fmt::print("Does not balance: {}\n", faults.at(i).text().value_or(""));
    }
    return root.member("balanced").boolean().value_or(false) && fault.empty();
}

}  // namespace

std::string fault_of_strike(json::View balance, Timestamp now)
{
    constexpr std::int64_t struck_within_us = 26LL * 3'600'000'000;
    const auto struck = balance.member("last_struck");
    const auto at = parse_rfc3339(text_in(struck, "at"));
    if (!at)
        return "It has never been held against the tables: that is done once a day.";
    if (now.unix_us - at->unix_us > struck_within_us)
        return fmt::format("It has not been held against the tables since {}: that is done once a "
                           "day.",
                           text_in(struck, "at"));
    if (number_in(struck, "faults") > 0)
        return fmt::format("It did not balance when it was held against the tables at {}.",
                           text_in(struck, "at"));
    return {};
}

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
