#include "domain/escalation/climb.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr std::int64_t minutes = 60, hours = 3600, days = 24 * hours;

/// As the pack `no` has it: the first due is one hour after the start.
const Ladder urgent{.name = "urgent",
                    .steps = {{Listener::duty, From::start, 0},
                              {Listener::readers, From::start, 15 * minutes},
                              {Listener::leader, From::start, 30 * minutes},
                              {Listener::director, From::due, 0},
                              {Listener::oversight, From::due, 1 * hours}},
                    .repeat_every_seconds = 15 * minutes,
                    .acknowledged_for_seconds = 20 * minutes};

constexpr Timestamp start{1'800'000'000'000'000};
Timestamp after(std::int64_t seconds) { return start.plus_seconds(seconds); }

Climb climbed(std::vector<Raised> raised = {})
{
    return {.since = start, .due = after(1 * hours), .raised = std::move(raised)};
}

/// All that is told up to `until` by a clock that is asked exactly when it asked to be, and never
/// answers. Each as minutes from the start and the step.
std::vector<std::pair<std::int64_t, int>> told(const Ladder& ladder, Climb climb, Timestamp now,
                                               Timestamp until)
{
    std::vector<std::pair<std::int64_t, int>> all;
    while (now <= until) {
        const Move move = next_move(ladder, climb, now);
        EXPECT_EQ(move.tell, move.at <= now);
        if (!move.tell) {
            now = move.at;
            continue;
        }
        all.emplace_back((now.unix_us - start.unix_us) / (minutes * 1'000'000), move.step);
        climb.raised.push_back({.step = move.step, .at = now});
    }
    return all;
}

using Steps = std::vector<std::pair<std::int64_t, int>>;

TEST(Climb, TellsEveryStepAtItsTimeAndTheLastOneAgainAndAgain)
{
    EXPECT_EQ(told(urgent, climbed(), start, after(150 * minutes)),
              (Steps{{0, 0}, {15, 1}, {30, 2}, {60, 3}, {120, 4}, {135, 4}, {150, 4}}));
}

TEST(Climb, CatchesUpWithEveryStepAtOnceAfterTheClockStoodStill)
{
    EXPECT_EQ(told(urgent, climbed(), after(70 * minutes), after(125 * minutes)),
              (Steps{{70, 0}, {70, 1}, {70, 2}, {70, 3}, {120, 4}}));
    EXPECT_EQ(told(urgent, climbed({{.step = 4, .at = after(2 * hours)}}), after(30 * hours),
                   after(30 * hours)),
              (Steps{{30 * 60, 4}}))
        << "What was missed is told once, not once for each time it was missed.";
}

TEST(Climb, NeverTellsAStepLaterThanOneAfterIt)
{
    Climb climb = climbed();
    climb.due = after(10 * minutes);
    EXPECT_EQ(told(urgent, climb, start, after(70 * minutes)),
              (Steps{{0, 0}, {10, 1}, {10, 2}, {10, 3}, {70, 4}}));
}

TEST(Climb, WarnsBeforeTheDueButNeverBeforeTheStart)
{
    const Ladder warning{
        .steps = {{Listener::duty, From::due, -2 * days}, {Listener::oversight, From::due, 0}},
        .repeat_every_seconds = 1 * days,
        .acknowledged_for_seconds = 1 * hours};
    EXPECT_EQ(next_move(warning, climbed(), start), (Move{true, 0, start}));
    Climb week = climbed();
    week.due = after(7 * days);
    EXPECT_EQ(next_move(warning, week, start), (Move{false, 0, after(5 * days)}));
}

TEST(Climb, TakesAnUnknownDueForOneThatHasPassed)
{
    Climb climb = climbed();
    climb.due.reset();
    EXPECT_EQ(told(urgent, climb, start, after(60 * minutes)),
              (Steps{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {60, 4}}));
}

TEST(Climb, PassesAStepThatReachedNobodyAtOnce)
{
    const auto vain = climbed({{.step = 0, .at = start, .in_vain = true}});
    EXPECT_EQ(next_move(urgent, vain, start), (Move{true, 1, start}));
    auto later = climbed({{.step = 0, .at = start}, {.step = 1, .at = after(15 * minutes)}});
    EXPECT_FALSE(next_move(urgent, later, after(16 * minutes)).tell);
    later.raised.back().in_vain = true;
    EXPECT_TRUE(next_move(urgent, later, after(16 * minutes)).tell)
        << "also where that became known only afterwards";
}

TEST(Climb, RepeatsTheTopAtItsPaceEvenWhereItReachedNobody)
{
    const auto top = climbed({{.step = 4, .at = after(2 * hours), .in_vain = true}});
    EXPECT_EQ(next_move(urgent, top, after(2 * hours)),
              (Move{false, 4, after(2 * hours + 15 * minutes)}));
}

TEST(Climb, RepeatsMoreRarelyTheLongerItLastsButNeverMoreRarelyThanDaily)
{
    const auto pause_after = [](std::int64_t seconds) {
        const auto top = climbed({{.step = 4, .at = after(seconds)}});
        return next_move(urgent, top, after(seconds)).at.unix_s() - after(seconds).unix_s();
    };
    const auto due = 1 * hours;  // See climbed().
    EXPECT_EQ(pause_after(due + 4 * hours), 15 * minutes);
    EXPECT_EQ(pause_after(due + 16 * hours), 1 * hours);
    EXPECT_EQ(pause_after(due + 30 * days), 1 * days);
}

TEST(Climb, WaitsForWhoAcknowledgedAndGoesOnWhenNothingFollows)
{
    auto climb = climbed({{.step = 0, .at = start, .acknowledged_at = after(10 * minutes)}});
    EXPECT_EQ(next_move(urgent, climb, after(15 * minutes)), (Move{false, 1, after(30 * minutes)}));
    EXPECT_TRUE(next_move(urgent, climb, after(30 * minutes)).tell);
    climb.raised.front().in_vain = true;
    EXPECT_FALSE(next_move(urgent, climb, after(15 * minutes)).tell)
        << "Who acknowledges has been reached, whatever the mail said.";
}

TEST(Climb, IsNotHeldPastTheDueByWhatWasPromisedBeforeIt)
{
    const auto climb =
        climbed({{.step = 0, .at = start, .acknowledged_at = after(10 * minutes)},
                 {.step = 1, .at = after(30 * minutes)},
                 {.step = 2, .at = after(35 * minutes), .acknowledged_at = after(55 * minutes)}});
    EXPECT_EQ(next_move(urgent, climb, after(56 * minutes)), (Move{false, 3, after(1 * hours)}));
}

TEST(Climb, IsHeldOnceForEachStepHoweverManyAcknowledge)
{
    const auto climb =
        climbed({{.step = 3, .at = after(60 * minutes)},
                 {.step = 4, .at = after(120 * minutes), .acknowledged_at = after(121 * minutes)}});
    auto more = climb;
    more.raised.front().acknowledged_at = after(135 * minutes);
    for (const Climb& each : {climb, more})
        EXPECT_EQ(next_move(urgent, each, after(136 * minutes)),
                  (Move{false, 4, after(141 * minutes)}));
    auto before = climb;
    before.raised.front().acknowledged_at = before.raised.back().acknowledged_at;
    before.raised.back().acknowledged_at.reset();
    before.raised.front().acknowledged_at = after(110 * minutes);
    EXPECT_EQ(next_move(urgent, before, after(136 * minutes)).at, after(135 * minutes))
        << "An answer to an earlier step does not hold a later one.";
}

TEST(Climb, GoesOnAtTheTopOfALadderThatHasBecomeShorter)
{
    const auto climb = climbed({{.step = 9, .at = start}});
    EXPECT_EQ(next_move(urgent, climb, start), (Move{false, 4, after(15 * minutes)}));
}

TEST(QuietHours, MayGoOverMidnight)
{
    constexpr QuietHours night{21 * 60, 7 * 60}, noon{12 * 60, 13 * 60};
    EXPECT_TRUE(is_quiet(night, 21 * 60));
    EXPECT_TRUE(is_quiet(night, 0));
    EXPECT_TRUE(is_quiet(night, 7 * 60 - 1));
    EXPECT_FALSE(is_quiet(night, 7 * 60));
    EXPECT_FALSE(is_quiet(night, 12 * 60));
    EXPECT_TRUE(is_quiet(noon, 12 * 60));
    EXPECT_FALSE(is_quiet(noon, 13 * 60));
    EXPECT_FALSE(is_quiet(noon, 0));
}

}  // namespace
}  // namespace varde::domain
