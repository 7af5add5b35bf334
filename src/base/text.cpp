#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

namespace varde {
namespace {

/// What may follow the first byte of a character: how many bytes, and the range of the first of
/// them, which is where overlong forms, surrogates and numbers above U+10FFFF are told apart.
struct Tail {
    std::size_t length = 0;
    std::uint8_t first_min = 0x80;
    std::uint8_t first_max = 0xbf;
};

/// `lead` is at least 0x80. A length of 0 means that no character begins with it.
Tail tail_of(std::uint8_t lead)
{
    if (lead >= 0xc2 && lead <= 0xdf)
        return {.length = 1};
    if (lead == 0xe0)
        return {.length = 2, .first_min = 0xa0};
    if (lead == 0xed)
        return {.length = 2, .first_max = 0x9f};
    if (lead >= 0xe1 && lead <= 0xef)
        return {.length = 2};
    if (lead == 0xf0)
        return {.length = 3, .first_min = 0x90};
    if (lead == 0xf4)
        return {.length = 3, .first_max = 0x8f};
    if (lead >= 0xf1 && lead <= 0xf3)
        return {.length = 3};
    return {};
}

bool continues(char c) { return (static_cast<std::uint8_t>(c) & 0xc0) == 0x80; }

}  // namespace

bool is_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = static_cast<std::uint8_t>(text[at++]);
        if (lead < 0x80)
            continue;
        const Tail tail = tail_of(lead);
        if (tail.length == 0 || text.size() - at < tail.length)
            return false;
        const auto first = static_cast<std::uint8_t>(text[at]);
        if (first < tail.first_min || first > tail.first_max)
            return false;
        const auto rest = text.substr(at + 1, tail.length - 1);
        if (!std::all_of(rest.begin(), rest.end(), continues))
            return false;
        at += tail.length;
    }
    return true;
}

bool is_single_line(std::string_view text)
{
    const auto control = [](char c) { return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(text.begin(), text.end(), control))
        return false;
    for (auto at = text.find('\xc2'); at != std::string_view::npos; at = text.find('\xc2', at + 1))
        if (at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) <= 0x9f)
            return false;  // U+0080 to U+009F.
    return text.find("\u2028") == std::string_view::npos &&
           text.find("\u2029") == std::string_view::npos;
}

std::size_t length_in_characters(std::string_view text)
{
    const auto begins = [](char c) { return !continues(c); };
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins));
}

std::string_view front_of(std::string_view text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    while (bytes > 0 && continues(text[bytes]))
        --bytes;
    return text.substr(0, bytes);
}

std::string folded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 'A' && c <= 'Z') {
            result += char(c + 32);
        } else if (c == 0xc3 && i + 1 < text.size() &&
                   static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
                   static_cast<unsigned char>(text[i + 1]) <= 0x9e) {
            result += text[i];  // U+00C0..U+00DE: the small letter stands 0x20 further.
            result += char(static_cast<unsigned char>(text[++i]) + 0x20);
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace varde
