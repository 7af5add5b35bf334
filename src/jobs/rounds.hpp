// What must be done now and then, whoever calls: a thread that makes its rounds.
#pragma once

#include "acts/services.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace varde::jobs {

/// One round: erases uploads that no report used within a day, and sessions past their time.
/// Whatever fails is logged and comes again in the next round.
void make_round(acts::Services& services);

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

}  // namespace varde::jobs
