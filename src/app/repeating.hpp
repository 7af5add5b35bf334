// A thread that does something now and then while a server runs.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace varde::app {

/// Does it at once and then with pauses of `pause`, until it is destroyed.
class Repeating {
public:
    Repeating(std::chrono::milliseconds pause, std::function<void()> work);
    ~Repeating();

private:
    void loop();
    const std::chrono::milliseconds pause_;
    const std::function<void()> work_;
    std::mutex mutex_;  // Guards stopping_.
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // Last: it uses the others.
};

}  // namespace varde::app
