// All connections of a server and what they share. Private to http; I/O thread only.
#pragma once

#include "http/allowance.hpp"
#include "http/io_queue.hpp"
#include "http/server.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace varde::http {

class Session;
// Owners: `Sessions`, and the operations under way, which end after it has been removed there.
using SharedSession = std::shared_ptr<Session>;
// Owners: the server, and the Replies that are still out, which may outlive it.
using SharedIoQueue = std::shared_ptr<IoQueue>;

/// Time here is counted in ticks of a fifth of a second, so that a time-out costs a comparison and
/// no timer. A limit may therefore be overstayed by one tick.
class Sessions {
public:
    static constexpr unsigned ticks_per_second = 5;
    static constexpr std::uint64_t never = UINT64_MAX;

    Sessions(const ServerOptions& options_, Handler& handler_, boost::asio::thread_pool& workers_,
             boost::asio::thread_pool& slow_worker_, SharedIoQueue queue_);

    void add(SharedSession session);
    void remove(Session& session);
    std::size_t count() const { return all_.size(); }
    /// Closes the idlest connections, some at once, so that others can come.
    void make_room();

    /// One tick has passed: ends what has waited too long.
    void tick();
    std::uint64_t ticks_from_now(unsigned seconds) const
    {
        return now_ + std::uint64_t(seconds) * ticks_per_second + 1;
    }
    std::uint64_t now() const { return now_; }
    const std::string& date() const { return date_; }

    /// Ends idle connections, lets the others finish; `when_empty` is called once all are gone.
    void drain(std::function<void()> when_empty);
    bool draining() const { return draining_; }
    void end_all();

    /// Destroys a sink or a source where its work was done: on a worker.
    template <class T>
    void dispose(std::unique_ptr<T> owned)
    {
        if (owned)
            boost::asio::post(workers, [owned = std::move(owned)]() mutable { owned.reset(); });
    }

    const ServerOptions& options;
    Handler& handler;
    boost::asio::thread_pool& workers;
    boost::asio::thread_pool& slow_worker;
    const SharedIoQueue queue;
    Allowance body_bytes, slow_requests;
    // Written here, read by any thread.
    std::atomic<std::uint64_t> requests_answered = 0;
    std::atomic<std::uint64_t> connections_open = 0;

private:
    void leave_draining();

    std::unordered_map<Session*, SharedSession> all_;
    std::uint64_t now_ = 0;
    std::string date_;
    bool draining_ = false;
    std::function<void()> when_empty_;
};

}  // namespace varde::http
