#include "packs/staffed_hours.hpp"

#include <gtest/gtest.h>

namespace varde::packs {
namespace {

Calendar oslo()
{
    auto calendar = Calendar::make("Europe/Oslo",
                                   {.holidays = {{.by = Holiday::By::easter, .easter_offset = -3},
                                                 {.by = Holiday::By::easter, .easter_offset = -2},
                                                 {.by = Holiday::By::easter, .easter_offset = 1}}});
    return std::move(calendar).value();
}

domain::OpeningHours office()
{
    domain::OpeningHours hours;
    for (std::size_t day = 0; day < 5; ++day)
        hours.days[day] = {8 * 60, 15 * 60 + 30};
    return hours;
}

std::vector<std::string> open(const domain::OpeningHours& hours, std::string_view from,
                              std::string_view until)
{
    std::vector<std::string> shown;
    for (const auto& span :
         staffed_hours(oslo(), hours, {parse_rfc3339(from).value(), parse_rfc3339(until).value()}))
        shown.push_back(rfc3339_seconds(span.from) + " " + rfc3339_seconds(span.until));
    return shown;
}

using Shown = std::vector<std::string>;

TEST(StaffedHours, AreTheOpenHoursOfWorkingDaysInLocalTime)
{
    // Easter 2027: closed from Thursday 25 March to Monday 29 March; summer time from the 28th.
    EXPECT_EQ(open(office(), "2027-03-23T00:00:00Z", "2027-03-31T00:00:00Z"),
              (Shown{"2027-03-23T07:00:00Z 2027-03-23T14:30:00Z",
                     "2027-03-24T07:00:00Z 2027-03-24T14:30:00Z",
                     "2027-03-30T06:00:00Z 2027-03-30T13:30:00Z"}));
}

TEST(StaffedHours, AreCutWhereTheQuestionEnds)
{
    EXPECT_EQ(open(office(), "2027-03-23T10:00:00Z", "2027-03-24T09:00:00Z"),
              (Shown{"2027-03-23T10:00:00Z 2027-03-23T14:30:00Z",
                     "2027-03-24T07:00:00Z 2027-03-24T09:00:00Z"}));
    EXPECT_EQ(open(office(), "2027-03-23T14:30:00Z", "2027-03-24T07:00:00Z"), Shown{});
    EXPECT_EQ(open(office(), "2027-03-23T10:00:00Z", "2027-03-23T10:00:00Z"), Shown{});
    EXPECT_EQ(open(office(), "2027-03-23T10:00:00Z", "2027-03-22T10:00:00Z"), Shown{});
}

TEST(StaffedHours, AreAllHoursOfAUnitThatNeverCloses)
{
    const Shown whole{"2027-03-25T13:00:00Z 2027-03-30T01:00:00Z"};
    EXPECT_EQ(open({.always_open = true}, "2027-03-25T13:00:00Z", "2027-03-30T01:00:00Z"), whole);
    EXPECT_EQ(open({}, "2027-03-25T13:00:00Z", "2027-03-30T01:00:00Z"), whole);
}

}  // namespace
}  // namespace varde::packs
