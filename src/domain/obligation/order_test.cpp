#include "domain/obligation/order.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace varde::domain {
namespace {

constexpr Timestamp early{1}, late{1'000'000};

TEST(Order, NeverPutsTheUnassessedBelowAStandardItem)
{
    const std::vector<std::optional<Timestamp>> dues{std::nullopt, early, late};
    for (const auto& unassessed : dues)
        for (const auto& standard : dues)
            for (const Timestamp since : {early, late}) {
                const Waiting a{Danger::unassessed, unassessed, since};
                const Waiting b{Danger::standard, standard, early};
                EXPECT_TRUE(comes_before(a, b));
                EXPECT_FALSE(comes_before(b, a));
            }
}

TEST(Order, PutsUrgentFirstThenWhatHasNoKnownDeadlineThenTheEarliestThenTheOldest)
{
    const std::vector<Waiting> wanted{
        {Danger::urgent, late, late},       {Danger::unassessed, std::nullopt, late},
        {Danger::unassessed, early, early}, {Danger::unassessed, early, late},
        {Danger::unassessed, late, early},  {Danger::standard, std::nullopt, early},
        {Danger::standard, early, early},
    };
    auto sorted = wanted;
    std::ranges::reverse(sorted);
    std::ranges::sort(sorted, comes_before);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        EXPECT_FALSE(comes_before(sorted[i], wanted[i])) << i;
        EXPECT_FALSE(comes_before(wanted[i], sorted[i])) << i;
    }
}

}  // namespace
}  // namespace varde::domain
