#include "app/commands.hpp"
#include "app/demo/folder.hpp"
#include "app/demo/seed.hpp"
#include "app/stop_signal.hpp"
#include "base/log.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdlib>

namespace varde::app {
namespace {

using demo::Cast;

/// The demo's folder: the one asked for, or one that goes with the process.
struct Place {
    std::optional<demo::TemporaryFolder> temporary;
    std::string folder;
    demo::Found found = demo::Found::nothing;
};

Result<Place> choose_place(const std::string& folder)
{
    if (!folder.empty())
        return Place{.folder = folder, .found = TRY(demo::look_at(folder))};
    const auto* parent = std::getenv("TMPDIR");
    Place place{.temporary = TRY(demo::TemporaryFolder::make(parent && *parent ? parent : "/tmp"))};
    place.folder = place.temporary->path();
    return place;
}

struct Running {
    std::unique_ptr<Node> node;
    Cast cast;
    std::string url;
};

/// One line that moves along, on a terminal only.
void show_progress(std::size_t done, std::size_t all)
{
    static const bool terminal = ::isatty(STDERR_FILENO) == 1;
    if (!terminal)
        return;
    fmt::print(stderr, "\rFive weeks of reports: {} of {}{}", done, all, done == all ? "\n" : "");
    std::fflush(stderr);
}

Result<Running> start(const DemoOptions& options, const Place& place)
{
    Running running;
    const bool fresh = place.found == demo::Found::nothing;
    if (fresh) {
        TRY(demo::begin(place.folder));
        TRY(init_data_folder(place.folder, {.origin = "varde.example/demo", .pack = "no"}));
    } else {
        running.cast = TRY(demo::read_cast(place.folder));
    }
    running.node = TRY(Node::open(place.folder));
    running.node->set_drills(false);  // What is shown is what was made, every time the same.
    // A port that is taken is told before anything is made.
    TRY(running.node->listen({.address = "127.0.0.1", .port = options.port}));
    running.url = fmt::format("http://127.0.0.1:{}", running.node->port());
    if (fresh) {
        running.cast = demo::make_cast(running.node->services().pack.directory);
        TRY(demo::seed(*running.node, running.cast, show_progress));
        TRY(demo::finish(place.folder, running.cast));
    }
    return running;
}

void print_page(const Running& running, const Place& place)
{
    const auto& url = running.url;
    fmt::print("\nVarde's demo is ready. Everybody and everything in it is invented.\n\n"
               "  Report a concern, without signing in   {}/\n"
               "  Sign in and work with reports          {}/app/\n"
               "  The API, described                     {}/openapi.json\n\n"
               "Accounts, each with the password {}\n\n",
               url, url, url, demo::password);
    for (const auto& account : running.cast.accounts)
        fmt::print("  {:<21}  {:<11}  {}\n", account.login, domain::name_of(account.role),
                   account.unit.text.empty() ? account.organisation : account.unit_name);
    fmt::print("\nAPI keys\n\n");
    const demo::SystemKey* sender = nullptr;
    for (const auto& key : running.cast.keys) {
        fmt::print("  {:<11}  {}  {}\n", domain::name_of(key.role), key.key, key.organisation);
        if (!sender && key.role == domain::Role::sender)
            sender = &key;
    }
    if (sender)
        fmt::print("\nSend a report as {}:\n\n"
                   "  curl {}/api/v1/reports -H 'Authorization: Bearer {}' \\\n"
                   "    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first' \\\n"
                   "    -d '{{\"kind\":\"concern.child\",\"place\":{{\"municipality\":\"4601\","
                   "\"district\":\"02\"}},\n"
                   "         \"content\":{{\"concern\":\"Test-Ola fryser.\","
                   "\"children\":[{{\"name\":\"Test-Ola Eksempelsen\"}}]}}}}'\n",
                   sender->organisation, url, sender->key);
    if (place.temporary)
        fmt::print("\nStop with Ctrl-C: then everything is removed. Keep it with --dir.\n");
    else
        fmt::print("\nStop with Ctrl-C. It stays in {}: start it again with the same --dir.\n",
                   place.folder);
}

}  // namespace

int demo_command(const DemoOptions& options)
{
    keep_memory_out_of_core_dumps();
    StopSignal stop;
    log::only_errors();
    auto place = choose_place(options.folder);  // First made, last gone: the node is inside.
    if (!place)
        return fail(place.error(), options.json);
    auto running = start(options, place.value());
    if (!running)
        return fail(running.error(), options.json);
    if (options.json)
        fmt::print("{}\n", demo::to_json(running.value().url, running.value().cast));
    else
        print_page(running.value(), place.value());
    std::fflush(stdout);
    auto& node = *running.value().node;
    stop.call_when_it_comes([&] { node.stop(); });
    node.run();
    return node.failed() ? 1 : 0;
}

}  // namespace varde::app
