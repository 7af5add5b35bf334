// Acts at chosen times: many are under way at once, each with its own present.
#pragma once

#include "app/node.hpp"

#include <condition_variable>
#include <mutex>

namespace varde::app::demo {

/// Submits acts to a node that nobody else uses. For one thread; answers come on the writer's.
/// Waits for what is under way when it goes.
class Past {
public:
    explicit Past(Node& node) : node_(node) {}
    Past(const Past&) = delete;
    ~Past()
    {
        [[maybe_unused]] const auto ended = wait();
        node_.clock().release();
    }

    /// Whatever is submitted from here on happens at this time, here and in the writer.
    void move_to(Timestamp at);

    /// The answer for an act named `what`: gives its value to `then`, on the writer's thread.
    template <class T>
    acts::Done<T> answer(std::string what, std::move_only_function<void(T&)> then)
    {
        begin();
        return [this, what = std::move(what), then = std::move(then)](Result<T> result) mutable {
            if (result)
                then(result.value());
            end(what, result ? nullptr : &result.error());
        };
    }

    /// Until everything submitted has answered; the first error, if there was any.
    Status wait();

private:
    void begin();
    void end(const std::string& what, const Error* error);

    Node& node_;
    std::mutex mutex_;  // Guards the two below.
    std::condition_variable quiet_;
    std::size_t under_way_ = 0;
    std::optional<Error> first_error_;
};

}  // namespace varde::app::demo
