#include "domain/drill/drill.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::domain {
namespace {

constexpr Timestamp nine{1'795'424'400'000'000};

Hash draw_of(std::uint8_t first, std::uint8_t last)
{
    Hash draw{};
    draw[0] = first;
    draw[7] = last;
    return draw;
}

TEST(DrawnInstant, LiesWithinTheOpenHoursAndCanBeAnyOfTheirSeconds)
{
    const std::vector<Span> open{{nine, nine.plus_seconds(60)},
                                 {nine.plus_seconds(600), nine.plus_seconds(640)}};
    std::set<std::int64_t> seconds;
    for (int i = 0; i < 256; ++i) {
        const auto at = drawn_instant(open, draw_of(0, std::uint8_t(i)));
        ASSERT_TRUE(at);
        EXPECT_TRUE(open[0].holds(*at) || open[1].holds(*at));
        seconds.insert(at->unix_us);
    }
    EXPECT_EQ(seconds.size(), 100u);
}

TEST(DrawnInstant, IsTheSameForTheSameDrawAndThereIsNoneWhereNothingIsOpen)
{
    const std::vector<Span> open{{nine, nine.plus_seconds(86'400)}};
    EXPECT_EQ(drawn_instant(open, draw_of(200, 17)), drawn_instant(open, draw_of(200, 17)));
    EXPECT_NE(drawn_instant(open, draw_of(200, 17)), drawn_instant(open, draw_of(200, 18)));
    EXPECT_FALSE(drawn_instant({}, draw_of(200, 17)));
    EXPECT_FALSE(drawn_instant(std::vector<Span>{{nine, nine}}, draw_of(200, 17)));
}

TEST(DrillOutcome, IsLateOnlyAfterTheDueTime)
{
    EXPECT_EQ(outcome_when_opened(nine, nine), DrillOutcome::passed);
    EXPECT_EQ(outcome_when_opened(nine, nine.plus_seconds(1)), DrillOutcome::late);
    EXPECT_EQ(outcome_when_opened({}, nine), DrillOutcome::passed);
}

TEST(DrillKinds, EachComesInItsTurn)
{
    const std::vector<KindName> kinds{{"a"}, {"b"}, {"c"}};
    EXPECT_EQ(kind_in_turn(kinds, 3), KindName{"a"});
    EXPECT_EQ(kind_in_turn(kinds, 4), KindName{"b"});
    EXPECT_EQ(kind_in_turn(kinds, 5), KindName{"c"});
}

TEST(DrillNames, AreReadBack)
{
    for (const auto name : {DrillName::machine, DrillName::human})
        EXPECT_EQ(drill_named(name_of(name)), name);
    for (const auto outcome : {DrillOutcome::passed, DrillOutcome::failed, DrillOutcome::late})
        EXPECT_EQ(drill_outcome_named(name_of(outcome)), outcome);
    for (int i = 0; i <= int(DrillStep::opened); ++i)
        EXPECT_EQ(drill_step_named(name_of(DrillStep(i))), DrillStep(i));
    EXPECT_FALSE(drill_named("other"));
}

}  // namespace
}  // namespace varde::domain
