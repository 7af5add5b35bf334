// When children are at school, as far as the pack's data say.
#pragma once

#include "packs/holidays.hpp"

namespace varde::packs {

/// Days from `first` to `last`, both included.
struct DaySpan {
    Day first;
    Day last;
    bool has(Day day) const { return first <= day && day <= last; }
};

/// School years that follow each other; between two of them is the summer holiday. What lies
/// before the first or after the last is not known.
struct SchoolCalendar {
    std::string
        area;  ///< A municipality's number, or `default` for all that have none of their own.
    std::string name;
    int begins_minute = 0;  ///< When the school's day begins, from local midnight.
    std::vector<DaySpan> years;
    std::vector<DaySpan> off;  ///< Holidays within them, beside the public ones.

    bool knows(Day day) const;
    /// Monday to Friday within a school year. Public holidays are the calendar's business.
    bool has_school(Day day) const;
};

}  // namespace varde::packs
