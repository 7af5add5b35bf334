// A local time as people read it, in each language that a pack may have.
#pragma once

#include <string>
#include <string_view>

namespace varde::packs {

struct LocalTime {
    unsigned weekday = 1;  ///< 1 is Monday, 7 is Sunday.
    unsigned day = 1;
    unsigned month = 1;
    int year = 1970;
    int minute_of_day = 0;  ///< 1440 is the end of the day.
};

/// In `language`; in English where the language is not known here.
std::string local_time_in_words(const LocalTime& time, std::string_view language);

}  // namespace varde::packs
