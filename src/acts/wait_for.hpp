// Waiting for an act, or a decision in the writer, on a thread that has nothing else to do. Never
// on the writer's own.
#pragma once

#include "acts/services.hpp"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace varde::acts {

/// What `act(done)` answers with. Nothing once `stopped`: then the answer comes to nobody.
template <class T, class Act>
std::optional<Result<T>> wait_for(Act act, const std::function<bool()>& stopped)
{
    auto answered = std::make_shared<std::promise<Result<T>>>();  // Owners: we and the answer.
    auto answer = answered->get_future();
    act([answered](Result<T> result) { answered->set_value(std::move(result)); });
    while (answer.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready)
        if (stopped())
            return std::nullopt;
    return answer.get();
}

/// A decision in the writer. After `unavailable` because of `stopped` it may still be made.
template <class T>
Result<T> write_and_wait(Services& services, const std::function<bool()>& stopped,
                         store::Store::Decide<T> decide)
{
    auto answer = wait_for<T>(
        [&](auto done) {
            services.store.write<T>(std::move(decide),
                                    [done](Result<T> result, const store::Committed&) mutable {
                                        done(std::move(result));
                                    });
        },
        stopped);
    if (!answer)
        return Error{ErrorCode::unavailable, "It was stopped; the next round goes on."};
    return std::move(*answer);
}

}  // namespace varde::acts
