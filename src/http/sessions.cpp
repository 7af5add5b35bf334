#include "http/sessions.hpp"

#include "http/response_head.hpp"
#include "http/session.hpp"

#include <algorithm>
#include <ctime>
#include <vector>

namespace varde::http {

Sessions::Sessions(const ServerOptions& options_, Handler& handler_,
                   boost::asio::thread_pool& workers_, boost::asio::thread_pool& slow_worker_,
                   SharedIoQueue queue_)
    : options(options_), handler(handler_), workers(workers_), slow_worker(slow_worker_),
      queue(std::move(queue_)), body_bytes(options_.bodies_bytes_max),
      slow_requests(options_.slow_max), date_(http_date(std::time(nullptr)))
{
}

void Sessions::add(SharedSession session)
{
    auto* key = session.get();
    all_.emplace(key, std::move(session));
    connections_open = all_.size();
}

void Sessions::remove(Session& session)
{
    all_.erase(&session);
    connections_open = all_.size();
    leave_draining();
}

void Sessions::make_room()
{
    constexpr std::size_t at_once = 64;  // Looking at all of them must not happen for each.
    std::vector<SharedSession> idle;     // A copy, because ending one removes it.
    for (const auto& [key, session] : all_)
        if (session->is_idle())
            idle.push_back(session);
    const auto some = idle.begin() + std::ptrdiff_t(std::min(at_once, idle.size()));
    std::partial_sort(idle.begin(), some, idle.end(), [](const auto& one, const auto& other) {
        return one->deadline() < other->deadline();
    });
    std::for_each(idle.begin(), some, [](const SharedSession& session) { session->end(); });
}

void Sessions::tick()
{
    ++now_;
    date_ = http_date(std::time(nullptr));
    std::vector<SharedSession> late;  // A copy, because ending one removes it.
    for (const auto& [key, session] : all_)
        if (session->deadline() <= now_)
            late.push_back(session);
    for (const auto& session : late)
        session->time_out();
}

void Sessions::drain(std::function<void()> when_empty)
{
    draining_ = true;
    when_empty_ = std::move(when_empty);
    std::vector<SharedSession> open;  // A copy, because ending one removes it.
    for (const auto& [key, session] : all_)
        open.push_back(session);
    for (const auto& session : open)
        session->drain();
    leave_draining();
}

void Sessions::end_all()
{
    while (!all_.empty()) {
        const auto session = all_.begin()->second;
        session->end();
    }
}

void Sessions::leave_draining()
{
    if (draining_ && all_.empty() && when_empty_)
        std::exchange(when_empty_, nullptr)();
}

}  // namespace varde::http
