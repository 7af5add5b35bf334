#include "jobs/rounds.hpp"

#include "acts/keep_upload.hpp"
#include "acts/sign_in.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void make_round(acts::Services& services)
{
    acts::sweep_sessions(services);
    acts::sweep_uploads(services, [](Result<std::size_t> swept) {
        if (!swept)
            log::warning("unused uploads were not swept", {{"reason", swept.error().message}});
        else if (swept.value() > 0)
            log::info("unused uploads erased", {{"count", std::int64_t(swept.value())}});
    });
}

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
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        make_round(services);
        lock.lock();
        wake_.wait_for(lock, pause, [this] { return stopping_; });
    }
}

}  // namespace varde::jobs
