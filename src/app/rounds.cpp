#include "app/rounds.hpp"

#include "jobs/rounds.hpp"

namespace varde::app {

Rounds::Rounds(acts::Services& services) : thread_([this, &services] { loop(services); }) {}

Rounds::~Rounds()
{
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Rounds::loop(acts::Services& services)
{
    constexpr std::chrono::minutes pause(10);
    jobs::begin_rounds(services);
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        jobs::make_round(services);
        lock.lock();
        wake_.wait_for(lock, pause, [this] { return stopping_; });
    }
}

}  // namespace varde::app
