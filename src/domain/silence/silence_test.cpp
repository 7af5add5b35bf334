#include "domain/silence/silence.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'795'424'400'000'000};
constexpr std::int64_t day = 86'400;

/// A year of so many a week, the last one so many days ago.
ChannelCount channel(double per_week, double days_ago)
{
    const auto last = now.plus_seconds(-std::int64_t(days_ago * day));
    return {std::int64_t(per_week * 52), last.plus_seconds(-364 * day), last};
}

TEST(SilenceClock, RunsForAsLongAsChanceWouldNeedOnceInAThousand)
{
    const auto clock = silence_of(channel(10, 0), now);
    EXPECT_NEAR(clock.per_week, 10, 0.01);
    EXPECT_NEAR(double(clock.alarm_after_seconds) / day, 4.84, 0.01) << "ln(1000) * 7 / 10";
    EXPECT_EQ(silence_of(channel(10, 4.8), now).hearing, Hearing::heard);
    EXPECT_EQ(silence_of(channel(10, 4.9), now).hearing, Hearing::silent);
}

TEST(SilenceClock, TakesNoWeekendForASilence)
{
    EXPECT_EQ(silence_of(channel(200, 3.9), now).hearing, Hearing::heard);
    EXPECT_EQ(silence_of(channel(200, 4.1), now).hearing, Hearing::silent);
}

TEST(SilenceClock, SaysOfASmallChannelThatItCannotSay)
{
    const auto four = silence_of(channel(4, 0), now);
    EXPECT_EQ(four.hearing, Hearing::heard);
    EXPECT_NEAR(double(four.alarm_after_seconds) / day, 12.1, 0.1);
    const auto one = silence_of(channel(1, 300), now);
    EXPECT_EQ(one.hearing, Hearing::too_few);
    EXPECT_NEAR(double(one.alarm_after_seconds) / day, 48, 0.5) << "seven weeks";
    EXPECT_EQ(silence_of({}, now).hearing, Hearing::too_few);
}

TEST(SilenceClock, StaysSilentHoweverLongItLasts)
{
    for (const int days : {15, 100, 364, 1'000})
        EXPECT_EQ(silence_of(channel(20, days), now).hearing, Hearing::silent) << days;
}

TEST(SilenceClock, TakesNoFirstBurstForARate)
{
    const ChannelCount burst{15, now.plus_seconds(-3'600 - 20 * day), now.plus_seconds(-20 * day)};
    EXPECT_NEAR(silence_of(burst, now).per_week, 3.75, 0.01);
    EXPECT_EQ(silence_of(burst, now).hearing, Hearing::too_few);
}

TEST(SilenceClock, IsExplainedInBothLanguages)
{
    const auto silent = silence_of(channel(20, 30), now);
    EXPECT_EQ(in_words(silent, "en"),
              "Silent for longer than the 4 days that can be chance at about 20 a week. Call the "
              "sender and ask whether they have sent anything.");
    const auto few = silence_of(channel(0.5, 0), now);
    EXPECT_EQ(in_words(few, "nb"),
              "Omtrent 0,5 i uka er for lite: først etter 97 døgn kunne stillhet si noe. At veien "
              "virker, viser bare øvelser.");
    EXPECT_NE(silence_statement("nb"), silence_statement("en"));
}

}  // namespace
}  // namespace varde::domain
