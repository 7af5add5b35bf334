#include "app/bench.hpp"

#include "app/bench_disk.hpp"
#include "app/bench_load.hpp"
#include "app/bench_server.hpp"
#include "app/bench_store.hpp"
#include "app/bench_usage.hpp"
#include "app/commands.hpp"
#include "base/log.hpp"
#include "crypto/crypto.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <filesystem>

#include <unistd.h>

namespace varde::app {
namespace {

// Raw measures are taken before and after: what a shared disk allows changes within a minute.
constexpr double raw_seconds = 2;
constexpr double sqlite_seconds = 1.5;
constexpr double pgbench_seconds = 5;
constexpr double warm_up_seconds = 1;  // Files grow and caches fill; checked, not timed.

struct Measured {
    Disk disk;
    SyncRates before, after;
    double engine_before = 0, engine_after = 0;  // Bare SQLite, or pgbench.
    LoadOutcome load;
    Usage used;
    std::optional<std::uint64_t> device_bytes;
    std::uint64_t acknowledged = 0, lost = 0;

    double per_s() const { return double(load.acknowledged.size()) / load.seconds; }
    double each(double total) const { return total / double(load.acknowledged.size()); }
    double appended_per_s() const { return (before.appended_per_s + after.appended_per_s) / 2; }
    double preallocated_per_s() const
    {
        return (before.preallocated_per_s + after.preallocated_per_s) / 2;
    }
    double engine_per_s() const { return (engine_before + engine_after) / 2; }
    double bytes_each() const { return each(double(device_bytes.value_or(used.written_bytes))); }
};

void say(const BenchOptions& options, const std::string& what)
{
    if (!options.json && ::isatty(STDERR_FILENO) == 1)
        fmt::print(stderr, "{} …\n", what);
}

Usage difference(const Usage& after, const Usage& before)
{
    return {.cpu_seconds = after.cpu_seconds - before.cpu_seconds,
            .kernel_seconds = after.kernel_seconds - before.kernel_seconds,
            .written_bytes = after.written_bytes - before.written_bytes,
            .memory_max_bytes = after.memory_max_bytes};
}

/// Starts the server, sends the load, and kills it: what it acknowledged must outlive that.
Status run_server(const BenchOptions& options, const std::string& scratch, const std::string& store,
                  Measured& measured)
{
    const auto data = scratch + "/data";
    const auto key = TRY(make_bench_store(data, store));
    std::vector<ReportId> all;
    {
        const auto server = TRY(ServerProcess::start("/proc/self/exe", data, scratch + "/log"));
        LoadPlan plan{.port = server.port(),
                      .api_key = key,
                      .connections = options.connections,
                      .seconds = std::min(warm_up_seconds, options.seconds),
                      .rate = options.rate,
                      .bytes = options.bytes};
        all = TRY(send_load(plan)).acknowledged;
        say(options, "Sending reports");
        plan.seconds = options.seconds;
        plan.first_key = UINT64_MAX / 2;
        const auto used = TRY(usage_of(server.pid()));
        const auto device = device_bytes(measured.disk, scratch);
        measured.load = TRY(send_load(plan));
        measured.used = difference(TRY(usage_of(server.pid())), used);
        if (const auto after = device_bytes(measured.disk, scratch); after && device)
            measured.device_bytes = after.value() - device.value();
    }
    if (measured.load.acknowledged.empty())
        return Error{ErrorCode::unavailable, "Not one report was accepted."};
    const auto& timed = measured.load.acknowledged;
    all.insert(all.end(), timed.begin(), timed.end());
    say(options, "Looking every report up");
    measured.acknowledged = all.size();
    measured.lost = TRY(count_lost(data, all));
    return ok();
}

Result<Measured> measure(const BenchOptions& options)
{
    auto scratch = TRY(ScratchFolder::make(options.folder));
    Measured measured{.disk = disk_of(scratch.path())};
    const auto path = std::filesystem::absolute(scratch.path()).string();
    std::optional<sql::Cluster> cluster;
    if (options.store == "postgres") {
        std::filesystem::permissions(path, std::filesystem::perms(0711));  // The server's user.
        cluster.emplace(TRY(sql::Cluster::make(path + "/pg")));
    }
    const auto measure_engine = [&] {
        return cluster ? measure_pgbench(*cluster, pgbench_seconds, options.bytes)
                       : measure_sqlite(path, sqlite_seconds, options.bytes);
    };
    say(options, "Measuring the disk and the bare engine");
    measured.before = TRY(measure_syncs(path, raw_seconds));
    measured.engine_before = TRY(measure_engine());
    TRY(run_server(options, path, cluster ? cluster->address("postgres") : "", measured));
    say(options, "Measuring the bare engine and the disk again");
    measured.engine_after = TRY(measure_engine());
    measured.after = TRY(measure_syncs(path, raw_seconds));
    return measured;
}

double rounded(double number, double per_unit) { return std::round(number * per_unit) / per_unit; }

void print_json(const BenchOptions& options, const Measured& m)
{
    json::Writer w;
    w.object([&] {
        w("accepted_per_s", rounded(m.per_s(), 1));
        w("p50_ms", rounded(m.load.p50_ms, 100))("p99_ms", rounded(m.load.p99_ms, 100));
        w("max_ms", rounded(m.load.max_ms, 100));
        w("server_cpu_us_per_report", rounded(m.each(m.used.cpu_seconds * 1e6), 10));
        w("server_kernel_us_per_report", rounded(m.each(m.used.kernel_seconds * 1e6), 10));
        w("disk_bytes_per_report", std::int64_t(m.bytes_each()));
        w("disk_bytes_from", m.device_bytes ? "device" : "process");
        w("process_bytes_per_report", std::int64_t(m.each(double(m.used.written_bytes))));
        w("fdatasync_per_s", rounded(m.appended_per_s(), 1));
        w("fdatasync_before_per_s", rounded(m.before.appended_per_s, 1));
        w("fdatasync_after_per_s", rounded(m.after.appended_per_s, 1));
        w("fdatasync_preallocated_per_s", rounded(m.preallocated_per_s(), 1));
        const bool postgres = options.store == "postgres";
        w(postgres ? "pgbench_per_s" : "sqlite_batch64_rows_per_s", rounded(m.engine_per_s(), 1));
        w(postgres ? "pgbench_before_per_s" : "sqlite_before_per_s", rounded(m.engine_before, 1));
        w(postgres ? "pgbench_after_per_s" : "sqlite_after_per_s", rounded(m.engine_after, 1));
        w(postgres ? "ratio_to_pgbench" : "ratio_to_bare_sqlite",
          rounded(m.per_s() / m.engine_per_s(), 1000));
        w("ratio_to_fdatasync", rounded(m.per_s() / m.appended_per_s(), 1000));
        w("acknowledged", m.acknowledged)("lost", m.lost)("refused", m.load.refused);
        w("server_memory_max_mb", std::int64_t(m.used.memory_max_bytes >> 20));
        w("connections", options.connections)("seconds", rounded(m.load.seconds, 100));
        w("store", options.store)("rate", options.rate)("bytes", options.bytes);
        w("file_system", m.disk.file_system)("device", m.disk.device);
    });
    fmt::print("{}\n", w.take());
}

void print_table(const BenchOptions& options, const Measured& m)
{
    fmt::print("{} reports of {} bytes over {} connections in {:.1f} s, on {} ({})\n\n",
               m.load.acknowledged.size(), options.bytes, options.connections, m.load.seconds,
               m.disk.file_system, m.disk.device.empty() ? "no known device" : m.disk.device);
    fmt::print("accepted, durable        {:10.0f} /s\n", m.per_s());
    fmt::print("latency p50 / p99 / max  {:10.2f} / {:.2f} / {:.2f} ms\n", m.load.p50_ms,
               m.load.p99_ms, m.load.max_ms);
    fmt::print("server CPU per report    {:10.1f} us, {:.1f} of them in the kernel\n",
               m.each(m.used.cpu_seconds * 1e6), m.each(m.used.kernel_seconds * 1e6));
    fmt::print("disk bytes per report    {:10.0f} ({})\n", m.bytes_each(),
               m.device_bytes ? "by the device's counters, whoever wrote"
                              : "as the kernel counts for the process: no device is known");
    fmt::print("raw fdatasync of 4 KiB   {:10.0f} /s appended, {:.0f} /s preallocated\n",
               m.appended_per_s(), m.preallocated_per_s());
    fmt::print("{}  {:10.0f} rows/s; accepted is {:.2f} of it\n",
               options.store == "postgres" ? "pgbench, 16 clients    " : "bare SQLite, 64 a batch",
               m.engine_per_s(), m.per_s() / m.engine_per_s());
    fmt::print("server memory at most    {:10} MiB\n", m.used.memory_max_bytes >> 20);
    fmt::print("acknowledged {} lost {} refused {}\n", m.acknowledged, m.lost, m.load.refused);
}

}  // namespace

int bench_accept(const BenchOptions& options)
{
    log::only_errors();
    crypto::start();
    const auto measured = measure(options);
    if (!measured)
        return fail(measured.error(), options.json);
    options.json ? print_json(options, measured.value()) : print_table(options, measured.value());
    return measured.value().lost == 0 && measured.value().load.refused == 0 ? 0 : 1;
}

}  // namespace varde::app
