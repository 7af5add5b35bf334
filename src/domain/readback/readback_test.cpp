// What is asked when, and what an answer, or none, makes of it.
#include "domain/readback/readback.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp monday{1'795'424'400'000'000};  // 2026-11-23T09:00:00Z
constexpr std::int64_t hour = 3'600, day = 24 * hour;
constexpr std::uint64_t draw = 17;

Readback fresh() { return begin_readback({.number = 1, .added_at = monday}); }
Readback stored() { return prove(fresh(), "a/1", true, draw, monday).readback; }

TEST(Readback, IsAskedFromTheBeginningAndSilentAfterAnHour)
{
    EXPECT_EQ(fresh().state, ReadbackState::waiting);
    EXPECT_EQ(fresh().due_at, monday.plus_seconds(hour));
    EXPECT_FALSE(look_again(fresh(), monday.plus_seconds(hour - 1)).changed);
    const auto silent = look_again(fresh(), monday.plus_seconds(hour));
    EXPECT_TRUE(silent.changed);
    EXPECT_EQ(silent.readback.state, ReadbackState::silent);
    EXPECT_EQ(silent.readback.round, 1) << "the same question may still be answered";
}

TEST(Readback, IsStoredByAProofAndAskedAgainAfterAnHour)
{
    EXPECT_EQ(stored().state, ReadbackState::stored);
    EXPECT_FALSE(stored().asked_at);
    EXPECT_EQ(stored().due_at, monday.plus_seconds(hour));
    const auto again = look_again(stored(), monday.plus_seconds(hour));
    EXPECT_FALSE(again.changed);
    EXPECT_EQ(again.readback.round, 2) << "with a nonce of its own";
    EXPECT_FALSE(prove(again.readback, "a/1", true, draw, monday.plus_seconds(hour + 1)).changed);
}

TEST(Readback, IsStoredAnewOnceItHasFailed)
{
    auto failed = fail_readback(stored(), ReadbackState::missing, monday.plus_seconds(day));
    EXPECT_TRUE(failed.changed);
    EXPECT_TRUE(failed.readback.asked_at) << "so that it can be proved at once";
    failed.readback.told = "some problem";
    EXPECT_FALSE(fail_readback(failed.readback, ReadbackState::missing, monday).changed);
    const auto other = fail_readback(failed.readback, ReadbackState::wrong_digest, monday);
    EXPECT_TRUE(other.readback.told.empty()) << "another failure is told anew";
    const auto back = prove(failed.readback, "a/1", true, draw, monday.plus_seconds(2 * day));
    EXPECT_TRUE(back.changed);
    EXPECT_EQ(back.readback.stored_at, monday.plus_seconds(2 * day));
    EXPECT_TRUE(back.readback.told.empty());
}

TEST(Readback, GetsAFreshQuestionEachDayWhileItFails)
{
    auto failed = fail_readback(stored(), ReadbackState::missing, monday).readback;
    const auto round = failed.round;
    failed = look_again(failed, monday.plus_seconds(day)).readback;
    EXPECT_EQ(failed.round, round + 1);
    EXPECT_EQ(failed.state, ReadbackState::missing);
    EXPECT_EQ(failed.due_at, monday.plus_seconds(2 * day));
}

TEST(Readback, AsksBesideContentOnlyTheFirstTime)
{
    const auto again = monday.plus_seconds(5 * hour);
    EXPECT_EQ(hand_over(fresh(), again), fresh());
    const auto silent = look_again(fresh(), monday.plus_seconds(hour)).readback;
    EXPECT_EQ(hand_over(silent, again), silent) << "it has said nothing yet";
    for (const auto how : {ReadbackState::missing, ReadbackState::regressed, ReadbackState::silent,
                           ReadbackState::wrong_digest}) {
        const auto failed = fail_readback(stored(), how, monday.plus_seconds(day)).readback;
        const auto given = hand_over(failed, again);
        EXPECT_FALSE(given.asked_at);
        EXPECT_GT(given.round, failed.round) << "what was asked is void";
        EXPECT_EQ(given.due_at, again.plus_seconds(hour));
        EXPECT_EQ(hand_over(given, again).round, given.round);
        const auto asked = look_again(given, again.plus_seconds(hour));
        EXPECT_EQ(asked.readback.state, how);
        EXPECT_TRUE(asked.readback.asked_at);
    }
    EXPECT_FALSE(
        hand_over(fail_readback(fresh(), ReadbackState::wrong_digest, monday).readback, again)
            .asked_at);
}

TEST(Readback, RecordsThatAnotherSystemOrVersionProvedIt)
{
    const auto asked = look_again(stored(), monday.plus_seconds(hour)).readback;
    const auto other = prove(asked, "a/2", true, draw, monday.plus_seconds(hour + 1));
    EXPECT_TRUE(other.changed);
    EXPECT_EQ(other.readback.stored_at, monday) << "held all the time";
}

TEST(Readback, AsksNothingOfWhatWeCannotReadOurselves)
{
    auto withheld = withhold(stored(), monday.plus_seconds(hour));
    EXPECT_TRUE(withheld.changed);
    EXPECT_TRUE(is_failing(withheld.readback.state));
    EXPECT_FALSE(withheld.readback.asked_at);
    EXPECT_EQ(withheld.readback.due_at, monday.plus_seconds(hour + unread_seconds_max));
    withheld.readback.told = "unavailable";
    const auto soon = withhold(withheld.readback, monday.plus_seconds(hour + 60));
    EXPECT_FALSE(soon.changed);
    EXPECT_EQ(soon.readback, withheld.readback);
    auto later = withheld.readback;
    int told_again = 0;
    for (int i = 1; i <= 3 * 24 * 6; ++i) {
        later = withhold(later, monday.plus_seconds(hour + i * unread_seconds_max)).readback;
        if (later.told.empty())
            ++told_again;
        later.told = "unavailable";
    }
    EXPECT_EQ(told_again, 3) << "once a day, though somebody looks more often";
    EXPECT_EQ(later.failed_at, monday.plus_seconds(hour));
}

TEST(Readback, BlamesNobodyForWhatWeCanReadAgain)
{
    const auto at = monday.plus_seconds(hour + unread_seconds_max);
    const auto held = look_again(withhold(stored(), monday.plus_seconds(hour)).readback, at);
    EXPECT_FALSE(held.changed);
    EXPECT_EQ(held.readback.state, ReadbackState::stored) << "as it was";
    EXPECT_EQ(held.readback.asked_at, at);
    EXPECT_EQ(held.readback.due_at, at.plus_seconds(hour));
    EXPECT_FALSE(held.readback.failed_at);
    const auto never = look_again(held.readback, at.plus_seconds(hour));
    EXPECT_EQ(never.readback.state, ReadbackState::silent) << "from now on it is theirs to answer";
    const auto fetched = look_again(withhold(fresh(), monday).readback, at).readback;
    EXPECT_EQ(fetched.state, ReadbackState::waiting);
    EXPECT_EQ(hand_over(fetched, at), fetched) << "with its first question";
    const auto lost = fail_readback(stored(), ReadbackState::missing, monday).readback;
    EXPECT_EQ(look_again(withhold(lost, monday.plus_seconds(hour)).readback, at).readback.state,
              ReadbackState::waiting)
        << "never stored by that";
}

TEST(Readback, IsToldOfEachDayHoweverOftenItIsGivenAgain)
{
    auto given = fail_readback(stored(), ReadbackState::missing, monday).readback;
    int told_again = 0;
    for (auto at = monday; at < monday.plus_seconds(3 * day); at = at.plus_seconds(50 * 60)) {
        given = hand_over(given, at);
        if (at != monday && given.told.empty())
            ++told_again;
        given.told = "missing";
    }
    EXPECT_EQ(told_again, 2);
}

TEST(Readback, IsTakenOnceItWasGivenSinceItFails)
{
    const auto given = [](Readback readback, Timestamp at) {
        readback = hand_over(readback, at);
        readback.read_round = readback.round;
        return readback;
    };
    EXPECT_FALSE(is_taken(given(fresh(), monday))) << "its first question stands beside it";
    const auto first = given(fresh(), monday);
    const auto proved = prove(first, "a/1", true, draw, monday).readback;
    const auto regressed = fail_readback(proved, ReadbackState::regressed, monday).readback;
    EXPECT_FALSE(is_taken(regressed));
    const auto again = given(regressed, monday);
    EXPECT_TRUE(is_taken(again));
    const auto asked = look_again(again, monday.plus_seconds(hour)).readback;
    EXPECT_TRUE(is_taken(asked)) << "it has a day to answer";
    EXPECT_FALSE(is_taken(look_again(asked, monday.plus_seconds(hour + day)).readback));
}

TEST(Readback, IsAskedEachNightForThirtyNightsThenAboutOnceAWeekWhileOpen)
{
    auto at = monday.plus_seconds(hour);
    for (int night = 0; night < 30; ++night) {
        const auto next = next_question(monday, true, draw, at);
        EXPECT_GT(next, at);
        EXPECT_LE(next.unix_us - at.unix_us, day * 1'000'000);
        EXPECT_LT(next.unix_us / 1'000'000 % day, 4 * hour);
        at = next;
    }
    const auto asked_in = [&](bool open, std::int64_t days) {
        int asked = 0;
        for (auto now = at; now < at.plus_seconds(days * day); ++asked)
            now = next_question(monday, open, draw, now);
        return asked;
    };
    EXPECT_NEAR(asked_in(true, 700), 100, 30);
    EXPECT_NEAR(asked_in(false, 3'000), 100, 30);
}

TEST(Readback, EndsWithWhatIsErased)
{
    const auto ended = end_readback(stored());
    EXPECT_FALSE(ended.due_at);
    EXPECT_FALSE(is_failing(ended.state));
    EXPECT_FALSE(look_again(ended, monday.plus_seconds(9 * day)).changed);
}

TEST(Readback, StatesHaveNamesThatReadBack)
{
    for (int i = 0; i <= int(ReadbackState::erased); ++i)
        EXPECT_EQ(readback_state_named(name_of(ReadbackState(i))), ReadbackState(i));
    EXPECT_FALSE(readback_state_named("fine"));
}

}  // namespace
}  // namespace varde::domain
