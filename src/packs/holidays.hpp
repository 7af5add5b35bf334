// Which days of a year are holidays, by the rules of a pack.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace varde::packs {

/// A day of the local calendar, without a time zone.
using Day = std::chrono::local_days;
/// As files write it: `2026-11-22`. Nothing when there is no such day.
std::optional<Day> day_in(std::string_view text);
std::string iso_date(Day day);
/// 1 is Monday, 7 is Sunday.
unsigned weekday_of(Day day);

/// `last monday of may`, `first monday of may`.
struct WeekdayOfMonth {
    unsigned which = 1;    ///< From 1; 0 is the last.
    unsigned weekday = 1;  ///< 1 is Monday.
    unsigned month = 1;
};

/// A holiday by one of four rules, in the years from `from_year` to `to_year`.
struct Holiday {
    enum class By { day_of_year, easter, weekday_of_month, dates };
    std::string name;
    By by = By::day_of_year;
    unsigned month = 0;     ///< day_of_year: month…
    unsigned day = 0;       ///< …and day.
    int easter_offset = 0;  ///< easter: days from Easter Sunday.
    WeekdayOfMonth weekday;
    std::vector<Day> dates;  ///< dates: once each, such as a coronation.
    int from_year = 0;
    int to_year = 9999;
    std::vector<int> not_in;  ///< Years in which it was moved; the new day stands in `dates`.
    /// On a Saturday or Sunday, the next weekday that is no holiday is one as well.
    bool substitute = false;
    /// Offices are closed, but the law counts it as a *hverdag* (Danish packs).
    bool hverdag = false;
};

/// Easter Sunday of the Gregorian calendar.
Day easter_sunday(int year);

/// What is special about a holiday.
struct DayOff {
    bool hverdag = false;
};

/// Every holiday of `year`, substitute days included. A day that two rules name is a hverdag only
/// if both say so.
std::map<Day, DayOff> holidays_of(const std::vector<Holiday>& rules, int year);

}  // namespace varde::packs
