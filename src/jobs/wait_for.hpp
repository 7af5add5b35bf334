// Waiting for an act from a thread that has nothing else to do.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace varde::jobs {

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

}  // namespace varde::jobs
