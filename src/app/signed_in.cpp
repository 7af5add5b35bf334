#include "app/signed_in.hpp"

#include "app/terminal.hpp"
#include "base/durable_file.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <unistd.h>

namespace varde::app {
namespace {

Result<std::string> password_of(const PersonOptions& options)
{
    if (options.password_file.empty())
        return ::isatty(STDIN_FILENO) == 1 ? ask_secret("Password of " + options.login)
                                           : read_first_line();
    const auto text = TRY(read_file(options.password_file));
    return text.substr(0, text.find_first_of("\r\n"));
}

}  // namespace

Result<SignedIn> SignedIn::sign_in(const PersonOptions& options)
{
    const auto password = TRY(password_of(options));
    auto client = TRY(Client::make({.url = options.url,
                                    .ca_file = options.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1,
                                    .cookies = true}));
    json::Writer w;
    w.object([&] { w("login", options.login)("password", password); });
    const auto reply =
        TRY(client.post("/api/v1/session", w.take(), {{"Content-Type", "application/json"}}));
    if (reply.status != 200)
        return error_in(reply);
    const auto document = TRY(json::Document::parse(reply.body));
    const auto csrf = document.root().member("csrf").text().value_or("");
    return SignedIn(std::move(client), std::string(csrf));
}

Result<std::string> SignedIn::post(const std::string& path, std::string_view body)
{
    auto reply = TRY(
        client_.post(path, body, {{"Content-Type", "application/json"}, {"X-CSRF-Token", csrf_}}));
    if (reply.status < 200 || reply.status >= 300)
        return error_in(reply);
    return std::move(reply.body);
}

}  // namespace varde::app
