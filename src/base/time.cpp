#include "base/time.hpp"

#include <chrono>

namespace varde {
namespace {

/// Writes `value` over the `digits` characters at `to`.
void put(char* to, std::size_t digits, std::int64_t value)
{
    for (; digits > 0; value /= 10)
        to[--digits] = char('0' + value % 10);
}

std::string format(Timestamp at, bool with_ms)
{
    using namespace std::chrono;
    const sys_time<microseconds> instant{microseconds(at.unix_us)};
    const auto day = floor<days>(instant);
    const year_month_day date{day};
    const hh_mm_ss time{instant - day};
    std::string text(with_ms ? "0000-00-00T00:00:00.000Z" : "0000-00-00T00:00:00Z");
    put(&text[0], 4, int(date.year()));
    put(&text[5], 2, unsigned(date.month()));
    put(&text[8], 2, unsigned(date.day()));
    put(&text[11], 2, time.hours().count());
    put(&text[14], 2, time.minutes().count());
    put(&text[17], 2, time.seconds().count());
    if (with_ms)
        put(&text[20], 3, time.subseconds().count() / 1000);
    return text;
}

/// Takes `digits` decimal digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits)
        return std::nullopt;
    int value = 0;
    for (char c : text.substr(0, digits)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, std::string_view any_of)
{
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

std::optional<std::int64_t> take_fraction_us(std::string_view& text)
{
    if (!take(text, "."))
        return 0;
    std::int64_t value = 0, scale = 1'000'000;
    std::size_t digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
        if (++digits > 9)
            return std::nullopt;
        scale /= 10;
        value += (text.front() - '0') * scale;
    }
    if (digits == 0)
        return std::nullopt;
    return value;
}

std::optional<std::int64_t> take_offset_minutes(std::string_view& text)
{
    if (take(text, "Zz"))
        return 0;
    const bool west = !text.empty() && text.front() == '-';
    if (!take(text, "+-"))
        return std::nullopt;
    const auto hours = take_number(text, 2);
    const bool colon = take(text, ":");
    const auto minutes = take_number(text, 2);
    if (!hours || !colon || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    return (west ? -1 : 1) * (*hours * 60 + *minutes);
}

}  // namespace

std::string rfc3339(Timestamp at) { return format(at, true); }
std::string rfc3339_seconds(Timestamp at) { return format(at, false); }

std::optional<Timestamp> parse_rfc3339(std::string_view text)
{
    using namespace std::chrono;
    const auto y = take_number(text, 4);
    const bool dash1 = take(text, "-");
    const auto mo = take_number(text, 2);
    const bool dash2 = take(text, "-");
    const auto d = take_number(text, 2);
    const bool t = take(text, "Tt ");
    const auto h = take_number(text, 2);
    const bool colon1 = take(text, ":");
    const auto mi = take_number(text, 2);
    const bool colon2 = take(text, ":");
    const auto s = take_number(text, 2);
    if (!y || !dash1 || !mo || !dash2 || !d || !t || !h || !colon1 || !mi || !colon2 || !s)
        return std::nullopt;
    const auto fraction = take_fraction_us(text);
    const auto offset = fraction ? take_offset_minutes(text) : std::nullopt;
    const year_month_day date{year(*y), month(unsigned(*mo)), day(unsigned(*d))};
    if (!offset || !text.empty() || !date.ok() || *h > 23 || *mi > 59 || *s > 60)
        return std::nullopt;
    const auto instant = sys_days(date) + hours(*h) + minutes(*mi - *offset) + seconds(*s);
    return Timestamp{duration_cast<microseconds>(instant.time_since_epoch()).count() + *fraction};
}

}  // namespace varde
