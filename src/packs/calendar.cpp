#include "packs/calendar.hpp"

#include <date/tz.h>

#include <algorithm>

namespace varde::packs {
namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::minutes;

constexpr int first_year_kept = 1990;
constexpr int last_year_kept = 2100;

domain::OpenSpan span_of(const domain::OpeningHours& hours, Day day)
{
    return hours.days[weekday_of(day) - 1];
}

/// Nothing to open or close: reached at any hour.
bool never_closes(const domain::OpeningHours& hours)
{
    return hours.always_open || std::ranges::none_of(hours.days, [](const domain::OpenSpan& span) {
               return span.from_minute < span.to_minute;
           });
}

int year_of(Day day) { return int(std::chrono::year_month_day(day).year()); }

}  // namespace

struct Calendar::State {
    const date::time_zone* zone;  // Owned by the tz library for as long as the program runs.
    CalendarRules rules;
    std::map<Day, DayOff> kept;  // Of the years that are asked for every day.

    date::local_time<microseconds> local(Timestamp at) const
    {
        return zone->to_local(date::sys_time<microseconds>(microseconds(at.unix_us)));
    }
    /// The holiday on this day, or nothing.
    std::optional<DayOff> holiday(Day day) const
    {
        const int year = year_of(day);
        const auto look = [&](const std::map<Day, DayOff>& all) {
            const auto found = all.find(day);
            return found == all.end() ? std::nullopt : std::optional(found->second);
        };
        if (year >= first_year_kept && year <= last_year_kept)
            return look(kept);
        return look(holidays_of(rules.holidays, year));
    }
};

Calendar::Calendar(std::unique_ptr<State> state) : state_(std::move(state)) {}
Calendar::Calendar(Calendar&&) noexcept = default;
Calendar& Calendar::operator=(Calendar&&) noexcept = default;
Calendar::~Calendar() = default;

std::string Calendar::time_zone() const { return state_->zone->name(); }

Result<Calendar> Calendar::make(const std::string& time_zone, CalendarRules rules)
{
    // The library throws for unknown zones, and for a machine without a tz database.
    try {
        auto state =
            std::make_unique<State>(State{date::locate_zone(time_zone), std::move(rules), {}});
        for (int year = first_year_kept; year <= last_year_kept; ++year)
            state->kept.merge(holidays_of(state->rules.holidays, year));
        return Calendar(std::move(state));
    } catch (const std::exception&) {
        return Error{.code = ErrorCode::invalid,
                     .message = "\"" + time_zone + "\" is not in the time zone database"};
    }
}

Day Calendar::day_of(Timestamp at) const
{
    return Day(days(date::floor<date::days>(state_->local(at)).time_since_epoch().count()));
}

Timestamp Calendar::instant(Day day, int minute) const
{
    const date::local_time<microseconds> time(microseconds(day.time_since_epoch()) +
                                              minutes(minute));
    return {state_->zone->to_sys(time, date::choose::earliest).time_since_epoch().count()};
}

LocalTime Calendar::local(Timestamp at) const
{
    const Day day = day_of(at);
    const std::chrono::year_month_day date(day);
    const auto of_day = state_->local(at).time_since_epoch() - day.time_since_epoch();
    return {.weekday = weekday_of(day),
            .day = unsigned(date.day()),
            .month = unsigned(date.month()),
            .year = int(date.year()),
            .minute_of_day = int(std::chrono::floor<minutes>(of_day).count())};
}

bool Calendar::is_holiday(Day day) const { return state_->holiday(day).has_value(); }

bool Calendar::is_holiday(Timestamp at) const { return is_holiday(day_of(at)); }

bool Calendar::is_rest_day(Day day) const { return weekday_of(day) > 5 || is_holiday(day); }

bool Calendar::is_working_day(const domain::OpeningHours& hours, Day day) const
{
    const domain::OpenSpan span = span_of(hours, day);
    return never_closes(hours) || (span.from_minute < span.to_minute && !is_holiday(day));
}

bool Calendar::has_hverdage() const { return state_->rules.hverdage.has_value(); }

bool Calendar::has_schools() const { return !state_->rules.schools.empty(); }

bool Calendar::is_hverdag(Day day) const
{
    const bool saturday_counts = state_->rules.hverdage.value_or(Hverdage{}).saturday;
    const auto holiday = state_->holiday(day);
    return weekday_of(day) <= (saturday_counts ? 6U : 5U) && (!holiday || holiday->hverdag);
}

const SchoolCalendar* Calendar::school(std::string_view area) const
{
    const auto& schools = state_->rules.schools;
    for (const std::string_view wanted : {area, std::string_view("default")}) {
        const auto found = std::ranges::find(schools, wanted, &SchoolCalendar::area);
        if (found != schools.end())
            return &*found;
    }
    return nullptr;
}

bool Calendar::is_open(const domain::OpeningHours& hours, Timestamp at) const
{
    return next_opening(hours, at) == at;
}

Timestamp Calendar::next_opening(const domain::OpeningHours& hours, Timestamp at) const
{
    if (never_closes(hours))
        return at;
    // Holidays could shut a unit that works one day a week for some weeks, never for a year.
    const Day today = day_of(at);
    for (Day day = today; day < today + days(400); day += days(1)) {
        if (!is_working_day(hours, day))
            continue;
        const domain::OpenSpan span = span_of(hours, day);
        if (at < instant(day, span.to_minute))
            return std::max(at, instant(day, span.from_minute));
    }
    return at;
}

Timestamp Calendar::closing(const domain::OpeningHours& hours, Day day) const
{
    return instant(day, never_closes(hours) ? 24 * 60 : span_of(hours, day).to_minute);
}

Timestamp Calendar::end_of_next_working_day(const domain::OpeningHours& hours, Timestamp at) const
{
    const Day tomorrow = day_of(at) + days(1);
    for (Day day = tomorrow; day < tomorrow + days(400); day += days(1)) {
        if (is_working_day(hours, day))
            return closing(hours, day);
    }
    return instant(tomorrow, 24 * 60);
}

std::string Calendar::in_words(Timestamp at, std::string_view language) const
{
    return local_time_in_words(local(at), language);
}

std::string Calendar::deadline_in_words(Timestamp at, std::string_view language) const
{
    LocalTime time = local(at);
    if (time.minute_of_day == 0 && at == instant(day_of(at), 0)) {
        time = local({at.unix_us - 1});
        time.minute_of_day = 24 * 60;
    }
    return local_time_in_words(time, language);
}

}  // namespace varde::packs
