// Tells an outside party that the server is well, as healthchecks.io and its like understand it: a
// POST each minute, and an alarm there when none comes.
#pragma once

#include "base/result.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace varde::notify {

/// How long until the next heartbeat after so many in a row that could not be sent or were not
/// taken: the first ones soon, then as rarely as when all is well.
std::chrono::seconds heartbeat_pause(int missed);

/// One thread at a time.
class HeartbeatCall {
public:
    /// `invalid` names the option that is wrong. `stopping` ends what is under way; it must outlive
    /// the caller.
    static Result<std::unique_ptr<HeartbeatCall>> make(const std::string& url,
                                                       const std::atomic<bool>& stopping);
    ~HeartbeatCall();

    /// Posts `body`, which is JSON. `unavailable` with what was heard when that was no 2xx.
    Status send(std::string_view body);

private:
    struct State;
    explicit HeartbeatCall(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::notify
