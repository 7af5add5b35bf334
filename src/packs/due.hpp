// When something is due: a limit counted on a calendar, from an instant to an instant. Pure.
//
// Conventions, with their reasons in docs/decisions/0024-clock-conventions.md:
// - Hours are elapsed hours; daylight saving makes none longer or shorter.
// - Every other limit leaves out the local day it starts on, and ends with its last day: a limit in
//   hverdage, days, weeks or months at the next midnight, one in working days when the unit closes.
// - Weeks and months end on the day of the same name or number (domstolloven § 148); a month
//   without that day ends on its last.
// - A limit that ends on a rest day ends there, unless it says that it moves.
// - The next school day ends as the first school day that begins after the start begins.
#pragma once

#include "domain/obligation/rule.hpp"
#include "packs/calendar.hpp"

namespace varde::packs {

/// Where a clock runs. Both references outlive the call.
struct Workplace {
    const Calendar& calendar;
    const domain::OpeningHours& hours;
    std::string school_area;  ///< Municipality's number, for limits in school days.
};

/// Why a due time cannot be said.
enum class Gap {
    none,
    no_school_days,  ///< The pack has no school calendar there, or none for so late or early a day.
    suspended        ///< The clock stands still and nobody knows until when.
};

/// Exactly one of the two: an instant, or a reason why there is none. Whoever holds a due without
/// an instant must tell a person at once: it is never "no deadline".
struct Due {
    std::optional<Timestamp> at;
    Gap gap = Gap::none;
    bool operator==(const Due&) const = default;
};
/// `no known school days`, for logs and tests; empty for none.
std::string_view in_words(Gap gap);

/// Suspensions lengthen an hours' limit by their own length, and any other by the whole local days
/// that they cover. They may overlap and stand in any order; each must name its rule.
Due due(Timestamp start, const domain::Limit& limit, const Workplace& place,
        std::span<const domain::Suspension> suspensions = {});
/// The same for a rule: only suspensions that the rule names count.
Due due(Timestamp start, const domain::Rule& rule, const Workplace& place,
        std::span<const domain::Suspension> suspensions = {});

}  // namespace varde::packs
