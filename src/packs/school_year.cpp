#include "packs/school_year.hpp"

#include <algorithm>

namespace varde::packs {

bool SchoolCalendar::knows(Day day) const
{
    return !years.empty() && years.front().first <= day && day <= years.back().last;
}

bool SchoolCalendar::has_school(Day day) const
{
    const auto holds_day = [&](const DaySpan& span) { return span.has(day); };
    return weekday_of(day) <= 5 && std::ranges::any_of(years, holds_day) &&
           std::ranges::none_of(off, holds_day);
}

}  // namespace varde::packs
