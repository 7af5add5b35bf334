#include "packs/calendar.hpp"

#include <gtest/gtest.h>

namespace varde::packs {
namespace {

Holiday fixed(unsigned month, unsigned day) { return {.month = month, .day = day}; }
Holiday easter(int offset) { return {.by = Holiday::By::easter, .easter_offset = offset}; }

Calendar norway()
{
    auto calendar = Calendar::make(
        "Europe/Oslo", {.holidays = {fixed(1, 1), easter(-3), easter(-2), easter(0), easter(1),
                                     fixed(5, 1), fixed(5, 17), easter(39), easter(49), easter(50),
                                     fixed(12, 25), fixed(12, 26)}});
    return std::move(calendar).value();
}

domain::OpeningHours office()
{
    domain::OpeningHours hours;
    for (std::size_t day = 0; day < 5; ++day)
        hours.days[day] = {8 * 60, 15 * 60 + 30};
    return hours;
}

/// An instant from RFC 3339, with the offset that Oslo has then.
Timestamp at(std::string_view text) { return parse_rfc3339(text).value(); }

std::string next_end(std::string_view from)
{
    return rfc3339_seconds(norway().end_of_next_working_day(office(), at(from)));
}

TEST(Calendar, KnowsEasterOfEachYear)
{
    auto calendar = Calendar::make("UTC", {.holidays = {easter(0)}});
    ASSERT_TRUE(calendar);
    for (const char* day :
         {"2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20",
          "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2031-04-13",
          "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25", "2038-04-25", "2008-03-23"}) {
        const auto noon = at(std::string(day) + "T12:00:00Z");
        EXPECT_TRUE(calendar.value().is_holiday(noon)) << day;
        EXPECT_FALSE(calendar.value().is_holiday(noon.plus_seconds(-86'400))) << day;
        EXPECT_FALSE(calendar.value().is_holiday(noon.plus_seconds(86'400))) << day;
    }
}

TEST(Calendar, KnowsTheHolidaysOf2026)
{
    const auto calendar = norway();
    for (const char* day :
         {"2026-01-01", "2026-04-02", "2026-04-03", "2026-04-05", "2026-04-06", "2026-05-01",
          "2026-05-14", "2026-05-17", "2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26"})
        EXPECT_TRUE(calendar.is_holiday(at(std::string(day) + "T10:00:00Z"))) << day;
    for (const char* day :
         {"2026-04-01", "2026-04-04", "2026-04-07", "2026-05-15", "2026-12-24", "2026-12-31"})
        EXPECT_FALSE(calendar.is_holiday(at(std::string(day) + "T10:00:00Z"))) << day;
}

TEST(Calendar, CountsAHolidayFromLocalMidnight)
{
    const auto calendar = norway();
    EXPECT_FALSE(calendar.is_holiday(at("2028-05-16T23:59:59+02:00")));
    EXPECT_TRUE(calendar.is_holiday(at("2028-05-17T00:00:00+02:00")));
    EXPECT_TRUE(calendar.is_holiday(at("2028-05-17T23:59:59+02:00")));
    EXPECT_FALSE(calendar.is_holiday(at("2028-05-18T00:00:00+02:00")));
}

TEST(Calendar, IsOpenFromTheFirstMinuteUpToTheLast)
{
    const auto calendar = norway();
    const auto hours = office();
    EXPECT_FALSE(calendar.is_open(hours, at("2026-11-23T07:59:59+01:00")));
    EXPECT_TRUE(calendar.is_open(hours, at("2026-11-23T08:00:00+01:00")));
    EXPECT_TRUE(calendar.is_open(hours, at("2026-11-23T15:29:59+01:00")));
    EXPECT_FALSE(calendar.is_open(hours, at("2026-11-23T15:30:00+01:00")));
    EXPECT_FALSE(calendar.is_open(hours, at("2026-11-22T10:00:00+01:00"))) << "Sunday";
    EXPECT_FALSE(calendar.is_open(hours, at("2027-05-17T10:00:00+02:00"))) << "17 May";
}

TEST(Calendar, FindsTheNextOpening)
{
    const auto calendar = norway();
    const auto next = [&](std::string_view from) {
        return rfc3339_seconds(calendar.next_opening(office(), at(from)));
    };
    EXPECT_EQ(next("2026-11-23T10:00:00+01:00"), "2026-11-23T09:00:00Z") << "open already";
    EXPECT_EQ(next("2026-11-23T03:00:00+01:00"), "2026-11-23T07:00:00Z") << "the same morning";
    EXPECT_EQ(next("2026-11-20T16:00:00+01:00"), "2026-11-23T07:00:00Z") << "over a weekend";
    EXPECT_EQ(next("2026-12-24T15:30:00+01:00"), "2026-12-28T07:00:00Z") << "over Christmas";
    EXPECT_EQ(next("2027-03-24T18:00:00+01:00"), "2027-03-30T06:00:00Z") << "over Easter";
}

TEST(Calendar, EndsTheNextWorkingDayAfterChristmas)
{
    EXPECT_EQ(next_end("2026-12-23T12:00:00+01:00"), "2026-12-24T14:30:00Z");
    EXPECT_EQ(next_end("2026-12-24T12:00:00+01:00"), "2026-12-28T14:30:00Z");
    EXPECT_EQ(next_end("2026-12-26T12:00:00+01:00"), "2026-12-28T14:30:00Z");
    EXPECT_EQ(next_end("2026-12-31T12:00:00+01:00"), "2027-01-04T14:30:00Z");
}

TEST(Calendar, EndsTheNextWorkingDayAfterEasterInSummerTime)
{
    EXPECT_EQ(next_end("2027-03-23T23:59:00+01:00"), "2027-03-24T14:30:00Z");
    EXPECT_EQ(next_end("2027-03-24T00:01:00+01:00"), "2027-03-30T13:30:00Z");
    EXPECT_EQ(next_end("2027-03-29T12:00:00+02:00"), "2027-03-30T13:30:00Z");
}

TEST(Calendar, FollowsTheClocksWhenTheyGoForwardAndBack)
{
    const auto calendar = norway();
    // Friday before the last Sunday in March, and before the last Sunday in October.
    EXPECT_EQ(next_end("2026-03-27T09:00:00+01:00"), "2026-03-30T13:30:00Z");
    EXPECT_EQ(next_end("2026-10-23T09:00:00+02:00"), "2026-10-26T14:30:00Z");
    domain::OpeningHours night;
    for (auto& day : night.days)
        day = {2 * 60 + 30, 4 * 60};
    // 02:30 does not exist on 29 March 2026: the unit opens as the clocks jump to 03:00.
    EXPECT_EQ(rfc3339_seconds(calendar.next_opening(night, at("2026-03-29T00:00:00+01:00"))),
              "2026-03-29T01:00:00Z");
    // 02:30 comes twice on 25 October 2026: the first one counts.
    EXPECT_EQ(rfc3339_seconds(calendar.next_opening(night, at("2026-10-25T00:00:00+02:00"))),
              "2026-10-25T00:30:00Z");
}

TEST(Calendar, NeverClosesAUnitThatIsAlwaysOpen)
{
    const auto calendar = norway();
    const auto christmas = at("2026-12-25T03:00:00+01:00");
    for (const auto& hours : {domain::OpeningHours{.always_open = true}, domain::OpeningHours{}}) {
        EXPECT_TRUE(calendar.is_open(hours, christmas));
        EXPECT_EQ(calendar.next_opening(hours, christmas), christmas);
        EXPECT_EQ(rfc3339_seconds(calendar.end_of_next_working_day(hours, christmas)),
                  "2026-12-26T23:00:00Z");
    }
}

TEST(Calendar, SaysATimeInWords)
{
    const auto calendar = norway();
    const auto monday = at("2026-11-23T08:00:00+01:00");
    EXPECT_EQ(calendar.in_words(monday, "nb"), "mandag 23. november 2026 kl. 08.00");
    EXPECT_EQ(calendar.in_words(monday, "en"), "Monday 23 November 2026 at 08:00");
    const auto saturday = at("2027-05-01T23:59:59+02:00");
    EXPECT_EQ(calendar.in_words(saturday, "nb"), "lørdag 1. mai 2027 kl. 23.59");
    EXPECT_EQ(calendar.in_words(saturday, "en"), "Saturday 1 May 2027 at 23:59");
    EXPECT_EQ(calendar.in_words(saturday, "fr"), "Saturday 1 May 2027 at 23:59");
}

TEST(Calendar, SaysADeadlineAtMidnightAsTheEndOfTheDayBefore)
{
    const auto calendar = norway();
    const auto midnight = at("2027-05-18T00:00:00+02:00");
    EXPECT_EQ(calendar.deadline_in_words(midnight, "nb"), "mandag 17. mai 2027 kl. 24.00");
    EXPECT_EQ(calendar.deadline_in_words({midnight.unix_us + 1}, "en"),
              "Tuesday 18 May 2027 at 00:00");
}

TEST(Calendar, RefusesATimeZoneThatDoesNotExist)
{
    const auto calendar = Calendar::make("Europe/Atlantis", {});
    ASSERT_FALSE(calendar);
    EXPECT_EQ(calendar.error().code, ErrorCode::invalid);
    EXPECT_EQ(calendar.error().message, "\"Europe/Atlantis\" is not in the time zone database");
}

}  // namespace
}  // namespace varde::packs
