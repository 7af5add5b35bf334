#include "packs/opening_hours.hpp"

namespace varde::packs {
namespace {

constexpr std::string_view day_keys[] = {"monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

domain::OpenSpan read_span(TomlTable& table, std::string_view key)
{
    const std::string text = table.optional_text(key);
    if (text.empty())
        return {};
    const auto hyphen = text.find('-');
    if (hyphen == std::string::npos) {
        table.fault(key, "\"" + text + "\" is not a span such as \"08:00-15:30\"");
        return {};
    }
    const auto from = minute_of(std::string_view(text).substr(0, hyphen));
    const auto to = minute_of(std::string_view(text).substr(hyphen + 1));
    if (!from || !to) {
        const auto bad = from ? text.substr(hyphen + 1) : text.substr(0, hyphen);
        table.fault(key, "\"" + bad + "\" is not a time of day");
        return {};
    }
    if (*from >= *to) {
        table.fault(key, "\"" + text + "\" ends before it begins");
        return {};
    }
    return {*from, *to};
}

}  // namespace

std::optional<int> minute_of(std::string_view text)
{
    if (text.size() != 5 || text[2] != ':')
        return std::nullopt;
    for (const std::size_t i : {0, 1, 3, 4}) {
        if (!is_digit(text[i]))
            return std::nullopt;
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 24 * 60)
        return std::nullopt;
    return hours * 60 + minutes;
}

domain::OpeningHours read_hours(const TomlValue& value, const PackFile& file, Faults& faults)
{
    TomlTable table(value, file, faults);
    domain::OpeningHours hours{.always_open = table.optional_boolean("always")};
    const bool any_day = value.keys.size() > (table.has("always") ? 1U : 0U);
    if (hours.always_open == any_day)
        table.fault(any_day ? "hours: either always = true or days, not both"
                            : "hours: neither a day nor always = true");
    const auto weekdays = read_span(table, "weekdays");
    for (std::size_t day = 0; day < hours.days.size(); ++day) {
        hours.days[day] = day < 5 ? weekdays : domain::OpenSpan{};
        if (table.has(day_keys[day]))
            hours.days[day] = read_span(table, day_keys[day]);
    }
    table.finish();
    return hours;
}

}  // namespace varde::packs
