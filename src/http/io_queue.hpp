// The way from any thread onto the I/O thread. Private to http.
#pragma once

#include <boost/asio/io_context.hpp>

#include <functional>
#include <mutex>
#include <vector>

namespace varde::http {

/// Gathers tasks and wakes the I/O thread once for all that came meanwhile: a batch of 64 answers
/// costs one wake-up. May outlive the server: a late answer then falls to the ground.
class IoQueue {
public:
    using Task = std::move_only_function<void()>;

    explicit IoQueue(boost::asio::io_context& io) : io_(&io) {}
    /// From any thread. After `close`, `task` is destroyed unrun.
    void post(Task task);
    /// Destroys what waits and refuses what comes. Before the io_context goes.
    void close();

private:
    void run();

    std::mutex mutex_;             // Guards both fields below.
    boost::asio::io_context* io_;  // Null once closed.
    std::vector<Task> waiting_;
};

}  // namespace varde::http
