#include "json/writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace varde::json {
namespace {

void append_escape(std::string& to, char c)
{
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
    case '"':
        to += "\\\"";
        return;
    case '\\':
        to += "\\\\";
        return;
    case '\b':
        to += "\\b";
        return;
    case '\f':
        to += "\\f";
        return;
    case '\n':
        to += "\\n";
        return;
    case '\r':
        to += "\\r";
        return;
    case '\t':
        to += "\\t";
        return;
    default:
        to += "\\u00";
        to += hex[static_cast<unsigned char>(c) >> 4];
        to += hex[static_cast<unsigned char>(c) & 15];
    }
}

constexpr auto escaped = [] {
    std::array<bool, 256> table{};
    std::fill_n(table.begin(), 0x20, true);
    table['"'] = table['\\'] = true;
    return table;
}();

void append_quoted(std::string& to, std::string_view text)
{
    to += '"';
    const auto* plain = text.data();
    const auto* const end = plain + text.size();
    for (const auto* at = plain; at != end; ++at) {
        if (!escaped[static_cast<unsigned char>(*at)])
            continue;
        to.append(plain, at);
        append_escape(to, *at);
        plain = at + 1;
    }
    to.append(plain, end);
    to += '"';
}

}  // namespace

Writer& Writer::key(std::string_view name)
{
    separate();
    append_quoted(text_, name);
    text_ += ':';
    comma_ = false;
    return *this;
}

Writer& Writer::value(std::string_view text)
{
    separate();
    append_quoted(text_, text);
    return *this;
}

Writer& Writer::value(bool value) { return raw(value ? "true" : "false"); }

Writer& Writer::value(double number)
{
    if (!std::isfinite(number))
        return null();  // JSON has no word for it, and a figure must not stop the program.
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

Writer& Writer::value(View view) { return raw(view.to_text()); }

Writer& Writer::raw(std::string_view json)
{
    separate();
    text_ += json;
    return *this;
}

void Writer::open(char bracket)
{
    separate();
    text_ += bracket;
    comma_ = false;
}

Writer& Writer::close(char bracket)
{
    text_ += bracket;
    comma_ = true;
    return *this;
}

void Writer::separate()
{
    if (comma_)
        text_ += ',';
    comma_ = true;
}

}  // namespace varde::json
