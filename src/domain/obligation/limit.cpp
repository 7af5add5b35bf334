#include "domain/obligation/limit.hpp"

#include <charconv>

namespace varde::domain {
namespace {

struct Words {
    LimitKind kind;
    std::string_view one;
    std::string_view many;
};

constexpr Words all_words[] = {
    {LimitKind::hours, "hour", "hours"},
    {LimitKind::days, "day", "days"},
    {LimitKind::weeks, "week", "weeks"},
    {LimitKind::months, "month", "months"},
    {LimitKind::working_days, "working day", "working days"},
    {LimitKind::hverdage, "hverdag", "hverdage"},
};
constexpr std::string_view next_school_day = "next school day";

}  // namespace

std::optional<Limit> limit_in(std::string_view text)
{
    if (text == next_school_day)
        return Limit{.kind = LimitKind::school_days};
    const auto space = text.find(' ');
    if (space == std::string_view::npos || text.front() == '0')
        return std::nullopt;
    const auto digits = text.substr(0, space);
    const char* const digits_end = digits.data() + digits.size();
    int count = 0;
    const auto [end, failed] = std::from_chars(digits.begin(), digits_end, count);
    if (failed != std::errc{} || end != digits_end || count < 1 || count > 999)
        return std::nullopt;
    const auto unit = text.substr(space + 1);
    for (const Words& words : all_words) {
        if (unit == (count == 1 ? words.one : words.many))
            return Limit{.kind = words.kind, .count = count};
    }
    return std::nullopt;
}

std::string in_words(const Limit& limit)
{
    std::string text(next_school_day);
    for (const Words& words : all_words) {
        if (words.kind == limit.kind)
            text = std::to_string(limit.count) + " " +
                   std::string(limit.count == 1 ? words.one : words.many);
    }
    return limit.as_soon_as_possible ? "as soon as possible, alarm after " + text : text;
}

}  // namespace varde::domain
