// For what runs in rounds: a decision in the writer that is waited for, but not by one who is to
// stop.
#pragma once

#include "acts/services.hpp"

#include <chrono>
#include <future>

namespace varde::acts {

/// Never from the writer's own thread. After `unavailable` because of `stopped`, the decision may
/// still be made.
template <class T>
Result<T> write_and_wait(Services& services, const std::function<bool()>& stopped,
                         store::Store::Decide<T> decide)
{
    auto done = std::make_shared<std::promise<Result<T>>>();  // Owners: we and the answer.
    auto answer = done->get_future();
    services.store.write<T>(std::move(decide), [done](Result<T> result, const store::Committed&) {
        done->set_value(std::move(result));
    });
    while (answer.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready)
        if (stopped())
            return Error{ErrorCode::unavailable, "It was stopped; the next round goes on."};
    return answer.get();
}

}  // namespace varde::acts
