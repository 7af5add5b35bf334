// A jurisdiction's calendar: which days are worked, and what local time it is. DST safe.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/unit/unit.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace varde::packs {

/// A public holiday by rule: a fixed day of the year, or so many days from Easter Sunday.
struct Holiday {
    std::string name;
    bool by_easter = false;
    int easter_offset = 0;  ///< Days from Easter Sunday, where `by_easter`.
    unsigned month = 0;     ///< Otherwise month…
    unsigned day = 0;       ///< …and day.
};

/// May be used from any thread.
class Calendar {
public:
    /// `invalid` when the time zone is not in the tz database.
    static Result<Calendar> make(const std::string& time_zone, std::vector<Holiday> holidays);
    Calendar(Calendar&&) noexcept;
    Calendar& operator=(Calendar&&) noexcept;
    ~Calendar();

    bool is_holiday(Timestamp at) const;  ///< Of the local day that `at` falls on.
    /// Whether a unit with these hours is open: never on Saturdays without hours, or on holidays.
    bool is_open(const domain::OpeningHours& hours, Timestamp at) const;
    /// The next instant at or after `at` when the unit is open.
    Timestamp next_opening(const domain::OpeningHours& hours, Timestamp at) const;
    /// When the unit closes on the first working day after the local day of `at`. For a unit that
    /// is always open: the end of the next local day.
    Timestamp end_of_next_working_day(const domain::OpeningHours& hours, Timestamp at) const;
    /// `mandag 23. november 2026 kl. 08.00` or `Monday 23 November 2026 at 08:00`, local time.
    std::string in_words(Timestamp at, std::string_view language) const;

private:
    struct State;
    explicit Calendar(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::packs
