// SIGTERM and SIGINT as an ordinary call, on a thread of its own.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace varde::app {

/// Make one before any other thread begins: threads inherit what it blocks.
class StopSignal {
public:
    StopSignal()
    {
        sigemptyset(&signals_);
        for (const int number : {SIGTERM, SIGINT, SIGUSR2})
            sigaddset(&signals_, number);
        pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
        std::signal(SIGPIPE, SIG_IGN);  // A client that went away is an error code, not an end.
    }
    StopSignal(const StopSignal&) = delete;
    ~StopSignal()
    {
        if (!thread_.joinable())
            return;
        pthread_kill(thread_.native_handle(), SIGUSR2);  // Ends the wait when nothing came.
        thread_.join();
    }

    /// Runs `stop` once, when the first signal comes.
    void call_when_it_comes(std::function<void()> stop)
    {
        thread_ = std::thread([this, stop = std::move(stop)] {
            int number = 0;
            if (sigwait(&signals_, &number) == 0 && number != SIGUSR2)
                stop();
        });
    }

private:
    sigset_t signals_{};
    std::thread thread_;
};

}  // namespace varde::app
