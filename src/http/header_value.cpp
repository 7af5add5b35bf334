#include "http/header_value.hpp"

#include "base/text.hpp"
#include "http/url.hpp"

#include <algorithm>

namespace varde::http {
namespace {

constexpr std::string_view blanks = " \t";

bool is_token_character(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
}

void skip_blanks(std::string_view& text)
{
    text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

std::string_view take_token(std::string_view& text)
{
    const auto end = std::ranges::find_if_not(text, is_token_character);
    const auto token = text.substr(0, std::size_t(end - text.begin()));
    text.remove_prefix(token.size());
    return token;
}

/// After the opening quote; takes the closing one too.
std::optional<std::string> take_quoted(std::string_view& text)
{
    std::string value;
    while (!text.empty()) {
        char c = text.front();
        text.remove_prefix(1);
        if (c == '"')
            return value;
        if (c == '\\' && !text.empty() && (text.front() == '"' || text.front() == '\\')) {
            c = text.front();
            text.remove_prefix(1);
        }
        value += c;
    }
    return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& text)
{
    if (text.starts_with('"')) {
        text.remove_prefix(1);
        return take_quoted(text);
    }
    const auto token = take_token(text);
    return token.empty() ? std::nullopt : std::optional<std::string>(token);
}

}  // namespace

std::string to_lower(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = char(c | 0x20);
    return lower;
}

std::string_view without_blanks(std::string_view text)
{
    skip_blanks(text);
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

std::optional<HeaderValue> parse_header_value(std::string_view text)
{
    HeaderValue parsed;
    const auto semicolon = std::min(text.find(';'), text.size());
    parsed.value = to_lower(without_blanks(text.substr(0, semicolon)));
    text.remove_prefix(semicolon);
    while (!text.empty()) {
        if (text.front() != ';')
            return std::nullopt;
        text.remove_prefix(1);
        skip_blanks(text);
        if (text.empty())
            break;  // A closing semicolon is common and harmless.
        auto name = to_lower(take_token(text));
        if (name.empty() || !text.starts_with('='))
            return std::nullopt;
        text.remove_prefix(1);
        auto value = take_value(text);
        if (!value || !parsed.parameters.emplace(std::move(name), std::move(*value)).second)
            return std::nullopt;
        skip_blanks(text);
    }
    return parsed;
}

std::optional<std::string> decode_extended(std::string_view text)
{
    const auto first = text.find('\'');
    const auto second = first == std::string_view::npos ? first : text.find('\'', first + 1);
    if (second == std::string_view::npos || to_lower(text.substr(0, first)) != "utf-8")
        return std::nullopt;
    auto decoded = percent_decode(text.substr(second + 1));
    if (!decoded || !is_utf8(*decoded))
        return std::nullopt;
    return decoded;
}

}  // namespace varde::http
