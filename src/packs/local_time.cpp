#include "packs/local_time.hpp"

#include <array>

namespace varde::packs {
namespace {

struct Words {
    std::string_view language;
    std::array<std::string_view, 7> days;
    std::array<std::string_view, 12> months;
    std::string_view after_day;  ///< Between the day's number and the month.
    std::string_view before_time;
    std::string_view in_time;  ///< Between hours and minutes.
};

constexpr Words all_words[] = {
    {"en",
     {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
     {"January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December"},
     " ",
     " at ",
     ":"},
    {"nb",
     {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"},
     {"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
      "november", "desember"},
     ". ",
     " kl. ",
     "."},
};

const Words& words_of(std::string_view language)
{
    for (const Words& words : all_words) {
        if (words.language == language)
            return words;
    }
    return all_words[0];
}

std::string two_digits(int number) { return {char('0' + number / 10), char('0' + number % 10)}; }

}  // namespace

std::string local_time_in_words(const LocalTime& time, std::string_view language)
{
    const Words& words = words_of(language);
    std::string text(words.days[time.weekday - 1]);
    text += ' ';
    text += std::to_string(time.day);
    text += words.after_day;
    text += words.months[time.month - 1];
    text += ' ';
    text += std::to_string(time.year);
    text += words.before_time;
    text += two_digits(time.minute_of_day / 60);
    text += words.in_time;
    text += two_digits(time.minute_of_day % 60);
    return text;
}

}  // namespace varde::packs
