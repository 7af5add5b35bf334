#include "packs/quiet.hpp"

namespace varde::packs {

Timestamp when_not_quiet(const Calendar& calendar, const domain::QuietHours& hours, Timestamp at)
{
    if (!domain::is_quiet(hours, calendar.local(at).minute_of_day))
        return at;
    const Day today = calendar.day_of(at);
    const auto end = calendar.instant(today, hours.to_minute);
    return end > at ? end : calendar.instant(today + std::chrono::days(1), hours.to_minute);
}

}  // namespace varde::packs
