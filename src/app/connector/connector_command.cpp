#include "app/connector/connector_command.hpp"

#include "app/client.hpp"
#include "app/commands.hpp"
#include "app/connector/connector.hpp"
#include "app/server_key.hpp"
#include "app/stop_signal.hpp"
#include "base/log.hpp"
#include "crypto/crypto.hpp"
#include "json/writer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace varde::app {
namespace {

using std::chrono::steady_clock;

constexpr int wait_seconds = 20;  // A stop is heard after so long at the latest.
constexpr auto waited_at_least = std::chrono::seconds(2);
constexpr auto after_failure = std::chrono::seconds(10);
constexpr auto between_comparisons = std::chrono::hours(24);

class HttpServer final : public CaseServer {
public:
    explicit HttpServer(Client client) : client_(std::move(client)) {}
    Result<Answer> get(const std::string& path) override
    {
        auto reply = TRY(client_.get(path));
        return Answer{reply.status, std::move(reply.body)};
    }
    /// What it posts may be posted twice: the answer is the same.
    Result<Answer> post(const std::string& path, const std::string& body) override
    {
        auto reply = TRY(client_.post(path, body, {{"Content-Type", "application/json"}}));
        return Answer{reply.status, std::move(reply.body)};
    }

private:
    Client client_;
};

struct Seen {
    std::size_t fetched = 0, asked = 0;
    bool agreed = true;
    Status failed = ok();  ///< Why not all could be taken or answered.
};

void print(const Seen& seen, bool json)
{
    if (json) {
        json::Writer w;
        w.object([&] { w("fetched", seen.fetched)("asked", seen.asked)("agreed", seen.agreed); });
        fmt::print("{}\n", w.take());
    } else
        fmt::print("Fetched {}, proved {} again; both ends {}.\n", seen.fetched, seen.asked,
                   seen.agreed ? "agree" : "DIFFER: see the problem in Varde");
    std::fflush(stdout);
}

/// Everything that waits now. What fails holds up nothing else.
Seen catch_up(Connector& connector, int seconds)
{
    Seen seen;
    const auto asked = connector.answer_challenges();
    seen.asked = asked ? asked.value() : 0;
    for (std::size_t more = 1; more > 0; seconds = 0) {
        const auto fetched = connector.fetch(seconds);
        more = fetched ? fetched.value() : 0;
        seen.fetched += more;
        if (!fetched)
            seen.failed = fetched.error();
    }
    if (!asked)
        seen.failed = asked.error();
    return seen;
}

Result<std::unique_ptr<CaseStore>> open_store(const std::string& path)
{
    return path.ends_with(".db") ? open_sqlite_store(path) : open_folder_store(path);
}

Result<Seen> run_once(Connector& connector)
{
    auto seen = catch_up(connector, 0);
    seen.agreed = TRY(connector.compare());
    TRY(seen.failed);
    return seen;
}

void run_on(Connector& connector, const std::atomic<bool>& stopped, bool json)
{
    std::optional<steady_clock::time_point> compared;
    while (!stopped) {
        const auto begun = steady_clock::now();
        auto seen = catch_up(connector, wait_seconds);
        const auto now = steady_clock::now();
        if (!compared || now - *compared >= between_comparisons) {
            if (const auto agreed = connector.compare()) {
                seen.agreed = agreed.value();
                compared = now;
            }
        }
        if (seen.fetched + seen.asked > 0 || !seen.agreed)
            print(seen, json);
        if (!seen.failed)
            fmt::print(stderr, "{} Nothing is lost: it is asked for again.\n",
                       seen.failed.error().message);
        else if (now - begun >= waited_at_least || seen.fetched > 0)
            continue;  // Otherwise the server had no room for a call that waits.
        for (auto until = now + after_failure; !stopped && steady_clock::now() < until;)
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

}  // namespace

int connector(const ConnectorOptions& options)
{
    keep_memory_out_of_core_dumps();
    log::only_errors();
    crypto::start();
    StopSignal signal;
    std::atomic<bool> stopped = false;
    signal.call_when_it_comes([&] { stopped = true; });
    const auto key = server_key(options.server);
    if (!key)
        return fail(key.error(), options.json);
    auto client = Client::make({.url = options.server.url,
                                .key = key.value(),
                                .ca_file = options.server.ca_file,
                                .tries_max = options.once ? 6u : 1u,
                                .agent = "varde-connector/1.0"});
    if (!client)
        return fail(client.error(), options.json);
    auto store = open_store(options.store);
    if (!store)
        return fail(store.error(), options.json);
    HttpServer server(std::move(client).value());
    Connector connector(server, *store.value(), options.unit);
    if (!options.once) {
        run_on(connector, stopped, options.json);
        return 0;
    }
    const auto seen = run_once(connector);
    if (!seen)
        return fail(seen.error(), options.json);
    print(seen.value(), options.json);
    return seen.value().agreed ? 0 : 1;
}

void add_connector(CLI::App& program, int& exit_code)
{
    auto* command = program.add_subcommand(
        "connector", "Fetch what comes to a unit, store it, and prove that it is stored");
    auto options = std::make_shared<ConnectorOptions>();  // Owners: these flags and callback.
    command->add_option("--server", options->server.url, "Where the Varde is")
        ->required()
        ->envname("VARDE_URL");
    auto* key = command
                    ->add_option("--key", options->server.key,
                                 "The case system's API key (better: VARDE_KEY or --key-file)")
                    ->envname("VARDE_KEY");
    auto* file =
        command->add_option("--key-file", options->server.key_file, "File whose first line is it")
            ->check(CLI::ExistingFile);
    file->excludes(key);
    command
        ->add_option("--ca", options->server.ca_file,
                     "PEM with the authority of the server's certificate")
        ->check(CLI::ExistingFile);
    command->add_option("--unit", options->unit, "The unit's id")->required();
    command->add_option("--store", options->store, "Folder, or a SQLite file named *.db")
        ->required();
    command->add_flag("--once", options->once, "End when nothing more waits");
    command->add_flag("--json", options->json, "One JSON line for each time that anything came");
    command->footer("Examples:\n"
                    "  varde connector --server https://varde.example --key-file case.key \\\n"
                    "      --unit no.4601.02 --store /var/lib/cases\n"
                    "  varde connector --server http://127.0.0.1:8080 --key-file case.key \\\n"
                    "      --unit no.4601.02 --store cases.db --once --json\n"
                    "It may be killed at any time: it goes on where it was. Its source is meant to "
                    "be read by vendors; so is docs/guides/connectors.md.");
    command->callback([options, &exit_code] { exit_code = connector(*options); });
}

}  // namespace varde::app
