#include "app/repeating.hpp"

namespace varde::app {

Repeating::Repeating(Work work) : work_(std::move(work)), thread_([this] { loop(); }) {}

Repeating::~Repeating()
{
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void Repeating::loop()
{
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        const auto pause = work_();
        lock.lock();
        wake_.wait_for(lock, pause, [this] { return stopping_; });
    }
}

}  // namespace varde::app
