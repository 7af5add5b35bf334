#include "app/commands.hpp"
#include "app/demo/folder.hpp"
#include "app/node.hpp"
#include "app/stop_signal.hpp"
#include "base/log.hpp"
#include "notify/endpoint.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sys/resource.h>

namespace varde::app {
namespace {

/// Each connection takes a descriptor: takes all that the system allows, and leaves some for files.
void fit_connections(http::ServerOptions& options)
{
    constexpr rlim_t for_files = 256;
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0)
        return;
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    const auto left = descriptors.rlim_cur - std::min(descriptors.rlim_cur / 2, for_files);
    options.connections_max = std::min<std::size_t>(options.connections_max, left);
}

Status check_address(const ServeOptions& options)
{
    if (!options.http.tls_certificate.empty() || notify::is_loopback(options.http.address) ||
        options.plain_everywhere)
        return ok();
    return Error{ErrorCode::invalid,
                 "Reports must not travel in the clear: give --tls-certificate and --tls-key, "
                 "listen on 127.0.0.1 behind a proxy, or say --plain-everywhere."};
}

Result<std::unique_ptr<Node>> open_and_listen(const ServeOptions& options)
{
    TRY(check_address(options));
    TRY(demo::refuse_unfinished(options.data));
    auto node = TRY(Node::open(options.data));
    auto http = options.http;
    fit_connections(http);
    TRY(node->send_notices(options.notices));
    if (!options.heartbeat_url.empty())
        TRY(node->send_heartbeats(options.heartbeat_url));
    if (!options.policy.empty())
        // Reports are accepted all the same: a wrong line in a policy must cost nobody's report.
        if (const auto asked = node->ask_witnesses(options.policy); !asked)
            log::error("no witness is asked", {{"reason", asked.error().message}});
    if (options.public_entries)
        node->publish_entries();
    TRY(node->listen(std::move(http)));
    return node;
}

void show_channels(json::Writer& w, const acts::NoticeChannels& channels)
{
    w.array("notices", [&] {
        for (const auto channel : {domain::NoticeChannel::email, domain::NoticeChannel::sms})
            if (channels.has(channel))
                w.value(domain::name_of(channel));
    });
}

std::string_view words_of(const acts::NoticeChannels& channels)
{
    if (channels.email && channels.sms)
        return "People are told by mail and SMS that something waits.";
    if (channels.email)
        return "People are told by mail that something waits; SMS are not set up.";
    if (channels.sms)
        return "People are told by SMS that something waits; mail is not set up.";
    return "Neither mail nor SMS is set up: only who looks at Varde's pages sees that something "
           "waits. See --smtp and --sms-webhook.";
}

}  // namespace

void keep_memory_out_of_core_dumps()
{
    const rlimit none{};
    ::setrlimit(RLIMIT_CORE, &none);  // Lowering a limit is always allowed.
}

int serve(const ServeOptions& options)
{
    keep_memory_out_of_core_dumps();
    StopSignal stop;
    auto node = open_and_listen(options);
    if (!node)
        return fail(node.error(), options.json);
    const auto scheme = options.http.tls_certificate.empty() ? "http" : "https";
    const auto url = fmt::format("{}://{}:{}", scheme, options.http.address, node.value()->port());
    const auto& services = node.value()->services();
    const auto vkey = ledger::to_text(
        ledger::verifier_key(services.store.origin(), services.vault.ledger_key().public_key()));
    const auto recovery = node.value()->services().store.recovery();
    const auto channels = node.value()->services().notice_channels;
    if (options.json) {
        json::Writer w;
        w.object([&] {
            w("url", url)("vkey", vkey);
            show_channels(w, channels);
            if (recovery)
                w("recovery", store::name_of(recovery->cause))("reason", recovery->reason);
        });
        fmt::print("{}\n", w.take());
    } else {
        fmt::print("Varde serves {}\nStop with Ctrl-C: what is under way is finished first.\n",
                   url);
        fmt::print("{}\n", words_of(channels));
        fmt::print("The ledger is at {}/api/v1/ledger; its key: {}\n", url, vkey);
        if (recovery)
            fmt::print("\nRECOVERY MODE. It shows what it has and takes nothing new.\n{}.\n"
                       "docs/operations.md says what to do, case by case.\n",
                       recovery->reason);
    }
    std::fflush(stdout);
    stop.call_when_it_comes([&] { node.value()->stop(); });
    node.value()->run();
    log::info("stopped");
    if (!node.value()->failed())
        return 0;
    return fail({ErrorCode::unavailable,
                 "The disk did not confirm a commit, so nothing more was accepted. Whoever waited "
                 "was told that the outcome is unknown. Look at the disk (dmesg, smartctl), then "
                 "start again: what is stored is verified before anything is served."},
                options.json);
}

}  // namespace varde::app
