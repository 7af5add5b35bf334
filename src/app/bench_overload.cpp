#include "app/bench.hpp"

#include "app/bench_crowd.hpp"
#include "app/bench_load.hpp"
#include "app/bench_server.hpp"
#include "app/bench_store.hpp"
#include "app/bench_usage.hpp"
#include "app/commands.hpp"
#include "base/log.hpp"
#include "crypto/crypto.hpp"
#include "http/load.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include <sys/resource.h>
#include <unistd.h>

namespace varde::app {
namespace {

constexpr double reports_per_s = 200;
constexpr unsigned report_connections = 16;
constexpr std::uint64_t memory_slack = 16 << 20;  // What an allocator may keep of a peak.
constexpr std::uint64_t descriptor_slack = 16;

struct Phase {
    std::string name;
    LoadOutcome reports;
    Usage used;
    double unwanted_per_s = 0;  ///< Answers to the floods.
    std::uint64_t closed = 0;   ///< Connections of the crowd that the server ended.
};

struct Outcome {
    std::vector<Phase> phases;
    std::vector<ReportId> acknowledged;
    std::uint64_t lost = 0;

    std::uint64_t refused() const
    {
        std::uint64_t all = 0;
        for (const auto& phase : phases)
            all += phase.reports.refused;
        return all;
    }
    /// Whether the server is after the last round what it was after the first.
    bool is_flat() const
    {
        const auto& first = phases.at(2).used;
        const auto& last = phases.back().used;
        return last.memory_bytes <= first.memory_bytes + first.memory_bytes / 10 + memory_slack &&
               last.descriptors <= first.descriptors + descriptor_slack;
    }
    bool is_good() const
    {
        return lost == 0 && refused() * 100 <= acknowledged.size() && is_flat();
    }
};

/// One kind of unwanted request, sent at a steady rate until its owner goes.
class Flood {
public:
    using Write = std::function<void(std::uint64_t, std::string&)>;
    Flood(http::LoadOptions options, Write write)
        : thread_([this, options, write = std::move(write)] {
              // How it ends does not matter: the server may well close on us.
              while (!leaving_)
                  (void)http::run_load(options, write, [this](const http::LoadAnswer& answer) {
                      if (answer.status != 0)
                          ++answered_;
                      return !leaving_;
                  });
          })
    {
    }
    ~Flood()
    {
        leaving_ = true;
        thread_.join();
    }
    std::uint64_t answered() const { return answered_; }

private:
    std::atomic<bool> leaving_ = false;
    std::atomic<std::uint64_t> answered_ = 0;
    std::thread thread_;
};

std::string post(std::string_view path, const std::string& headers, const std::string& body)
{
    return fmt::format("POST {} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{}"
                       "Content-Length: {}\r\n\r\n{}",
                       path, headers, body.size(), body);
}

http::LoadOptions flood_at(std::uint16_t port, unsigned connections, double per_second)
{
    return {.port = port, .connections = connections, .seconds = 1, .per_second = per_second};
}

/// Sends good reports for a while, alone or against a crowd and floods.
Result<Phase> run_phase(std::string name, const OverloadOptions& options, LoadPlan plan,
                        const ServerProcess& server, bool hostile)
{
    Phase phase{.name = std::move(name)};
    const auto port = server.port();
    const auto bearer = "Authorization: Bearer " + plan.api_key + "\r\n";
    std::optional<Crowd> crowd;
    std::vector<std::unique_ptr<Flood>> floods;
    const auto flood = [&](unsigned connections, double per_second, Flood::Write write) {
        floods.push_back(
            std::make_unique<Flood>(flood_at(port, connections, per_second), std::move(write)));
    };
    if (hostile) {
        crowd.emplace(CrowdPlan{.port = port,
                                .silent = options.connections / 2,
                                .slow = options.connections / 4,
                                .unheard = options.connections / 4});
        flood(32, 500, [bearer](std::uint64_t number, std::string& text) {
            const auto key = fmt::format("Idempotency-Key: storm-{}\r\n", number % 8);
            text = post("/api/v1/reports", bearer + key, bench_report(number % 8, 2048));
        });
        flood(16, 100, [](std::uint64_t, std::string& text) {
            text = post("/api/v1/session", "", R"({"login":"nobody","password":"a guess"})");
        });
        flood(8, 20, [bearer](std::uint64_t, std::string& text) {
            text = post("/api/v1/reports", bearer, std::string(900'000, 'x'));
        });
        flood(8, 50, [bearer](std::uint64_t, std::string& text) {
            text = "POST /api/v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Type: video/mp4\r\n" +
                   bearer + "Content-Length: 5000000000\r\n\r\n" + std::string(100'000, 'x');
        });
    }
    phase.reports = TRY(send_load(plan));
    for (const auto& one : floods)
        phase.unwanted_per_s += double(one->answered()) / phase.reports.seconds;
    phase.closed = crowd ? crowd->closed_by_server() : 0;
    floods.clear();
    crowd.reset();
    phase.used = TRY(usage_of(server.pid()));
    return phase;
}

Result<Outcome> measure(const OverloadOptions& options)
{
    const auto scratch = TRY(ScratchFolder::make(options.folder));
    const auto data = scratch.path() + "/data";
    const auto key = TRY(make_bench_store(data));
    Outcome outcome;
    {
        const auto server =
            TRY(ServerProcess::start("/proc/self/exe", data, scratch.path() + "/log"));
        LoadPlan plan{.port = server.port(),
                      .api_key = key,
                      .connections = report_connections,
                      .seconds = options.seconds,
                      .rate = reports_per_s};
        const auto run = [&](const char* name, bool hostile) -> Status {
            if (!options.json && ::isatty(STDERR_FILENO) == 1)
                fmt::print(stderr, "{} …\n", name);
            plan.first_key += UINT64_MAX / 1'000'000;
            auto phase = TRY(run_phase(name, options, plan, server, hostile));
            const auto& ids = phase.reports.acknowledged;
            outcome.acknowledged.insert(outcome.acknowledged.end(), ids.begin(), ids.end());
            outcome.phases.push_back(std::move(phase));
            return ok();
        };
        TRY(run("calm", false));
        for (unsigned round = 0; round < options.rounds; ++round) {
            TRY(run("overload", true));
            TRY(run("calm again", false));
        }
    }
    outcome.lost = TRY(count_lost(data, outcome.acknowledged));
    return outcome;
}

void print_json(const OverloadOptions& options, const Outcome& outcome)
{
    json::Writer w;
    w.object([&] {
        w.array("phases", [&] {
            for (const auto& phase : outcome.phases)
                w.object([&] {
                    w("name", phase.name);
                    w("accepted", std::uint64_t(phase.reports.acknowledged.size()));
                    w("refused", phase.reports.refused);
                    w("p50_ms", phase.reports.p50_ms)("p99_ms", phase.reports.p99_ms);
                    w("max_ms", phase.reports.max_ms);
                    w("unwanted_per_s", phase.unwanted_per_s)("closed", phase.closed);
                    w("memory_mb", phase.used.memory_bytes >> 20);
                    w("memory_max_mb", phase.used.memory_max_bytes >> 20);
                    w("descriptors", phase.used.descriptors);
                });
        });
        w("connections", options.connections);
        w("acknowledged", std::uint64_t(outcome.acknowledged.size()))("lost", outcome.lost);
        w("flat", outcome.is_flat());
    });
    fmt::print("{}\n", w.take());
}

void print_table(const OverloadOptions& options, const Outcome& outcome)
{
    fmt::print("{} small reports a second; under overload also {} silent, {} slow and {} deaf\n"
               "connections, 500 repeats, 100 sign-ins, 20 bodies of 900 KB and 50 of 5 GB a "
               "second\n\n",
               reports_per_s, options.connections / 2, options.connections / 4,
               options.connections / 4);
    fmt::print("{:11} {:>9} {:>8} {:>8} {:>8} {:>8} {:>11} {:>7} {:>11} {:>6}\n", "", "accepted",
               "refused", "p50 ms", "p99 ms", "max ms", "unwanted/s", "closed", "memory MiB",
               "files");
    for (const auto& phase : outcome.phases)
        fmt::print("{:11} {:9} {:8} {:8.2f} {:8.2f} {:8.1f} {:11.0f} {:7} {:11} {:6}\n", phase.name,
                   phase.reports.acknowledged.size(), phase.reports.refused, phase.reports.p50_ms,
                   phase.reports.p99_ms, phase.reports.max_ms, phase.unwanted_per_s, phase.closed,
                   phase.used.memory_bytes >> 20, phase.used.descriptors);
    fmt::print("\nmemory at most {} MiB; after the last round {}\n",
               outcome.phases.back().used.memory_max_bytes >> 20,
               outcome.is_flat() ? "as after the first" : "MORE THAN AFTER THE FIRST");
    fmt::print("acknowledged {} lost {} refused {}\n", outcome.acknowledged.size(), outcome.lost,
               outcome.refused());
}

/// The crowd's connections take descriptors here as well as there.
void allow_many_descriptors()
{
    rlimit descriptors{};
    ::getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &descriptors);
}

}  // namespace

int bench_overload(const OverloadOptions& options)
{
    log::only_errors();
    crypto::start();
    allow_many_descriptors();
    const auto outcome = measure(options);
    if (!outcome)
        return fail(outcome.error(), options.json);
    options.json ? print_json(options, outcome.value()) : print_table(options, outcome.value());
    return outcome.value().is_good() ? 0 : 1;
}

}  // namespace varde::app
