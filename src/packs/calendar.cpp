#include "packs/calendar.hpp"

#include "packs/local_time.hpp"

#include <date/tz.h>

#include <algorithm>

namespace varde::packs {
namespace {

using std::chrono::microseconds;
using std::chrono::minutes;

/// Easter Sunday by the computus of Meeus, Jones and Butcher, for the Gregorian calendar. The
/// single letters are those of the published rule.
date::local_days easter_sunday(int year)
{
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 19 * l) / 433;
    const int month = (h + l - 7 * m + 90) / 25;
    const int day = (h + l - 7 * m + 33 * month + 19) % 32;
    return date::local_days(date::year(year) / month / day);
}

domain::OpenSpan span_of(const domain::OpeningHours& hours, date::local_days day)
{
    return hours.days[date::weekday(day).iso_encoding() - 1];
}

/// Nothing to open or close: reached at any hour.
bool never_closes(const domain::OpeningHours& hours)
{
    if (hours.always_open)
        return true;
    for (const domain::OpenSpan& span : hours.days) {
        if (span.from_minute < span.to_minute)
            return false;
    }
    return true;
}

}  // namespace

struct Calendar::State {
    const date::time_zone* zone;  // Owned by the tz library for as long as the program runs.
    std::vector<Holiday> holidays;

    date::local_time<microseconds> local(Timestamp at) const
    {
        return zone->to_local(date::sys_time<microseconds>(microseconds(at.unix_us)));
    }
    date::local_days local_day(Timestamp at) const { return date::floor<date::days>(local(at)); }
    /// A minute that daylight saving skips is the instant of the change; one that comes twice is
    /// the earlier.
    Timestamp instant(date::local_days day, int minute) const
    {
        const date::local_time<microseconds> time = day + minutes(minute);
        return {zone->to_sys(time, date::choose::earliest).time_since_epoch().count()};
    }
    bool is_holiday(date::local_days day) const;
    bool is_working_day(const domain::OpeningHours& hours, date::local_days day) const
    {
        const domain::OpenSpan span = span_of(hours, day);
        return span.from_minute < span.to_minute && !is_holiday(day);
    }
};

bool Calendar::State::is_holiday(date::local_days day) const
{
    const date::year_month_day date(day);
    const auto from_easter = (day - easter_sunday(int(date.year()))).count();
    for (const Holiday& holiday : holidays) {
        const bool today = holiday.by_easter ? holiday.easter_offset == from_easter
                                             : holiday.month == unsigned(date.month()) &&
                                                   holiday.day == unsigned(date.day());
        if (today)
            return true;
    }
    return false;
}

Calendar::Calendar(std::unique_ptr<State> state) : state_(std::move(state)) {}
Calendar::Calendar(Calendar&&) noexcept = default;
Calendar& Calendar::operator=(Calendar&&) noexcept = default;
Calendar::~Calendar() = default;

Result<Calendar> Calendar::make(const std::string& time_zone, std::vector<Holiday> holidays)
{
    // The library throws for unknown zones, and for a machine without a tz database.
    try {
        const auto* zone = date::locate_zone(time_zone);
        return Calendar(std::make_unique<State>(State{zone, std::move(holidays)}));
    } catch (const std::exception&) {
        return Error{.code = ErrorCode::invalid,
                     .message = "\"" + time_zone + "\" is not in the time zone database"};
    }
}

bool Calendar::is_holiday(Timestamp at) const { return state_->is_holiday(state_->local_day(at)); }

bool Calendar::is_open(const domain::OpeningHours& hours, Timestamp at) const
{
    return next_opening(hours, at) == at;
}

Timestamp Calendar::next_opening(const domain::OpeningHours& hours, Timestamp at) const
{
    if (never_closes(hours))
        return at;
    // Holidays could shut a unit that works one day a week for some weeks, never for a year.
    const auto today = state_->local_day(at);
    for (auto day = today; day < today + date::days(400); day += date::days(1)) {
        if (!state_->is_working_day(hours, day))
            continue;
        const domain::OpenSpan span = span_of(hours, day);
        if (at < state_->instant(day, span.to_minute))
            return std::max(at, state_->instant(day, span.from_minute));
    }
    return at;
}

Timestamp Calendar::end_of_next_working_day(const domain::OpeningHours& hours, Timestamp at) const
{
    const auto tomorrow = state_->local_day(at) + date::days(1);
    const Timestamp end_of_tomorrow = state_->instant(tomorrow + date::days(1), 0);
    if (never_closes(hours))
        return end_of_tomorrow;
    for (auto day = tomorrow; day < tomorrow + date::days(400); day += date::days(1)) {
        if (state_->is_working_day(hours, day))
            return state_->instant(day, span_of(hours, day).to_minute);
    }
    return end_of_tomorrow;
}

std::string Calendar::in_words(Timestamp at, std::string_view language) const
{
    const auto time = state_->local(at);
    const auto day = date::floor<date::days>(time);
    const date::year_month_day date(day);
    const auto minute = std::chrono::floor<minutes>(time - day);
    return local_time_in_words({.weekday = date::weekday(day).iso_encoding(),
                                .day = unsigned(date.day()),
                                .month = unsigned(date.month()),
                                .year = int(date.year()),
                                .minute_of_day = int(minute.count())},
                               language);
}

}  // namespace varde::packs
