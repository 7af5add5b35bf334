// A jurisdiction's calendar: which days are worked, and what local time it is. DST safe.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/unit/unit.hpp"
#include "packs/local_time.hpp"
#include "packs/school_year.hpp"

#include <memory>

namespace varde::packs {

/// Which days count as *hverdage* in Danish limits: never a Sunday.
struct Hverdage {
    bool saturday = false;
};

/// What a pack says of its days.
struct CalendarRules {
    std::vector<Holiday> holidays;
    std::optional<Hverdage> hverdage;  ///< Nothing: the country's law does not count in them.
    std::vector<SchoolCalendar> schools;
};

/// May be used from any thread.
class Calendar {
public:
    /// `invalid` when the time zone is not in the tz database.
    static Result<Calendar> make(const std::string& time_zone, CalendarRules rules);
    Calendar(Calendar&&) noexcept;
    Calendar& operator=(Calendar&&) noexcept;
    ~Calendar();

    /// Its IANA name: `Europe/Oslo`.
    std::string time_zone() const;
    /// The local day that `at` falls on.
    Day day_of(Timestamp at) const;
    /// A minute of the local day; 1440 is its end, the next midnight. A minute that daylight saving
    /// skips is the instant of the change; one that comes twice is the earlier.
    Timestamp instant(Day day, int minute) const;
    LocalTime local(Timestamp at) const;

    bool is_holiday(Day day) const;
    bool is_holiday(Timestamp at) const;  ///< Of the local day that `at` falls on.
    /// A Saturday, Sunday or holiday.
    bool is_rest_day(Day day) const;
    /// A day on which a unit with these hours works. For one that is always open every day is.
    bool is_working_day(const domain::OpeningHours& hours, Day day) const;
    bool has_hverdage() const;
    bool has_schools() const;
    bool is_hverdag(Day day) const;
    /// Of this area, or else of the area `default`; null where the pack has neither.
    const SchoolCalendar* school(std::string_view area) const;

    /// Whether a unit with these hours is open: never on Saturdays without hours, or on holidays.
    bool is_open(const domain::OpeningHours& hours, Timestamp at) const;
    /// The next instant at or after `at` when the unit is open.
    Timestamp next_opening(const domain::OpeningHours& hours, Timestamp at) const;
    /// When the unit closes on this working day; for one that is always open, the day's end.
    Timestamp closing(const domain::OpeningHours& hours, Day day) const;
    /// When the unit closes on the first working day after the local day of `at`. For a unit that
    /// is always open: the end of the next local day.
    Timestamp end_of_next_working_day(const domain::OpeningHours& hours, Timestamp at) const;
    /// `mandag 23. november 2026 kl. 08.00` or `Monday 23 November 2026 at 08:00`, local time.
    std::string in_words(Timestamp at, std::string_view language) const;
    /// The same for a deadline: midnight is the end of the day before, `Monday … at 24:00`.
    std::string deadline_in_words(Timestamp at, std::string_view language) const;

private:
    struct State;
    explicit Calendar(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::packs
