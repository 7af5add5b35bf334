#include "app/drill.hpp"

#include "app/client.hpp"
#include "app/clock.hpp"
#include "app/commands.hpp"
#include "base/durable_file.hpp"
#include "crypto/crypto.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <set>

namespace varde::app {
namespace {

/// A client that is signed in, and the token without which it may change nothing.
struct SignedIn {
    Client client;
    std::string csrf;
};

Client::Headers headers_with(const std::string& csrf)
{
    crypto::SystemRandom random;
    Client::Headers headers{
        {"Content-Type", "application/json"},
        {"Idempotency-Key", to_string(make_uuid(SystemClock::system_now(), random))}};
    if (!csrf.empty())
        headers["X-CSRF-Token"] = csrf;
    return headers;
}

Result<SignedIn> sign_in(const DrillOptions& options)
{
    crypto::start();
    auto password = TRY(read_file(options.password_file));
    password = password.substr(0, password.find_first_of("\r\n"));
    auto client = TRY(Client::make({.url = options.server.url,
                                    .ca_file = options.server.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1,
                                    .keeps_cookies = true}));
    json::Writer w;
    w.object([&] { w("login", options.login)("password", password); });
    const auto reply = TRY(client.post("/api/v1/session", w.take(), headers_with({})));
    crypto::wipe(std::span(reinterpret_cast<std::uint8_t*>(password.data()), password.size()));
    if (reply.status != 200)
        return error_in(reply);
    const auto document = TRY(json::Document::parse(reply.body));
    std::string csrf(document.root().member("csrf").text().value_or(""));
    return SignedIn{std::move(client), std::move(csrf)};
}

Result<Reply> ask(const DrillOptions& options)
{
    auto [client, csrf] = TRY(sign_in(options));
    auto reply = TRY(client.get("/api/v1/drills?unit=" + options.unit + "&limit=200"));
    if (reply.status != 200)
        return error_in(reply);
    return reply;
}

std::string_view text_in(json::View view, std::string_view name)
{
    return view.member(name).text().value_or("");
}

/// Whether the newest of each kind and name came through; prints each drill unless it is quiet.
bool look_through(json::View items, bool prints)
{
    std::set<std::string> seen;
    bool all_passed = true;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto item = items.at(i);
        const auto outcome = text_in(item, "outcome");
        const auto cell = fmt::format("{} {}", text_in(item, "kind"), text_in(item, "name"));
        if (seen.insert(cell).second)
            all_passed &= outcome != "failed";
        if (prints)
            fmt::print("{}  {:<7}  {:<7}  {:<20}  {}\n", text_in(item, "ended_at"),
                       text_in(item, "name"), outcome, text_in(item, "kind"),
                       text_in(item.member("detail"), "en"));
    }
    return all_passed;
}

}  // namespace

int drill_start(const DrillOptions& options)
{
    const auto started = [&]() -> Result<Reply> {
        auto [client, csrf] = TRY(sign_in(options));
        json::Writer w;
        w.object([&] { w("unit", options.unit)("kind", options.kind); });
        auto reply = TRY(client.post("/api/v1/drills", w.take(), headers_with(csrf)));
        if (reply.status != 202)
            return error_in(reply);
        return reply;
    }();
    if (!started)
        return fail(started.error(), options.json);
    if (options.json)
        fmt::print("{}\n", started.value().body);
    else
        fmt::print(
            "A drill has begun in {}. It looks like any report until somebody opens it; then "
            "`varde drill list` shows it.\n",
            options.unit);
    return 0;
}

int drill_list(const DrillOptions& options)
{
    const auto listed = ask(options);
    if (!listed)
        return fail(listed.error(), options.json);
    const auto document = json::Document::parse(listed.value().body);
    if (!document)
        return fail(document.error(), options.json);
    if (options.json)
        fmt::print("{}\n", listed.value().body);
    const auto items = document.value().root().member("items");
    if (items.size() == 0 && !options.json)
        fmt::print("No drill has ended in {}.\n", options.unit);
    return look_through(items, !options.json) ? 0 : 1;
}

}  // namespace varde::app
