#include "json/reader.hpp"

#include "base/text.hpp"

namespace varde::json {
namespace {

constexpr std::size_t faults_max = 100;  // A body of nothing but faults must not grow the answer.

std::string what_is_wrong(std::string_view text, const TextLimits& limits)
{
    if (text.empty() && limits.min_bytes > 0)
        return "must not be empty";
    if (text.size() < limits.min_bytes)
        return "must be at least " + std::to_string(limits.min_bytes) + " bytes long";
    if (text.size() > limits.max_bytes)
        return "must be at most " + std::to_string(limits.max_bytes) + " bytes long";
    if (limits.single_line && !is_single_line(text))
        return "must be one line without control characters";
    if (text.find('\0') != std::string_view::npos)
        return "must not contain the character U+0000";
    return {};
}

}  // namespace

Reader::Reader(View object, std::string prefix) : object_(object), prefix_(std::move(prefix))
{
    if (!object_.is(Type::object))
        faults_.push_back({prefix_, "must be an object"});
}

View Reader::take(std::string_view name, Type type, bool required, const char* what)
{
    if (!object_.is(Type::object))
        return {};  // Said once, in the constructor.
    read_.emplace(name);
    const View member = object_.member(name);
    if (!member.exists() || member.type() == Type::null) {
        if (required)
            fault(name, "is required");
        return {};
    }
    if (member.type() == type)
        return member;
    fault(name, std::string("must be ") + what);
    return {};
}

std::optional<std::string> Reader::optional_text(std::string_view name, TextLimits limits)
{
    const auto text = take(name, Type::text, false, "text").text();
    if (!text)
        return std::nullopt;
    if (auto wrong = what_is_wrong(*text, limits); !wrong.empty()) {
        fault(name, std::move(wrong));
        return std::nullopt;
    }
    return std::string(*text);
}

std::string Reader::text(std::string_view name, TextLimits limits)
{
    if (!take(name, Type::text, true, "text").exists())
        return {};
    return optional_text(name, limits).value_or(std::string());
}

std::optional<std::int64_t> Reader::optional_integer(std::string_view name, IntegerLimits limits)
{
    const View member = take(name, Type::number, false, "a whole number");
    if (!member.exists())
        return std::nullopt;
    const auto value = member.integer();
    if (!value)
        fault(name, "must be a whole number");
    else if (*value < limits.min)
        fault(name, "must be at least " + std::to_string(limits.min));
    else if (*value > limits.max)
        fault(name, "must be at most " + std::to_string(limits.max));
    else
        return value;
    return std::nullopt;
}

std::int64_t Reader::integer(std::string_view name, IntegerLimits limits)
{
    if (!take(name, Type::number, true, "a whole number").exists())
        return 0;
    return optional_integer(name, limits).value_or(0);
}

bool Reader::boolean(std::string_view name, bool when_absent)
{
    return take(name, Type::boolean, false, "true or false").boolean().value_or(when_absent);
}

std::optional<Timestamp> Reader::optional_time(std::string_view name)
{
    const auto text = take(name, Type::text, false, "a time such as 2026-11-22T09:30:00Z").text();
    if (!text)
        return std::nullopt;
    const auto at = parse_rfc3339(*text);
    if (!at)
        fault(name, "must be a time such as 2026-11-22T09:30:00Z");
    return at;
}

View Reader::object(std::string_view name) { return take(name, Type::object, true, "an object"); }

View Reader::optional_object(std::string_view name)
{
    return take(name, Type::object, false, "an object");
}

View Reader::optional_array(std::string_view name)
{
    return take(name, Type::array, false, "a list");
}

View Reader::any(std::string_view name)
{
    read_.emplace(name);
    return object_.member(name);
}

void Reader::fault(std::string_view name, std::string detail)
{
    if (faults_.size() < faults_max)
        faults_.push_back({pointer(prefix_, name), std::move(detail)});
}

std::vector<Fault> Reader::faults()
{
    if (object_.is(Type::object))
        for (std::size_t i = 0; i < object_.size(); ++i)
            if (!read_.contains(object_.name_at(i)))
                fault(object_.name_at(i), "is not a known field");
    return std::move(faults_);
}

}  // namespace varde::json
