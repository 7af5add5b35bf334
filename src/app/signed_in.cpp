#include "app/signed_in.hpp"

#include "app/clock.hpp"
#include "app/terminal.hpp"
#include "base/durable_file.hpp"
#include "crypto/crypto.hpp"
#include "json/value.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
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

Result<std::string> body_of(Reply reply)
{
    if (reply.status < 200 || reply.status >= 300)
        return error_in(reply);
    return std::move(reply.body);
}

}  // namespace

void add_person_options(CLI::App& command, PersonOptions& options)
{
    command.add_option("--url", options.url, "Where the Varde is")
        ->required()
        ->envname("VARDE_URL");
    command.add_option("--login", options.login, "As whom you sign in")->required();
    command
        .add_option("--password-file", options.password_file,
                    "File whose first line is the password; otherwise it is read from standard "
                    "input, or asked on a terminal")
        ->check(CLI::ExistingFile);
    command
        .add_option("--ca", options.ca_file, "PEM with the authority of the server's certificate")
        ->check(CLI::ExistingFile);
}

Result<SignedIn> SignedIn::sign_in(const PersonOptions& options)
{
    crypto::start();
    auto password = TRY(password_of(options));
    auto client = TRY(Client::make({.url = options.url,
                                    .ca_file = options.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1,
                                    .cookies = true}));
    json::Writer w;
    w.object([&] { w("login", options.login)("password", password); });
    const auto reply =
        TRY(client.post("/api/v1/session", w.take(), {{"Content-Type", "application/json"}}));
    crypto::wipe(std::span(reinterpret_cast<std::uint8_t*>(password.data()), password.size()));
    if (reply.status != 200)
        return error_in(reply);
    const auto document = TRY(json::Document::parse(reply.body));
    const auto csrf = document.root().member("csrf").text().value_or("");
    return SignedIn(std::move(client), std::string(csrf));
}

Result<std::string> SignedIn::get(const std::string& path)
{
    return body_of(TRY(client_.get(path)));
}

Result<std::string> SignedIn::post(const std::string& path, std::string_view body)
{
    crypto::SystemRandom random;
    const auto key = to_string(make_uuid(SystemClock::system_now(), random));
    return body_of(TRY(client_.post(path, body,
                                    {{"Content-Type", "application/json"},
                                     {"Idempotency-Key", key},
                                     {"X-CSRF-Token", csrf_}})));
}

}  // namespace varde::app
