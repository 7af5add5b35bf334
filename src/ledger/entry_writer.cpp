#include "ledger/entry_writer.hpp"

#include <charconv>

namespace varde::ledger {
namespace {

constexpr std::int64_t day_s = 86'400;

std::array<char, 2> two_digits(std::int64_t number)
{
    return {char('0' + number / 10), char('0' + number % 10)};
}

}  // namespace

void EntryWriter::add(std::string_view text) { text_.append(text); }

void EntryWriter::add_hex(ByteView bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<char, 64> hex;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    add({hex.data(), 2 * bytes.size()});
}

std::string_view EntryWriter::write(const Parts& parts)
{
    const auto second = parts.time.unix_s();
    CHECK(second >= 0 && parts.sequence >= 0);
    if (second / day_s != day_) {
        day_ = second / day_s;
        date_ = rfc3339_seconds(parts.time).substr(0, 11);
    }
    const auto in_day = second % day_s;
    const auto hour = two_digits(in_day / 3600), minute = two_digits(in_day / 60 % 60),
               rest = two_digits(in_day % 60);
    std::array<char, 24> number;
    const auto end =
        std::to_chars(number.begin(), number.end(), parts.channel ? parts.sequence : 0);
    text_.clear();
    add("varde-ledger/v1\nevent ");
    add(parts.event);
    add("\nobject ");
    add_hex(parts.object.bytes);
    add("\nchannel ");
    if (parts.channel)
        add_hex(*parts.channel);
    else
        add("-");
    add(" ");
    add({number.data(), std::size_t(end.ptr - number.data())});
    add("\ntime ");
    add(date_);
    for (const auto& [digits, after] :
         {std::pair(hour, ":"), std::pair(minute, ":"), std::pair(rest, "Z\ncommit ")}) {
        add({digits.data(), digits.size()});
        add(after);
    }
    add_hex(parts.commit);
    add("\n");
    return text_;
}

}  // namespace varde::ledger
