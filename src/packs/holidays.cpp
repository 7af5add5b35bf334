#include "packs/holidays.hpp"

#include <algorithm>
#include <array>

namespace varde::packs {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

Day day_of(int year, unsigned month, unsigned day)
{
    return Day(std::chrono::year(year) / int(month) / int(day));
}

std::string two_digits(unsigned number)
{
    return {char('0' + number / 10), char('0' + number % 10)};
}

Day day_of(const WeekdayOfMonth& rule, int year)
{
    const auto weekday = std::chrono::weekday(rule.weekday);
    const auto month = std::chrono::year(year) / int(rule.month);
    return rule.which == 0 ? Day(month / weekday[std::chrono::last])
                           : Day(month / weekday[rule.which]);
}

std::vector<Day> days_of(const Holiday& rule, int year)
{
    if (year < rule.from_year || year > rule.to_year || std::ranges::count(rule.not_in, year) > 0)
        return {};
    switch (rule.by) {
    case Holiday::By::day_of_year:
        return {day_of(year, rule.month, rule.day)};
    case Holiday::By::easter:
        return {easter_sunday(year) + days(rule.easter_offset)};
    case Holiday::By::weekday_of_month:
        return {day_of(rule.weekday, year)};
    case Holiday::By::dates:
        break;
    }
    std::vector<Day> found;
    std::ranges::copy_if(rule.dates, std::back_inserter(found),
                         [&](Day day) { return int(year_month_day(day).year()) == year; });
    return found;
}

}  // namespace

std::optional<Day> day_in(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    std::array<int, 3> parts{};
    std::size_t part = 0;
    for (const char c : text) {
        if (c == '-')
            ++part;
        else if (c >= '0' && c <= '9' && part < 3)
            parts[part] = parts[part] * 10 + (c - '0');
        else
            return std::nullopt;
    }
    const auto date = std::chrono::year(parts[0]) / parts[1] / parts[2];
    return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

std::string iso_date(Day day)
{
    const year_month_day date(day);
    auto year = std::to_string(int(date.year()));
    year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
    return year + "-" + two_digits(unsigned(date.month())) + "-" + two_digits(unsigned(date.day()));
}

unsigned weekday_of(Day day) { return std::chrono::weekday(day).iso_encoding(); }

/// By the computus of Meeus, Jones and Butcher. The single letters are those of the published rule.
Day easter_sunday(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 19 * l) / 433;
    const int month = (h + l - 7 * m + 90) / 25;
    const int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return day_of(year, unsigned(month), unsigned(day));
}

std::map<Day, DayOff> holidays_of(const std::vector<Holiday>& rules, int year)
{
    std::map<Day, DayOff> all;
    std::map<Day, DayOff> to_substitute;
    for (const Holiday& rule : rules) {
        for (const Day day : days_of(rule, year)) {
            const auto same = all.emplace(day, DayOff{rule.hverdag}).first;
            same->second.hverdag = same->second.hverdag && rule.hverdag;
            if (rule.substitute && weekday_of(day) > 5)
                to_substitute[day] = {rule.hverdag};
        }
    }
    // Only now, because a substitute day gives way to every other holiday.
    for (const auto& [day, day_off] : to_substitute) {
        Day instead = day;
        while (weekday_of(instead) > 5 || all.contains(instead))
            instead += days(1);
        all.emplace(instead, day_off);
    }
    return all;
}

}  // namespace varde::packs
