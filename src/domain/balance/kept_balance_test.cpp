#include "domain/balance/kept_balance.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr std::int64_t day = 86'400;
constexpr Timestamp new_year{1'767'225'600'000'000};  // 2026-01-01T00:00:00Z

/// One for each day, `events` after the other.
std::vector<KeptBalance> days(int count, std::uint64_t events)
{
    std::vector<KeptBalance> kept;
    for (int i = 0; i < count; ++i)
        kept.push_back({events * std::uint64_t(i + 1), new_year.plus_seconds(i * day)});
    return kept;
}

/// Positions that stay, after what is superfluous has gone.
std::vector<std::uint64_t> staying(std::vector<KeptBalance> kept)
{
    for (const auto position : superfluous(kept))
        std::erase_if(kept, [&](const auto& each) { return each.position == position; });
    std::vector<std::uint64_t> positions;
    for (const auto& each : kept)
        positions.push_back(each.position);
    return positions;
}

TEST(KeptBalances, AreOfTheFirstOfEachMonthWhereLittleCame)
{
    EXPECT_EQ(staying(days(70, 100)), (std::vector<std::uint64_t>{100, 3'200, 6'000, 7'000}));
}

TEST(KeptBalances, LieNoFurtherApartThanAnAnswerCanAddUp)
{
    const auto stay = staying(days(31, 20'000));
    EXPECT_EQ(stay.size(), 16u);
    for (std::size_t i = 1; i < stay.size(); ++i)
        EXPECT_LE(stay[i] - stay[i - 1], 50'000u);
}

TEST(KeptBalances, StayAsTheyAreWhenTheyWereThinnedBefore)
{
    auto kept = days(70, 20'000);
    for (const auto position : superfluous(kept))
        std::erase_if(kept, [&](const auto& each) { return each.position == position; });
    EXPECT_TRUE(superfluous(kept).empty());
}

TEST(KeptBalances, OfTheLastSixtyDaysAreAllKept)
{
    EXPECT_EQ(balances_kept_whole_until(new_year.plus_seconds(60 * day)), new_year);
}

}  // namespace
}  // namespace varde::domain
