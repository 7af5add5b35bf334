// How long somebody has: a limit as a law writes it, and what may stop its clock. Values only;
// packs/due.hpp turns a limit into an instant.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace varde::domain {

/// What a limit is counted in.
enum class LimitKind {
    hours,         ///< Elapsed hours, day and night.
    days,          ///< Calendar days.
    weeks,         ///< Calendar weeks of seven days.
    months,        ///< Calendar months, to the day of the same number.
    working_days,  ///< Days on which the unit has hours.
    hverdage,      ///< Danish weekdays; the pack's calendar says which days these are.
    school_days    ///< Up to the beginning of the school's day.
};

/// A limit such as `3 weeks`. Its count is from 1 to 999.
struct Limit {
    LimitKind kind = LimitKind::hours;
    int count = 1;
    /// The law says "as soon as possible" and no more: kind and count are then the alarm that was
    /// chosen locally, after which somebody is told.
    bool as_soon_as_possible = false;
    /// A limit that would end on a Saturday, Sunday or holiday ends with the next day that is
    /// neither. Only for limits in days, weeks or months, and only where a law says so.
    bool moves_off_rest_days = false;
    bool operator==(const Limit&) const = default;
};

/// Reads `1 hour`, `24 hours`, `7 days`, `1 week`, `3 months`, `15 working days`, `6 hverdage` or
/// `next school day`, and nothing else.
std::optional<Limit> limit_in(std::string_view text);
/// As `limit_in` reads it; for "as soon as possible" with the alarm behind it.
std::string in_words(const Limit& limit);

/// A time during which a clock stands still, because `rule` says so.
struct Suspension {
    std::string rule;  ///< The rule of law by name; never empty.
    Timestamp from;
    std::optional<Timestamp> to;  ///< Nothing: nobody knows yet.
};

}  // namespace varde::domain
