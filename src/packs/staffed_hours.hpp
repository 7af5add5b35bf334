// When a unit is staffed, as stretches of time.
#pragma once

#include "domain/duty/span.hpp"
#include "packs/calendar.hpp"

namespace varde::packs {

/// The parts of `within` in which a unit with these hours is open, in order. Days that follow upon
/// one another without a break give one span.
std::vector<domain::Span> staffed_hours(const Calendar& calendar, const domain::OpeningHours& hours,
                                        const domain::Span& within);

}  // namespace varde::packs
