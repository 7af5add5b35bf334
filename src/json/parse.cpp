#include "json/parse.hpp"

#include "json/boost_value.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace varde::json {
namespace {

using boost::json::error_code;
using Text = boost::json::string_view;

/// Everything the parser tells, ignored: its two listeners below each override what they need.
struct Silent {
    static constexpr std::size_t max_object_size = boost::json::object::max_size();
    static constexpr std::size_t max_array_size = boost::json::array::max_size();
    static constexpr std::size_t max_key_size = boost::json::string::max_size();
    static constexpr std::size_t max_string_size = boost::json::string::max_size();

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t, error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(Text, std::size_t, error_code&) { return true; }
    bool on_key(Text, std::size_t, error_code&) { return true; }
    bool on_string_part(Text, std::size_t, error_code&) { return true; }
    bool on_string(Text, std::size_t, error_code&) { return true; }
    bool on_number_part(Text, error_code&) { return true; }
    bool on_int64(std::int64_t, Text, error_code&) { return true; }
    bool on_uint64(std::uint64_t, Text, error_code&) { return true; }
    bool on_double(double, Text, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(Text, error_code&) { return true; }
    bool on_comment(Text, error_code&) { return true; }
};

/// Builds the value and counts the names in the text. Boost keeps the last of several members with
/// one name, so a repeated name shows afterwards: the value has fewer members than the text.
struct Builder : Silent {
    std::array<unsigned char, 2'048> scratch;
    boost::json::value_stack stack{{}, scratch.data(), scratch.size()};
    std::size_t names = 0;

    explicit Builder(boost::json::storage_ptr memory) { stack.reset(std::move(memory)); }

    bool on_object_end(std::size_t size, error_code&) { return stack.push_object(size), true; }
    bool on_array_end(std::size_t size, error_code&) { return stack.push_array(size), true; }
    bool on_key_part(Text part, std::size_t, error_code&) { return stack.push_chars(part), true; }
    bool on_key(Text end, std::size_t, error_code&)
    {
        ++names;
        stack.push_key(end);
        return true;
    }
    bool on_string_part(Text part, std::size_t, error_code&)
    {
        return stack.push_chars(part), true;
    }
    bool on_string(Text end, std::size_t, error_code&) { return stack.push_string(end), true; }
    bool on_int64(std::int64_t value, Text, error_code&) { return stack.push_int64(value), true; }
    bool on_uint64(std::uint64_t value, Text, error_code&)
    {
        return stack.push_uint64(value), true;
    }
    bool on_double(double value, Text digits, error_code& failed)
    {
        // Boost's own conversion may be one unit off in the last place.
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (!std::isfinite(value)) {
            failed = boost::json::error::exponent_overflow;
            return false;
        }
        stack.push_double(value);
        return true;
    }
    bool on_bool(bool value, error_code&) { return stack.push_bool(value), true; }
    bool on_null(error_code&) { return stack.push_null(), true; }
};

/// Stops behind the first name that stands twice in its object.
struct DuplicateFinder : Silent {
    std::vector<std::set<std::string, std::less<>>> open_objects;
    std::string name;

    bool on_object_begin(error_code&) { return open_objects.emplace_back(), true; }
    bool on_object_end(std::size_t, error_code&) { return open_objects.pop_back(), true; }
    bool on_key_part(Text part, std::size_t size, error_code&)
    {
        if (part.size() == size)
            name.clear();
        name += text_of(part);
        return true;
    }
    bool on_key(Text end, std::size_t size, error_code& failed)
    {
        if (end.size() == size)
            name.clear();
        name += text_of(end);
        if (open_objects.back().insert(name).second)
            return true;
        failed = boost::json::error::syntax;
        return false;
    }
};

std::size_t members_below(const boost::json::value& value)
{
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object)
            count += members_below(member.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& element : *array)
            count += members_below(element);
    }
    return count;
}

std::string what_is_wrong(error_code code, std::size_t depth_max)
{
    if (code == boost::json::error::incomplete)
        return "it ends too early";
    if (code == boost::json::error::extra_data)
        return "more text follows the end of the value";
    if (code == boost::json::error::too_deep)
        return "more than " + std::to_string(depth_max) + " levels";
    if (code == boost::json::error::exponent_overflow)
        return "a number is too large";
    if (code == boost::json::error::illegal_leading_surrogate ||
        code == boost::json::error::illegal_trailing_surrogate ||
        code == boost::json::error::expected_utf16_escape)
        return "half of a surrogate pair";
    if (code == boost::json::error::expected_hex_digit)
        return "\\u needs four hexadecimal digits";
    return "this is not JSON in valid UTF-8";
}

Error malformed(const std::string& what, std::size_t at_byte)
{
    return {.code = ErrorCode::malformed,
            .message =
                "Not readable as JSON at byte " + std::to_string(at_byte) + ": " + what + "."};
}

boost::json::parse_options limits(std::size_t depth_max)
{
    boost::json::parse_options options;
    options.max_depth = depth_max;
    return options;
}

Error repeated_name(std::string_view text, std::size_t depth_max)
{
    boost::json::basic_parser<DuplicateFinder> parser(limits(depth_max));
    error_code code;
    const auto at = parser.write_some(false, text.data(), text.size(), code);
    CHECK(code);
    return malformed("the name \"" + parser.handler().name + "\" stands twice in one object", at);
}

}  // namespace

Status parse_into(boost::json::value& root, std::string_view text, std::size_t depth_max)
{
    boost::json::basic_parser<Builder> parser(limits(depth_max), root.storage());
    error_code code;
    const auto at = parser.write_some(false, text.data(), text.size(), code);
    if (!code && at < text.size())
        code = boost::json::error::extra_data;
    if (code)
        return malformed(what_is_wrong(code, depth_max), at);
    root = parser.handler().stack.release();
    if (members_below(root) != parser.handler().names)
        return repeated_name(text, depth_max);
    return ok();
}

}  // namespace varde::json
