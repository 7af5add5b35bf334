// Quiet hours in a pack's local time.
#pragma once

#include "domain/escalation/ladder.hpp"
#include "packs/calendar.hpp"

namespace varde::packs {

/// When a message may go out that would go out at `at`: then, or when the quiet hours end. DST
/// safe: the end is a local time of day, however long the night was.
Timestamp when_not_quiet(const Calendar& calendar, const domain::QuietHours& hours, Timestamp at);

}  // namespace varde::packs
