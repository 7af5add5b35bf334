#include "app/asker.hpp"

#include "app/clock.hpp"
#include "app/server_key.hpp"
#include "app/shown_wait.hpp"
#include "base/id.hpp"
#include "crypto/crypto.hpp"

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace varde::app {
namespace {

Result<std::string> body_of(Reply reply)
{
    if (reply.status < 200 || reply.status >= 300)
        return error_in(reply);
    return std::move(reply.body);
}

}  // namespace

void add_asker_options(CLI::App& command, AskerOptions& options)
{
    auto& server = options.server;
    command.add_option("--url", server.url, "Where the Varde is")->required()->envname("VARDE_URL");
    auto* login = command.add_option("--login", options.login, "As whom you sign in");
    command
        .add_option("--password-file", options.password_file,
                    "File whose first line is the password; otherwise it is read from standard "
                    "input, or asked on a terminal")
        ->check(CLI::ExistingFile)
        ->needs(login);
    auto* key = command
                    .add_option("--key", server.key,
                                "API key, instead of a login (better: VARDE_KEY or --key-file)")
                    ->envname("VARDE_KEY");
    command.add_option("--key-file", server.key_file, "File whose first line is it")
        ->check(CLI::ExistingFile)
        ->excludes(key)
        ->excludes(login);
    command
        .add_option("--ca", server.ca_file, "PEM with the authority of the server's certificate")
        ->check(CLI::ExistingFile);
}

Result<Asker> Asker::make(const AskerOptions& options)
{
    Asker asker;
    if (!options.login.empty()) {
        auto person = TRY(SignedIn::sign_in({.url = options.server.url,
                                             .ca_file = options.server.ca_file,
                                             .login = options.login,
                                             .password_file = options.password_file}));
        asker.person_.emplace(std::move(person));
        return asker;
    }
    crypto::start();
    const auto key = TRY(server_key(options.server));
    if (key.empty())
        return Error{ErrorCode::invalid,
                     "Say who asks: --login for a person, --key-file for a system."};
    auto client = TRY(Client::make({.url = options.server.url,
                                    .key = key,
                                    .ca_file = options.server.ca_file,
                                    .tries_max = 3,
                                    .tells = ::isatty(STDERR_FILENO) == 1}));
    asker.client_.emplace(std::move(client));
    return asker;
}

Result<std::string> Asker::get(const std::string& path)
{
    const ShownWait wait;
    if (person_)
        return person_->get(path);
    return body_of(TRY(client_->get(path)));
}

Result<std::string> Asker::post(const std::string& path, std::string_view body)
{
    const ShownWait wait;
    if (person_)
        return person_->post(path, body);
    crypto::SystemRandom random;
    const auto key = to_string(make_uuid(SystemClock::system_now(), random));
    return body_of(TRY(client_->post(
        path, body, {{"Content-Type", "application/json"}, {"Idempotency-Key", key}})));
}

}  // namespace varde::app
