#include "packs/staffed_hours.hpp"

namespace varde::packs {

std::vector<domain::Span> staffed_hours(const Calendar& calendar, const domain::OpeningHours& hours,
                                        const domain::Span& within)
{
    std::vector<domain::Span> open;
    const auto one_day = std::chrono::days(1);
    for (auto day = calendar.day_of(within.from);
         !within.empty() && calendar.instant(day, 0) < within.until; day += one_day) {
        if (!calendar.is_working_day(hours, day))
            continue;
        const auto opens = calendar.instant(day, hours.days[weekday_of(day) - 1].from_minute);
        const auto span = domain::common(within, {opens, calendar.closing(hours, day)});
        if (span.empty())
            continue;
        if (!open.empty() && open.back().until == span.from)
            open.back().until = span.until;
        else
            open.push_back(span);
    }
    return open;
}

}  // namespace varde::packs
