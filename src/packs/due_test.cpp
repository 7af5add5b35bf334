#include "packs/due.hpp"

#include <gtest/gtest.h>

namespace varde::packs {
namespace {

using domain::Suspension;

Day day(std::string_view text) { return day_in(text).value(); }
Timestamp at(std::string_view text) { return parse_rfc3339(text).value(); }

Calendar oslo()
{
    SchoolCalendar school{.area = "3403", .begins_minute = 8 * 60};
    school.years = {{day("2026-08-17"), day("2027-06-18")}};
    school.off = {{day("2026-10-05"), day("2026-10-09")}};
    auto calendar =
        Calendar::make("Europe/Oslo", {.holidays = {{.name = "Christmas", .month = 12, .day = 25}},
                                       .hverdage = Hverdage{.saturday = false},
                                       .schools = {school}});
    return std::move(calendar).value();
}

domain::OpeningHours office()
{
    domain::OpeningHours hours;
    for (std::size_t weekday = 0; weekday < 5; ++weekday)
        hours.days[weekday] = {8 * 60, 16 * 60};
    return hours;
}

/// Due as RFC 3339, or the reason why there is none. From Monday 23 November 2026, 10:00.
std::string due_of(std::string_view limit, const std::vector<Suspension>& suspensions = {},
                   std::string_view start = "2026-11-23T10:00:00+01:00")
{
    const auto calendar = oslo();
    const auto hours = office();
    const Due found =
        due(at(start), domain::limit_in(limit).value(),
            {.calendar = calendar, .hours = hours, .school_area = "3403"}, suspensions);
    return found.at ? rfc3339_seconds(*found.at) : std::string(in_words(found.gap));
}

Suspension stop(std::string_view from, std::string_view to)
{
    return {.rule = "Act § 9", .from = at(from), .to = at(to)};
}

TEST(Due, StandsStillForTheHoursOfASuspension)
{
    const auto pause = stop("2026-11-23T12:00:00+01:00", "2026-11-23T15:30:00+01:00");
    EXPECT_EQ(due_of("24 hours"), "2026-11-24T09:00:00Z");
    EXPECT_EQ(due_of("24 hours", {pause}), "2026-11-24T12:30:00Z");
    const auto before = stop("2026-11-23T07:00:00+01:00", "2026-11-23T11:00:00+01:00");
    EXPECT_EQ(due_of("24 hours", {before}), "2026-11-24T10:00:00Z") << "only its part after start";
    const auto after = stop("2026-11-24T10:00:00+01:00", "2026-11-24T12:00:00+01:00");
    EXPECT_EQ(due_of("24 hours", {after}), "2026-11-24T09:00:00Z") << "it was over by then";
}

TEST(Due, CountsOverlappingSuspensionsOnceInAnyOrder)
{
    const auto a = stop("2026-11-23T12:00:00+01:00", "2026-11-23T14:00:00+01:00");
    const auto b = stop("2026-11-23T13:00:00+01:00", "2026-11-23T15:00:00+01:00");
    EXPECT_EQ(due_of("24 hours", {b, a}), "2026-11-24T12:00:00Z");
    const auto while_longer = stop("2026-11-24T11:00:00+01:00", "2026-11-24T12:00:00+01:00");
    EXPECT_EQ(due_of("24 hours", {while_longer, a}), "2026-11-24T12:00:00Z")
        << "a pause in the time that another one added";
}

TEST(Due, LeavesOutTheWholeDaysOfASuspension)
{
    const auto two_days = stop("2026-11-25T00:00:00+01:00", "2026-11-27T00:00:00+01:00");
    EXPECT_EQ(due_of("1 week"), "2026-11-30T23:00:00Z");
    EXPECT_EQ(due_of("1 week", {two_days}), "2026-12-02T23:00:00Z");
    EXPECT_EQ(due_of("1 month", {two_days}), "2026-12-25T23:00:00Z");
    EXPECT_EQ(due_of("3 working days", {two_days}), "2026-11-30T15:00:00Z");
    EXPECT_EQ(due_of("3 hverdage", {two_days}), "2026-11-30T23:00:00Z");
    const auto parts = stop("2026-11-25T00:01:00+01:00", "2026-11-26T23:59:00+01:00");
    EXPECT_EQ(due_of("1 week", {parts}), "2026-11-30T23:00:00Z") << "no day is covered whole";
    const auto touching = stop("2026-11-24T12:00:00+01:00", "2026-11-25T12:00:00+01:00");
    const auto next = stop("2026-11-25T12:00:00+01:00", "2026-11-26T12:00:00+01:00");
    EXPECT_EQ(due_of("1 week", {touching, next}), "2026-12-01T23:00:00Z") << "together they do";
}

TEST(Due, WaitsForTheFirstSchoolDayAfterASuspension)
{
    const auto tuesday = stop("2026-11-24T00:00:00+01:00", "2026-11-25T00:00:00+01:00");
    EXPECT_EQ(due_of("next school day"), "2026-11-24T07:00:00Z");
    EXPECT_EQ(due_of("next school day", {tuesday}), "2026-11-25T07:00:00Z");
}

TEST(Due, SaysThatNobodyKnowsWhileASuspensionHasNoEnd)
{
    const Suspension open{.rule = "Act § 9", .from = at("2026-11-25T00:00:00+01:00")};
    for (const char* limit : {"1 week", "3 working days", "72 hours"})
        EXPECT_EQ(due_of(limit, {open}), "suspended") << limit;
    EXPECT_EQ(due_of("24 hours", {open}), "2026-11-24T09:00:00Z") << "due before it began";
    EXPECT_EQ(due_of("next school day", {open}, "2027-06-18T10:00:00+02:00"), "suspended");
}

TEST(Due, HeedsOnlyTheSuspensionsThatItsRuleNames)
{
    const auto calendar = oslo();
    const auto hours = office();
    const Workplace place{.calendar = calendar, .hours = hours};
    domain::Rule rule{.name = "review", .limit = *domain::limit_in("1 week")};
    const std::vector pauses{stop("2026-11-25T00:00:00+01:00", "2026-11-27T00:00:00+01:00")};
    const auto start = at("2026-11-23T10:00:00+01:00");
    EXPECT_EQ(rfc3339_seconds(*due(start, rule, place, pauses).at), "2026-11-30T23:00:00Z");
    rule.suspended_by = {"Act § 9"};
    EXPECT_EQ(rfc3339_seconds(*due(start, rule, place, pauses).at), "2026-12-02T23:00:00Z");
}

TEST(DueDeathTest, StopsWhereASuspensionNamesNoRule)
{
    EXPECT_DEATH(due_of("1 week", {{.rule = "", .from = at("2026-11-25T00:00:00+01:00")}}), "rule");
}

TEST(Due, CountsNoSaturdayWhereThePackSaysSo)
{
    EXPECT_EQ(due_of("5 hverdage"), "2026-11-30T23:00:00Z");
}

TEST(Due, IsNeverBeforeItsStartAndNeverEarlierForALaterStart)
{
    const auto calendar = oslo();
    const auto hours = office();
    const Workplace place{.calendar = calendar, .hours = hours, .school_area = "3403"};
    for (const char* text : {"1 hour", "24 hours", "1 day", "1 week", "1 month", "1 working day",
                             "15 working days", "6 hverdage", "next school day"}) {
        const auto limit = domain::limit_in(text).value();
        Timestamp before = due(at("2026-09-01T00:00:00Z"), limit, place).at.value();
        // Every 37 minutes, over both changes of the clocks.
        for (auto start = at("2026-09-01T00:00:00Z"); start < at("2027-04-30T00:00:00Z");
             start = start.plus_seconds(37 * 60)) {
            const auto found = due(start, limit, place).at.value();
            ASSERT_LT(start, found) << text << " " << rfc3339(start);
            ASSERT_LE(before, found) << text << " " << rfc3339(start);
            before = found;
        }
    }
}

}  // namespace
}  // namespace varde::packs
