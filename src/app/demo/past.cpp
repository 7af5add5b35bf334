#include "app/demo/past.hpp"

namespace varde::app::demo {

void Past::move_to(Timestamp at)
{
    auto& clock = node_.clock();
    clock.hold(at);
    // The writer takes decisions in their order: this one stores nothing and sets its time.
    node_.services().store.write<Nothing>(
        [&clock, at](store::Transaction&) -> Status {
            clock.hold(at);
            return ok();
        },
        [done = answer<Nothing>("holding the clock", [](Nothing&) {})](
            Result<Nothing> held, const store::Committed&) mutable { done(std::move(held)); });
}

Status Past::wait()
{
    std::unique_lock lock(mutex_);
    quiet_.wait(lock, [this] { return under_way_ == 0; });
    if (first_error_)
        return *first_error_;
    return ok();
}

void Past::begin()
{
    std::lock_guard lock(mutex_);
    ++under_way_;
}

void Past::end(const std::string& what, const Error* error)
{
    std::lock_guard lock(mutex_);
    if (error && !first_error_)
        first_error_ =
            Error{error->code, "The demo could not be made: " + what + ": " + error->message};
    if (--under_way_ == 0)
        quiet_.notify_all();
}

}  // namespace varde::app::demo
