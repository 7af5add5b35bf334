#include "api/pages/typed_fields.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace varde::api {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// How many bytes the character at the front of `text` has; 0 when it is none.
std::size_t character_bytes(std::string_view text)
{
    for (std::size_t bytes = 1; bytes <= 4 && bytes <= text.size(); ++bytes)
        if (is_utf8(text.substr(0, bytes)))
            return bytes;
    return 0;
}

std::string as_utf8(std::string_view text)
{
    if (is_utf8(text))
        return std::string(text);
    std::string whole;
    while (!text.empty()) {
        const auto bytes = character_bytes(text);
        whole += bytes > 0 ? text.substr(0, bytes) : std::string_view("\xEF\xBF\xBD");
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return whole;
}

/// Browsers end lines with CRLF when they send a form.
std::string with_plain_lines(std::string text)
{
    std::size_t kept = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] != '\r')
            text[kept++] = text[at];
        else if (at + 1 == text.size() || text[at + 1] != '\n')
            text[kept++] = '\n';
    text.resize(kept);
    return text;
}

}  // namespace

void TypedFields::add(std::string_view name, std::string_view value)
{
    fields_.emplace_back(as_utf8(name), with_plain_lines(as_utf8(value)));
}

std::string_view TypedFields::first(std::string_view name) const
{
    const auto found =
        std::ranges::find(fields_, name, &std::pair<std::string, std::string>::first);
    return found == fields_.end() ? std::string_view{} : std::string_view(found->second);
}

std::vector<std::string_view> TypedFields::values(std::string_view name) const
{
    std::vector<std::string_view> values;
    for (const auto& [field, value] : fields_)
        if (field == name)
            values.push_back(value);
    return values;
}

bool TypedFields::holds(std::string_view name, std::string_view value) const
{
    return std::ranges::any_of(
        fields_, [&](const auto& field) { return field.first == name && field.second == value; });
}

bool is_blank(std::string_view text)
{
    return text.find_first_not_of(blanks) == std::string_view::npos;
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

}  // namespace varde::api
