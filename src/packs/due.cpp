#include "packs/due.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

using domain::Limit;
using domain::LimitKind;
using domain::Suspension;
using std::chrono::days;

constexpr int end_of_day = 24 * 60;

/// From and to, sorted and without overlaps. One without an end is the last.
struct Pause {
    Timestamp from;
    Timestamp to;
};

/// Of those suspensions that have an end.
std::vector<Pause> pauses_of(std::span<const Suspension> suspensions)
{
    std::vector<Pause> sorted;
    for (const Suspension& suspension : suspensions) {
        CHECK(!suspension.rule.empty());
        if (suspension.to && suspension.from < *suspension.to)
            sorted.push_back({suspension.from, *suspension.to});
    }
    std::ranges::sort(sorted, {}, &Pause::from);
    std::vector<Pause> merged;
    for (const Pause& pause : sorted) {
        if (!merged.empty() && pause.from <= merged.back().to)
            merged.back().to = std::max(merged.back().to, pause.to);
        else
            merged.push_back(pause);
    }
    return merged;
}

Timestamp after_hours(Timestamp start, int count, const std::vector<Pause>& pauses)
{
    Timestamp end = start.plus_seconds(std::int64_t(count) * 3600);
    for (const Pause& pause : pauses) {
        const Timestamp from = std::max(pause.from, start);
        if (from < end && from < pause.to)
            end.unix_us += pause.to.unix_us - from.unix_us;
    }
    return end;
}

/// Counts whole local days.
class DayCount {
public:
    DayCount(const Limit& limit, const Workplace& place, const std::vector<Pause>& pauses)
        : limit_(limit), place_(place), pauses_(pauses)
    {
    }

    Timestamp end(Timestamp start) const
    {
        const Calendar& calendar = place_.calendar;
        Day day = calendar.day_of(start);
        for (int left = number_of_days(day); left > 0;) {
            day += days(1);
            left -= counts(day) && !is_paused(day) ? 1 : 0;
        }
        while (limit_.moves_off_rest_days && (calendar.is_rest_day(day) || is_paused(day)))
            day += days(1);
        if (limit_.kind == LimitKind::working_days)
            return calendar.closing(place_.hours, day);
        return calendar.instant(day, end_of_day);
    }

private:
    int number_of_days(Day start) const
    {
        if (limit_.kind == LimitKind::weeks)
            return 7 * limit_.count;
        if (limit_.kind != LimitKind::months)
            return limit_.count;
        const std::chrono::year_month_day date(start);
        const auto month = date.year() / date.month() + std::chrono::months(limit_.count);
        const auto same = month / date.day();
        return int((Day(same.ok() ? same : month / std::chrono::last) - start).count());
    }

    bool counts(Day day) const
    {
        if (limit_.kind == LimitKind::working_days)
            return place_.calendar.is_working_day(place_.hours, day);
        return limit_.kind != LimitKind::hverdage || place_.calendar.is_hverdag(day);
    }

    bool is_paused(Day day) const
    {
        const Timestamp from = place_.calendar.instant(day, 0);
        const Timestamp to = place_.calendar.instant(day, end_of_day);
        return std::ranges::any_of(
            pauses_, [&](const Pause& pause) { return pause.from <= from && to <= pause.to; });
    }

    const Limit& limit_;
    const Workplace& place_;
    const std::vector<Pause>& pauses_;
};

std::optional<Timestamp> next_school_day(Timestamp start, const Workplace& place)
{
    const Calendar& calendar = place.calendar;
    const SchoolCalendar* school = calendar.school(place.school_area);
    if (!school)
        return std::nullopt;
    for (Day day = calendar.day_of(start); school->knows(day); day += days(1)) {
        const Timestamp begins = calendar.instant(day, school->begins_minute);
        if (school->has_school(day) && !calendar.is_holiday(day) && start < begins)
            return begins;
    }
    return std::nullopt;
}

Due due_with_pauses(Timestamp start, const Limit& limit, const Workplace& place,
                    const std::vector<Pause>& pauses)
{
    if (limit.kind == LimitKind::hours)
        return {.at = after_hours(start, limit.count, pauses)};
    if (limit.kind != LimitKind::school_days)
        return {.at = DayCount(limit, place, pauses).end(start)};
    for (const Pause& pause : pauses) {
        const auto at = next_school_day(start, place);
        if (at && pause.from <= *at && *at < pause.to)
            start = pause.to;
    }
    const auto at = next_school_day(start, place);
    return {.at = at, .gap = at ? Gap::none : Gap::no_school_days};
}

}  // namespace

std::string_view in_words(Gap gap)
{
    switch (gap) {
    case Gap::none:
        break;
    case Gap::no_school_days:
        return "no known school days";
    case Gap::suspended:
        return "suspended";
    }
    return "";
}

Due due(Timestamp start, const Limit& limit, const Workplace& place,
        std::span<const Suspension> suspensions)
{
    const Due due = due_with_pauses(start, limit, place, pauses_of(suspensions));
    const bool stands_still = std::ranges::any_of(suspensions, [&](const Suspension& suspension) {
        return !suspension.to && (!due.at || suspension.from < *due.at);
    });
    return stands_still ? Due{.at = std::nullopt, .gap = Gap::suspended} : due;
}

Due due(Timestamp start, const domain::Rule& rule, const Workplace& place,
        std::span<const Suspension> suspensions)
{
    std::vector<Suspension> named;
    std::ranges::copy_if(suspensions, std::back_inserter(named), [&](const Suspension& each) {
        return std::ranges::count(rule.suspended_by, each.rule) > 0;
    });
    return due(start, rule.limit, place, named);
}

}  // namespace varde::packs
