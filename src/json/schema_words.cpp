#include "json/schema_words.hpp"

#include "base/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace varde::json {
namespace {

constexpr auto keywords = std::to_array<std::string_view>(
    {"$comment",  "$id",           "$schema",     "additionalProperties",
     "const",     "default",       "description", "enum",
     "examples",  "format",        "items",       "maxItems",
     "maxLength", "maxProperties", "maximum",     "minItems",
     "minLength", "minProperties", "minimum",     "properties",
     "required",  "title",         "type"});

/// How valijson begins each of its findings, and the keyword that it is about.
struct Finding {
    std::string_view begins;
    std::string_view keyword;
};
constexpr auto findings = std::to_array<Finding>({
    {"Value type not permitted", "type"},
    {"Failed to match against any enum", "enum"},
    {"Failed to match expected value", "const"},
    {"String should be no more", "maxLength"},
    {"String should be no fewer", "minLength"},
    {"Expected number less", "maximum"},
    {"Expected number greater", "minimum"},
    {"Array should contain no more", "maxItems"},
    {"Array should contain no fewer", "minItems"},
    {"Object should have no more", "maxProperties"},
    {"Object should have no fewer", "minProperties"},
});

std::string_view word_for_type(std::string_view type)
{
    return type == "string"    ? "text"
           : type == "integer" ? "a whole number"
           : type == "number"  ? "a number"
           : type == "boolean" ? "true or false"
           : type == "array"   ? "a list"
           : type == "object"  ? "an object"
                               : "null";
}

std::string words_for_types(View type)
{
    if (const auto one = type.text())
        return std::string(word_for_type(*one));
    std::string words;
    for (std::size_t i = 0; i < type.size(); ++i)
        words += (i > 0 ? " or " : "") +
                 std::string(word_for_type(type.at(i).text().value_or(std::string_view())));
    return words;
}

std::string words_for_choices(View choices)
{
    constexpr std::size_t readable_max = 20;
    if (choices.size() > readable_max)
        return "must be one of the " + std::to_string(choices.size()) + " permitted values";
    std::string words = "must be one of: ";
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const View choice = choices.at(i);
        words += i > 0 ? ", " : "";
        const auto text = choice.text();
        words += text ? std::string(*text) : choice.to_text();
    }
    return words;
}

std::string words_for(std::string_view keyword, View limit)
{
    const auto number = limit.to_text();
    if (keyword == "type")
        return "must be " + words_for_types(limit);
    if (keyword == "enum")
        return words_for_choices(limit);
    if (keyword == "const")
        return "must be " + number;
    if (keyword == "minLength" && number == "1")
        return "must not be empty";
    const bool most = keyword.starts_with("max");
    const auto bound = (most ? "at most " : "at least ") + number;
    if (keyword.ends_with("Length"))
        return "must be " + bound + (number == "1" ? " character long" : " characters long");
    if (keyword.ends_with("Items"))
        return "must have " + bound + (number == "1" ? " entry" : " entries");
    if (keyword.ends_with("Properties"))
        return "must have " + bound + (number == "1" ? " field" : " fields");
    return "must be " + bound;
}

/// What stands in `text` between `begin` and the `'.` that ends it, where it begins so.
std::optional<std::string_view> name_in(std::string_view text, std::string_view begin)
{
    const auto at = text.find(begin);
    if (at == std::string_view::npos || !text.ends_with("'."))
        return std::nullopt;
    text.remove_prefix(at + begin.size());
    return text.substr(0, text.size() - 2);
}

/// The part of a schema and of a value that one step of a path leads to.
struct Place {
    View schema;
    View value;
    std::string pointer;
};

Place step(const Place& from, const std::string& name)
{
    if (from.value.is(Type::array)) {
        std::size_t index = 0;
        std::from_chars(name.data(), name.data() + name.size(), index);
        return {from.schema.member("items"), from.value.at(index), pointer(from.pointer, index)};
    }
    View schema = from.schema.member("properties").member(name);
    if (!schema.exists())
        schema = from.schema.member("additionalProperties");
    return {schema, from.value.member(name), pointer(from.pointer, name)};
}

/// A day that exists, written as 2026-11-22.
bool is_date(std::string_view text)
{
    std::string midnight(text);
    midnight.append("T00:00:00Z");
    return text.size() == 10 && parse_rfc3339(midnight).has_value();
}

}  // namespace

std::optional<Fault> to_fault(View schema, View value, std::span<const std::string> path,
                              std::string_view detail, std::string_view prefix)
{
    Place place{schema, value, std::string(prefix)};
    for (const auto& name : path)
        place = step(place, name);
    if (const auto name = name_in(detail, "Missing required property '"))
        return Fault{pointer(place.pointer, *name), "is required"};
    if (const auto name = name_in(detail, "'additionalProperties' constraints: '"))
        return Fault{pointer(place.pointer, *name), "is not a known field"};
    if (detail.starts_with("Failed to validate"))
        return std::nullopt;
    for (const auto& finding : findings)
        if (detail.starts_with(finding.begins))
            return Fault{place.pointer,
                         words_for(finding.keyword, place.schema.member(finding.keyword))};
    return Fault{place.pointer, "does not have the required form"};
}

void add_format_faults(View schema, View value, const std::string& at, std::vector<Fault>& to)
{
    if (const auto text = value.text()) {
        const auto format = schema.member("format").text();
        if (format == "date" && !is_date(*text))
            to.push_back({at, "must be a date such as 2026-11-22"});
        if (format == "date-time" && !parse_rfc3339(*text))
            to.push_back({at, "must be a time such as 2026-11-22T09:30:00Z"});
    }
    if (value.is(Type::object))
        for (std::size_t i = 0; i < value.size(); ++i) {
            const auto name = value.name_at(i);
            const View member = schema.member("properties").member(name);
            if (member.is(Type::object))
                add_format_faults(member, value.member_at(i), pointer(at, name), to);
        }
    if (const View items = schema.member("items"); items.exists() && value.is(Type::array))
        for (std::size_t i = 0; i < value.size(); ++i)
            add_format_faults(items, value.at(i), pointer(at, i), to);
}

void add_unsupported(View schema, const std::string& at, std::vector<Fault>& to)
{
    if (!schema.is(Type::object)) {
        to.push_back({at, "must be an object with keywords"});
        return;
    }
    for (std::size_t i = 0; i < schema.size(); ++i)
        if (!std::ranges::binary_search(keywords, schema.name_at(i)))
            to.push_back({pointer(at, schema.name_at(i)), "is not a supported keyword"});
    if (const View format = schema.member("format"); format.exists())
        if (format.text() != "date" && format.text() != "date-time")
            to.push_back({pointer(at, "format"), "must be date or date-time"});
    const View properties = schema.member("properties");
    for (std::size_t i = 0; i < properties.size(); ++i)
        add_unsupported(properties.member_at(i),
                        pointer(pointer(at, "properties"), properties.name_at(i)), to);
    if (const View items = schema.member("items"); items.exists())
        add_unsupported(items, pointer(at, "items"), to);
    const View others = schema.member("additionalProperties");
    if (others.exists() && !others.is(Type::boolean))
        add_unsupported(others, pointer(at, "additionalProperties"), to);
}

}  // namespace varde::json
