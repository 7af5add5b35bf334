#include "app/shown_wait.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>

namespace varde::app {

ShownWait::ShownWait()
{
    if (::isatty(STDERR_FILENO) == 1)
        teller_ = std::thread([this] { tell(); });
}

ShownWait::~ShownWait()
{
    if (!teller_.joinable())
        return;
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    ended_.notify_one();
    teller_.join();
}

void ShownWait::tell()
{
    int seconds = 0;
    std::unique_lock lock(mutex_);
    while (!ended_.wait_for(lock, std::chrono::seconds(1), [this] { return over_; }))
        fmt::print(stderr, "\rWaiting for the server: {} s ", ++seconds);
    if (seconds > 0)
        fmt::print(stderr, "\r{:40}\r", "");
}

}  // namespace varde::app
