// A thread that does something now and then while a server runs.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace varde::app {

/// Does its work at once and then again and again, until it is destroyed; the work says how long to
/// pause after it.
class Repeating {
public:
    using Work = std::function<std::chrono::milliseconds()>;
    explicit Repeating(Work work);
    ~Repeating();

private:
    void loop();
    const Work work_;
    std::mutex mutex_;  // Guards stopping_.
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // Last: it uses the others.
};

}  // namespace varde::app
