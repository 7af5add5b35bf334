// The thread that makes the rounds of jobs/ while a server runs.
#pragma once

#include "acts/services.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace varde::app {

/// Makes a round at once and then every ten minutes, until it is destroyed.
class Rounds {
public:
    explicit Rounds(acts::Services& services);
    ~Rounds();

private:
    void loop(acts::Services& services);
    std::mutex mutex_;  // Guards stopping_.
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // Last: it uses the others.
};

}  // namespace varde::app
