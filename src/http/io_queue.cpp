#include "http/io_queue.hpp"

#include "base/log.hpp"

#include <boost/asio/post.hpp>

#include <exception>

namespace varde::http {

void IoQueue::post(Task task)
{
    const std::lock_guard lock(mutex_);
    if (!io_)
        return;  // The parameter is destroyed by the caller, after the lock.
    waiting_.push_back(std::move(task));
    // The queue is a member of a server that runs this io_context to its end before closing.
    if (waiting_.size() == 1)
        boost::asio::post(*io_, [this] { run(); });
}

void IoQueue::close()
{
    std::vector<Task> left;
    const std::lock_guard lock(mutex_);
    io_ = nullptr;
    left.swap(waiting_);
}

void IoQueue::run()
{
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(mutex_);
        tasks.swap(waiting_);
    }
    for (auto& task : tasks) {
        try {
            task();
        } catch (const std::exception& e) {
            log::error("An answer could not be sent.", {{"reason", e.what()}});
        }
        task = nullptr;
    }
}

}  // namespace varde::http
