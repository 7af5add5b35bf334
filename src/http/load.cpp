#include "http/load.hpp"

#include "http/load_connection.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <vector>

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

namespace varde::http {
namespace {

using SteadyClock = std::chrono::steady_clock;
using TimePoint = SteadyClock::time_point;
using Phase = LoadConnection::Phase;

constexpr unsigned refusals_max = 100;
constexpr std::uint64_t timer_key = UINT64_MAX;
constexpr int wait_ms_max = 100;                  // How late the end of the time may be noticed.
constexpr auto grace = std::chrono::seconds(30);  // For what is under way when the time is up.

Error failed(std::string what) { return {.code = ErrorCode::unavailable, .message = what}; }

/// A descriptor that is closed with its owner.
struct Descriptor {
    explicit Descriptor(int number_) : number(number_) {}
    Descriptor(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (number >= 0)
            ::close(number);
    }
    const int number;
};

class LoadRun {
public:
    LoadRun(const LoadOptions& options,
            const std::function<void(std::uint64_t, std::string&)>& request,
            const std::function<bool(const LoadAnswer&)>& answered)
        : options_(options), request_(request), answered_(answered)
    {
    }

    Status run();

private:
    Status find_address();
    Status open(std::size_t which);
    Status lost(std::size_t which);
    Status on_event(std::size_t which, std::uint32_t events);
    Status take_answer(std::size_t which);
    Status start_due();
    void report(const LoadConnection& connection, int status, std::string_view body);
    void watch(std::size_t which, int operation);
    void arm_timer();
    Status serve_events();

    bool may_start() const;
    TimePoint due(std::uint64_t number) const;

    const LoadOptions& options_;
    const std::function<void(std::uint64_t, std::string&)>& request_;
    const std::function<bool(const LoadAnswer&)>& answered_;
    Descriptor poll_{::epoll_create1(EPOLL_CLOEXEC)};
    Descriptor timer_{::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)};
    sockaddr_storage address_{};
    socklen_t address_bytes_ = 0;
    std::vector<LoadConnection> connections_;
    std::vector<std::size_t> idle_;
    TimePoint begun_, now_;
    std::uint64_t next_ = 0;
    std::size_t busy_ = 0;
    unsigned refusals_ = 0;  // In a row.
    bool stopped_ = false;
};

Status LoadRun::find_address()
{
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address_);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address_);
    if (::inet_pton(AF_INET, options_.address.c_str(), &v4->sin_addr) == 1) {
        v4->sin_family = AF_INET;
        v4->sin_port = htons(options_.port);
        address_bytes_ = sizeof *v4;
        return ok();
    }
    if (::inet_pton(AF_INET6, options_.address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(options_.port);
        address_bytes_ = sizeof *v6;
        return ok();
    }
    return failed("'" + options_.address + "' is not an IP address.");
}

TimePoint LoadRun::due(std::uint64_t number) const
{
    if (options_.per_second <= 0)
        return now_;
    const std::chrono::duration<double> after(double(number) / options_.per_second);
    return begun_ + std::chrono::duration_cast<SteadyClock::duration>(after);
}

bool LoadRun::may_start() const
{
    if (stopped_ || (options_.requests_max > 0 && next_ >= options_.requests_max))
        return false;
    const auto end = begun_ + std::chrono::duration<double>(options_.seconds);
    return now_ < end && due(next_) < end;
}

void LoadRun::watch(std::size_t which, int operation)
{
    const auto& connection = connections_[which];
    const bool writes = connection.phase() == Phase::connecting || connection.has_unsent();
    epoll_event event{.events = EPOLLIN | (writes ? EPOLLOUT : 0U), .data = {.u64 = which}};
    ::epoll_ctl(poll_.number, operation, connection.socket(), &event);
}

Status LoadRun::open(std::size_t which)
{
    while (!connections_[which].reopen(address_, address_bytes_))
        if (++refusals_ >= refusals_max)
            return failed(std::string("The server cannot be reached: ") + std::strerror(errno) +
                          ".");
    watch(which, EPOLL_CTL_ADD);
    return ok();
}

Status LoadRun::lost(std::size_t which)
{
    auto& connection = connections_[which];
    if (connection.phase() == Phase::busy) {
        --busy_;
        report(connection, 0, {});
    }
    std::erase(idle_, which);
    if (++refusals_ >= refusals_max)
        return failed("The server closes connections without an answer.");
    return stopped_ ? ok() : open(which);
}

void LoadRun::report(const LoadConnection& connection, int status, std::string_view body)
{
    const std::chrono::duration<double, std::milli> took = SteadyClock::now() - connection.since();
    if (!stopped_)
        stopped_ = !answered_({connection.number(), status, body, took.count()});
}

Status LoadRun::on_event(std::size_t which, std::uint32_t events)
{
    auto& connection = connections_[which];
    if (connection.phase() == Phase::connecting) {
        if (!connection.finish_connecting())
            return lost(which);
        idle_.push_back(which);
        watch(which, EPOLL_CTL_MOD);
        return ok();
    }
    if (connection.has_unsent() && (events & EPOLLOUT) != 0) {
        if (!connection.write_more())
            return lost(which);
        if (!connection.has_unsent())
            watch(which, EPOLL_CTL_MOD);
    }
    if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0)
        return ok();
    return connection.read_more() ? take_answer(which) : lost(which);
}

Status LoadRun::take_answer(std::size_t which)
{
    auto& connection = connections_[which];
    if (connection.phase() != Phase::busy)
        return ok();
    const auto answer = connection.answer();
    if (!answer)
        return lost(which);
    if (!answer.value())
        return ok();
    report(connection, answer.value()->status, answer.value()->body);
    --busy_;
    refusals_ = 0;
    if (!connection.finish())
        return open(which);
    idle_.push_back(which);
    return ok();
}

Status LoadRun::start_due()
{
    now_ = SteadyClock::now();
    while (!idle_.empty() && may_start() && due(next_) <= now_) {
        const auto which = idle_.back();
        idle_.pop_back();
        auto& connection = connections_[which];
        connection.request.clear();
        request_(next_, connection.request);
        const auto since = options_.per_second > 0 ? due(next_) : SteadyClock::now();
        ++busy_;
        if (!connection.begin(next_++, since)) {
            TRY(lost(which));
        } else if (connection.has_unsent()) {
            watch(which, EPOLL_CTL_MOD);
        }
        now_ = SteadyClock::now();
    }
    return ok();
}

void LoadRun::arm_timer()
{
    if (!may_start() || idle_.empty())
        return;  // An answer comes before the next start.
    const auto wait = std::max(due(next_) - SteadyClock::now(), SteadyClock::duration(1));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait);
    itimerspec timer{};
    timer.it_value.tv_sec = seconds.count();
    timer.it_value.tv_nsec = std::chrono::nanoseconds(wait - seconds).count();
    ::timerfd_settime(timer_.number, 0, &timer, nullptr);
}

Status LoadRun::run()
{
    TRY(find_address());
    if (poll_.number < 0 || timer_.number < 0)
        return failed(std::string("No event queue: ") + std::strerror(errno) + ".");
    epoll_event on_timer{.events = EPOLLIN | EPOLLET, .data = {.u64 = timer_key}};
    ::epoll_ctl(poll_.number, EPOLL_CTL_ADD, timer_.number, &on_timer);
    connections_.resize(std::max(1U, options_.connections));
    for (std::size_t i = 0; i < connections_.size(); ++i)
        TRY(open(i));

    begun_ = now_ = SteadyClock::now();
    auto outcome = serve_events();
    for (const auto& connection : connections_)
        if (connection.phase() == Phase::busy)
            report(connection, 0, {});
    return outcome;
}

Status LoadRun::serve_events()
{
    const std::chrono::duration<double> span(options_.seconds);
    const auto last = begun_ + std::chrono::duration_cast<SteadyClock::duration>(span) + grace;
    std::array<epoll_event, 256> events;
    while (!stopped_) {
        TRY(start_due());
        if ((busy_ == 0 && !may_start()) || now_ > last)
            break;
        arm_timer();
        const int count =
            ::epoll_wait(poll_.number, events.data(), int(events.size()), wait_ms_max);
        if (count < 0 && errno != EINTR)
            return failed(std::string("Waiting failed: ") + std::strerror(errno) + ".");
        for (int i = 0; i < count && !stopped_; ++i)
            if (const auto& event = events[std::size_t(i)]; event.data.u64 != timer_key)
                TRY(on_event(std::size_t(event.data.u64), event.events));
    }
    return ok();
}

}  // namespace

Status run_load(const LoadOptions& options,
                const std::function<void(std::uint64_t number, std::string& request)>& request,
                const std::function<bool(const LoadAnswer&)>& answered)
{
    return LoadRun(options, request, answered).run();
}

}  // namespace varde::http
