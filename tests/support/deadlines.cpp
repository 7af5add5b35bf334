#include "support/deadlines.hpp"

#include <gtest/gtest.h>

namespace varde::test {

std::optional<Timestamp> Deadlines::next_wake()
{
    const auto next =
        product_.store().read([](store::Reading& reading) { return reading.next_wake(); });
    CHECK(next);
    return next.value();
}

void Deadlines::make_round()
{
    clock_.make_round();
    std::promise<void> done;  // Written after what the round handed over, so that is stored.
    product_.store().write<Nothing>(
        [](store::Transaction&) { return ok(); },
        [&](Result<Nothing>, const store::Committed&) { done.set_value(); });
    done.get_future().wait();
}

void Deadlines::look()
{
    for (int rounds = 0; rounds < 100; ++rounds) {
        const auto next = next_wake();
        if (!next || product_.clock.now() < *next)
            return;
        make_round();
    }
    ADD_FAILURE() << "the deadline clock comes to no end";
}

void Deadlines::pass(std::int64_t seconds)
{
    pass(seconds, [] { return false; });
}

void Deadlines::pass(std::int64_t seconds, const std::function<bool()>& done)
{
    const auto end = product_.clock.now().plus_seconds(seconds);
    for (look(); !done(); look()) {
        const auto next = next_wake();
        if (!next || end < *next) {
            product_.clock.set(end);
            return;
        }
        product_.clock.set(*next);
    }
}

}  // namespace varde::test
