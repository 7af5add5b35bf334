#include "app/witness.hpp"

#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/stop_signal.hpp"
#include "base/durable_file.hpp"
#include "http/server.hpp"
#include "notify/endpoint.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace varde::app {
namespace {

constexpr std::uint64_t request_bytes_max = 64 * 1024;
constexpr std::string_view checkpoint = "/checkpoint";

struct WitnessOptions {
    std::string data, name;
    std::vector<std::string> logs;  ///< vkeys.
    std::string policy;
    http::ServerOptions http{.port = 8090};
    bool plain_everywhere = false;
    bool json = false;
};

http::Response response_of(WitnessResponse response)
{
    return {.status = response.status,
            .content_type = std::move(response.content_type),
            .body = std::move(response.body),
            .headers = {{"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}}};
}

Result<std::vector<ledger::TrustedLog>> trusted_logs(const WitnessOptions& options)
{
    std::vector<ledger::TrustedLog> logs;
    if (!options.policy.empty()) {
        const auto text = TRY(read_file(options.policy));
        logs = TRY(ledger::parse_policy(text)).logs;
    }
    for (const auto& text : options.logs) {
        auto key = ledger::parse_verifier_key(text);
        if (!key)
            return Error{ErrorCode::invalid,
                         text + " is no log's key. It looks like name+8 hex digits+base64, and "
                                "stands as vkey in every receipt."};
        logs.push_back({std::move(key).value(), ""});
    }
    if (logs.empty())
        return Error{ErrorCode::invalid,
                     "A witness signs for logs that it knows: name one with --log or --policy."};
    return logs;
}

struct Opened {
    FolderLock lock;
    std::unique_ptr<WitnessLog> log;
};

Result<Opened> open(const WitnessOptions& options)
{
    if (options.http.tls_certificate.empty() && !notify::is_loopback(options.http.address) &&
        !options.plain_everywhere)
        return Error{ErrorCode::invalid,
                     "Give --tls-certificate and --tls-key, listen on 127.0.0.1 behind a proxy, or "
                     "say --plain-everywhere: nothing that passes here is secret."};
    auto logs = TRY(trusted_logs(options));
    TRY(make_folders(options.data));
    TRY(check_file_system(options.data));
    auto lock = TRY(FolderLock::take(options.data));
    crypto::SystemRandom random;
    auto log = TRY(WitnessLog::open(options.data, options.name, random, std::move(logs)));
    return Opened{std::move(lock), std::move(log)};
}

void tell(const WitnessOptions& options, const WitnessLog& log, std::uint16_t port)
{
    const auto url =
        fmt::format("{}://{}:{}", options.http.tls_certificate.empty() ? "http" : "https",
                    options.http.address, port);
    if (options.json) {
        json::Writer w;
        w.object([&] { w("url", url)("name", log.name())("vkey", log.vkey()); });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("The witness {} listens at {}\nIn a log's trust policy:\n\n  witness {} {} "
                   "{}\n\nStop with Ctrl-C.\n",
                   log.name(), url, log.name(), log.vkey(), url);
    }
    std::fflush(stdout);
}

int witness(const WitnessOptions& options)
{
    crypto::start();
    StopSignal stop;
    auto opened = open(options);
    if (!opened)
        return fail(opened.error(), options.json);
    SystemClock clock;
    WitnessHandler handler(*opened.value().log, clock);
    auto server = http::Server::listen(options.http, handler);
    if (!server)
        return fail(server.error(), options.json);
    tell(options, *opened.value().log, server.value()->port());
    stop.call_when_it_comes([&] { server.value()->stop(); });
    server.value()->run();
    return 0;
}

}  // namespace

http::BodyPlan WitnessHandler::plan(const http::RequestHead& head)
{
    return {.bytes_max = head.path == "/add-checkpoint" ? request_bytes_max : 0};
}

Result<std::unique_ptr<http::BodySink>> WitnessHandler::open_sink(const http::RequestHead&)
{
    return Error{ErrorCode::internal, "a witness takes no streams"};
}

void WitnessHandler::serve(http::Request request, http::Reply reply)
{
    const std::string_view path = request.path;
    if (request.method == http::Method::post && path == "/add-checkpoint")
        return reply(response_of(log_.add_checkpoint(request.body, clock_.now())));
    const bool reads = request.method == http::Method::get || request.method == http::Method::head;
    if (reads && path.size() > checkpoint.size() && path.ends_with(checkpoint))
        return reply(
            response_of(log_.checkpoint_of(path.substr(1, path.size() - 1 - checkpoint.size()))));
    reply(response_of({.status = 404, .body = "there is nothing at this address\n"}));
}

http::Response WitnessHandler::problem(const Error& error)
{
    const int status = error.code == ErrorCode::malformed     ? 400
                       : error.code == ErrorCode::too_large   ? 413
                       : error.code == ErrorCode::unavailable ? 503
                                                              : 500;
    return response_of({.status = status, .body = error.message + "\n"});
}

void add_witness(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "witness", "Watch over other people's ledgers: sign what continues, refuse what does not");
    auto options = std::make_shared<WitnessOptions>();  // Owners: these flags and callback.
    auto& http = options->http;
    command
        ->add_option("--data", options->data, "Folder for key and state; made at the first start")
        ->required()
        ->envname("VARDE_WITNESS_DATA");
    command->add_option("--name", options->name,
                        "At the first start: what it is called in its signatures for ever");
    command->add_option("--log", options->logs, "Key (vkey) of a log to watch; may be given again");
    command->add_option("--policy", options->policy, "File with `log` lines, instead or as well")
        ->check(CLI::ExistingFile);
    command->add_option("--address", http.address, "Address to listen on")->capture_default_str();
    command->add_option("--port", http.port, "Port; 0 takes a free one")->capture_default_str();
    auto* certificate =
        command->add_option("--tls-certificate", http.tls_certificate, "PEM chain; enables TLS")
            ->check(CLI::ExistingFile);
    auto* key = command->add_option("--tls-key", http.tls_key, "PEM key of the certificate")
                    ->check(CLI::ExistingFile);
    certificate->needs(key);
    key->needs(certificate);
    command->add_flag("--plain-everywhere", options->plain_everywhere,
                      "Allow plain HTTP on addresses other than loopback");
    command->add_flag("--json", options->json, "Print address, name and key as one JSON line");
    command->footer(
        "Examples:\n  varde witness --data /var/lib/witness --name witness.example/w1 \\\n"
        "      --log varde.bergen.example/no/2026+66e391ca+AaN4xOJ…\n"
        "  varde witness --data /var/lib/witness --policy trust.policy --address 0.0.0.0 \\\n"
        "      --port 443 --tls-certificate chain.pem --tls-key key.pem");
    command->callback([options, &exit_code] { exit_code = witness(*options); });
}

}  // namespace varde::app
