// `varde bench grow`: what an act costs while the store grows.
#include "app/bench.hpp"
#include "app/bench_curve.hpp"
#include "app/bench_fill.hpp"
#include "app/bench_load.hpp"
#include "app/bench_server.hpp"
#include "app/bench_store.hpp"
#include "app/bench_usage.hpp"
#include "app/clock.hpp"
#include "app/commands.hpp"
#include "app/verify_store.hpp"
#include "base/log.hpp"
#include "crypto/crypto.hpp"
#include "http/load.hpp"
#include "json/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <thread>

#include <unistd.h>

namespace varde::app {
namespace {

constexpr std::uint64_t smallest = 10'000;
constexpr std::int64_t years_us = 5LL * 365 * 86'400 * 1'000'000;
constexpr std::uint64_t reads = 1'500;
constexpr std::string_view unit = "no.1505";  // One of the eight places that reports go to.

/// One way of reading: how long it takes alone, and what it costs the server.
struct Read {
    double p50_ms = 0;
    double cpu_us = 0;
};

struct Size {
    std::uint64_t reports = 0;
    double start_ms = 0;
    double memory_start_mb = 0, memory_max_mb = 0;
    double bytes_per_report = 0;
    double verified_per_s = 0;  // Entries, by varde verify --store.
    Read status, reference, inbox;
    Read scope, balance, past_balance;
    double accept_per_s = 0, accept_cpu_us = 0;
};

class Growth {
public:
    Growth(const GrowOptions& options, std::string scratch, std::string key)
        : options_(options), scratch_(std::move(scratch)), data_(scratch_ + "/data"),
          key_(std::move(key)), now_(SystemClock::system_now())
    {
    }
    Status to(std::uint64_t reports);
    const std::vector<Size>& sizes() const { return sizes_; }

private:
    void tell(std::uint64_t reports) const;
    Result<Read> read(const ServerProcess& server,
                      const std::function<std::string(std::uint64_t)>& head);
    Status measure_reads(const ServerProcess& server, const std::string& session, Size& size);
    Status measure_acceptance(const ServerProcess& server, Size& size);
    double bytes_on_disk() const;

    const GrowOptions& options_;
    const std::string scratch_, data_, key_;
    const Timestamp now_;
    std::uint64_t filled_ = 0, accepted_ = 0;
    std::vector<ReportId> ids_;
    std::vector<Size> sizes_;
};

void Growth::tell(std::uint64_t reports) const
{
    if (!options_.json && ::isatty(STDERR_FILENO) == 1)
        fmt::print(stderr, "\r{:>12} reports ", reports);
}

/// What follows a start is not what an act costs: keys are read, the tree is checked, and here the
/// deadlines of five years, which nobody pursued while the store was filled, are all due at once.
Status wait_until_quiet(const ServerProcess& server)
{
    constexpr int seconds_max = 1'200, quiet_seconds = 3;
    constexpr double quiet_share = 0.1;  // Of one processor.
    for (int second = 0, quiet = 0; second < seconds_max && quiet < quiet_seconds; ++second) {
        const auto before = TRY(usage_of(server.pid()));
        std::this_thread::sleep_for(std::chrono::seconds(1));
        const auto after = TRY(usage_of(server.pid()));
        quiet = after.cpu_seconds - before.cpu_seconds < quiet_share ? quiet + 1 : 0;
    }
    return ok();
}

/// One after the other on one connection.
Result<Read> Growth::read(const ServerProcess& server,
                          const std::function<std::string(std::uint64_t)>& head)
{
    std::vector<double> times;
    std::uint64_t wrong = 0;
    int wrong_status = 0;
    const auto before = TRY(usage_of(server.pid()));
    TRY(http::run_load(
        {.port = server.port(), .connections = 1, .seconds = 60, .requests_max = reads},
        [&](std::uint64_t number, std::string& text) {
            text += head(number * 7'919) + "\r\nHost: 127.0.0.1\r\n\r\n";
        },
        [&](const http::LoadAnswer& answer) {
            if (answer.status != 200) {
                ++wrong;
                wrong_status = answer.status;
            }
            times.push_back(answer.milliseconds);
            return true;
        }));
    const auto after = TRY(usage_of(server.pid()));
    if (times.empty() || wrong > 0)
        return Error{ErrorCode::internal,
                     fmt::format("{} of {} readings were not answered with 200 but {}: {}", wrong,
                                 times.size(), wrong_status, head(0).substr(0, 60))};
    std::ranges::sort(times);
    return Read{.p50_ms = times[times.size() / 2],
                .cpu_us = (after.cpu_seconds - before.cpu_seconds) * 1e6 / double(times.size())};
}

Status Growth::measure_reads(const ServerProcess& server, const std::string& session, Size& size)
{
    const auto bearer = " HTTP/1.1\r\nAuthorization: Bearer " + key_;
    size.status = TRY(read(server, [&](std::uint64_t number) {
        return "GET /api/v1/reports/" + to_string(ids_[number % ids_.size()]) + bearer;
    }));
    size.reference = TRY(read(server, [&](std::uint64_t number) {
        return fmt::format("GET /api/v1/reports?sender_reference=ELEV-{:010}", number % filled_) +
               bearer;
    }));
    size.inbox = TRY(read(server, [&](std::uint64_t) {
        return fmt::format("GET /api/v1/inbox?unit={} HTTP/1.1\r\nCookie: varde_session={}", unit,
                           session);
    }));
    size.scope = TRY(read(server, [&](std::uint64_t) {
        return "GET /api/v1/scope?absent=opened&older_than=72h" + bearer;
    }));
    size.balance = TRY(read(server, [&](std::uint64_t) { return "GET /api/v1/balance" + bearer; }));
    size.past_balance = TRY(read(server, [&](std::uint64_t number) {
        const auto at = Timestamp{now_.unix_us - std::int64_t(number % 1'800) * 86'400'000'000};
        return "GET /api/v1/balance?as_at=" + rfc3339(at) + bearer;
    }));
    return ok();
}

Status Growth::measure_acceptance(const ServerProcess& server, Size& size)
{
    LoadPlan plan{.port = server.port(),
                  .api_key = key_,
                  .seconds = 1,
                  .first_key = UINT64_MAX / 2 + accepted_};
    accepted_ += TRY(send_load(plan)).acknowledged.size();
    plan.first_key = UINT64_MAX / 2 + accepted_;
    plan.seconds = options_.seconds;
    const auto before = TRY(usage_of(server.pid()));
    const auto load = TRY(send_load(plan));
    const auto after = TRY(usage_of(server.pid()));
    const auto count = double(load.acknowledged.size());
    accepted_ += load.acknowledged.size();
    if (load.acknowledged.empty() || load.refused > 0)
        return Error{ErrorCode::internal, "Reports were refused."};
    size.accept_per_s = count / load.seconds;
    size.accept_cpu_us = (after.cpu_seconds - before.cpu_seconds) * 1e6 / count;
    size.memory_max_mb = double(after.memory_max_bytes >> 20);
    return ok();
}

double Growth::bytes_on_disk() const
{
    double bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data_))
        bytes += entry.is_regular_file() ? double(entry.file_size()) : 0;
    return bytes;
}

Status Growth::to(std::uint64_t reports)
{
    auto fresh = TRY(fill_store({.data = data_,
                                 .api_key = key_,
                                 .from = filled_,
                                 .to = reports - std::min(accepted_, reports),
                                 .total = options_.to,
                                 .begin = {now_.unix_us - years_us},
                                 .end = now_},
                                [&](std::uint64_t done) { tell(done + accepted_); }));
    filled_ = reports - accepted_;
    ids_.insert(ids_.end(), fresh.begin(), fresh.end());
    const auto session = TRY(sign_in_reader(data_, std::string(unit)));
    Size size{.reports = filled_ + accepted_,
              .bytes_per_report = bytes_on_disk() / double(filled_ + accepted_)};
    const auto begun = SystemClock::system_now();
    auto server = TRY(ServerProcess::start("/proc/self/exe", data_, scratch_ + "/log"));
    int ready = 0;
    TRY(http::run_load(
        {.port = server.port(), .connections = 1, .requests_max = 1},
        [](std::uint64_t, std::string& text) {
            text += "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        },
        [&](const http::LoadAnswer& answer) {
            ready = answer.status;
            return true;
        }));
    size.start_ms = double(SystemClock::system_now().unix_us - begun.unix_us) / 1'000;
    if (ready != 200)
        return Error{ErrorCode::unavailable, "The server is not ready."};
    size.memory_start_mb = double(TRY(usage_of(server.pid())).memory_bytes >> 20);
    TRY(wait_until_quiet(server));
    TRY(measure_acceptance(server, size));
    TRY(measure_reads(server, session, size));
    if (!server.stop())
        return Error{ErrorCode::unavailable, "The server did not end by itself."};
    const auto verified = TRY(look_through({.json = true, .store = data_}));
    if (verified.found > 0)
        return Error{ErrorCode::internal, "varde verify --store finds something wrong."};
    size.verified_per_s = double(verified.entries) / verified.seconds;
    sizes_.push_back(size);
    return ok();
}

double rounded(double number, double per_unit) { return std::round(number * per_unit) / per_unit; }

void print_json(const std::vector<Size>& sizes)
{
    json::Writer w;
    const auto show_read = [&](std::string_view name, const Read& read) {
        w.object(name, [&] {
            w("p50_ms", rounded(read.p50_ms, 1000))("cpu_us", rounded(read.cpu_us, 1));
        });
    };
    w.object([&] {
        w.array("sizes", [&] {
            for (const auto& size : sizes)
                w.object([&] {
                    w("reports", size.reports)("start_ms", rounded(size.start_ms, 1));
                    w("accepted_per_s", rounded(size.accept_per_s, 1));
                    w("accept_cpu_us", rounded(size.accept_cpu_us, 10));
                    show_read("status", size.status);
                    show_read("by_reference", size.reference);
                    show_read("inbox", size.inbox);
                    show_read("scope", size.scope);
                    show_read("balance", size.balance);
                    show_read("balance_as_at", size.past_balance);
                    w("memory_after_start_mb", size.memory_start_mb);
                    w("memory_max_mb", size.memory_max_mb);
                    w("bytes_per_report", rounded(size.bytes_per_report, 1));
                    w("verified_per_s", rounded(size.verified_per_s, 1));
                });
        });
    });
    fmt::print("{}\n", w.take());
}

void print_table(const std::vector<Size>& sizes)
{
    fmt::print("{:>10} {:>9} {:>8} {:>16} {:>16} {:>16} {:>8} {:>8} {:>8} {:>7} {:>9} "
               "{:>8} {:>10}\n",
               "reports", "accepts/s", "CPU us", "status ms, us", "reference ms, us",
               "inbox ms, us", "scope ms", "balance", "as at", "start", "MiB", "B each",
               "verified/s");
    for (const auto& s : sizes)
        fmt::print("{:>10} {:>9.0f} {:>8.1f} {:>9.2f} {:>6.0f} {:>9.2f} {:>6.0f} {:>9.2f} {:>6.0f} "
                   "{:>8.2f} {:>8.2f} {:>8.2f} {:>4.0f} ms {:>4.0f} {:>4.0f} {:>8.0f} {:>10.0f}\n",
                   s.reports, s.accept_per_s, s.accept_cpu_us, s.status.p50_ms, s.status.cpu_us,
                   s.reference.p50_ms, s.reference.cpu_us, s.inbox.p50_ms, s.inbox.cpu_us,
                   s.scope.p50_ms, s.balance.p50_ms, s.past_balance.p50_ms, s.start_ms,
                   s.memory_start_mb, s.memory_max_mb, s.bytes_per_report, s.verified_per_s);
}

Curve curve_of(const std::vector<Size>& sizes)
{
    Curve curve{.title = "Cost of an act while the store grows",
                .below = "reports in the store",
                .beside = "times that of the smallest store: CPU to accept, time to read",
                .limit = 1.2};
    const auto add = [&](const std::string& name, auto cost) {
        Line line{.name = name};
        for (const auto& size : sizes)
            line.values.push_back(cost(size) / cost(sizes.front()));
        curve.lines.push_back(std::move(line));
    };
    for (const auto& size : sizes)
        curve.places.push_back(double(size.reports));
    add("accept", [](const Size& size) { return size.accept_cpu_us; });
    add("status by id", [](const Size& size) { return size.status.p50_ms; });
    add("by reference", [](const Size& size) { return size.reference.p50_ms; });
    add("inbox page", [](const Size& size) { return size.inbox.p50_ms; });
    return curve;
}

Result<std::vector<Size>> grow(const GrowOptions& options)
{
    const auto scratch = TRY(ScratchFolder::make(options.folder));
    const auto key = TRY(make_bench_store(scratch.path() + "/data"));
    Growth growth(options, scratch.path(), key);
    for (auto reports = smallest; reports < options.to; reports *= 10)
        TRY(growth.to(reports));
    TRY(growth.to(options.to));
    if (!options.svg.empty())
        std::ofstream(options.svg) << draw(curve_of(growth.sizes()));
    return growth.sizes();
}

}  // namespace

int bench_grow(const GrowOptions& options)
{
    log::only_errors();
    crypto::start();
    const auto sizes = grow(options);
    if (!sizes)
        return fail(sizes.error(), options.json);
    options.json ? print_json(sizes.value()) : print_table(sizes.value());
    return 0;
}

}  // namespace varde::app
