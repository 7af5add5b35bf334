#include "json/value.hpp"

#include "json/boost_value.hpp"
#include "json/parse.hpp"
#include "json/writer.hpp"

#include <boost/json/monotonic_resource.hpp>

#include <array>
#include <cmath>

namespace varde::json {
namespace {

void write(Writer& to, const boost::json::value& value)
{
    switch (value.kind()) {
    case boost::json::kind::null:
        to.null();
        return;
    case boost::json::kind::bool_:
        to.value(value.get_bool());
        return;
    case boost::json::kind::int64:
        to.value(value.get_int64());
        return;
    case boost::json::kind::uint64:
        to.value(value.get_uint64());
        return;
    case boost::json::kind::double_:
        to.value(value.get_double());
        return;
    case boost::json::kind::string:
        to.value(text_of(value.get_string()));
        return;
    case boost::json::kind::array:
        to.array([&] {
            for (const auto& element : value.get_array())
                write(to, element);
        });
        return;
    case boost::json::kind::object:
        to.object([&] {
            for (const auto& [name, member] : value.get_object()) {
                to.key(text_of(name));
                write(to, member);
            }
        });
        return;
    }
}

}  // namespace

Type View::type() const
{
    if (!exists())
        return Type::null;
    switch (boost_value(*this).kind()) {
    case boost::json::kind::null:
        return Type::null;
    case boost::json::kind::bool_:
        return Type::boolean;
    case boost::json::kind::string:
        return Type::text;
    case boost::json::kind::array:
        return Type::array;
    case boost::json::kind::object:
        return Type::object;
    default:
        return Type::number;
    }
}

std::optional<bool> View::boolean() const
{
    if (!is(Type::boolean))
        return std::nullopt;
    return boost_value(*this).get_bool();
}

std::optional<std::int64_t> View::integer() const
{
    if (!is(Type::number))
        return std::nullopt;
    const auto& value = boost_value(*this);
    if (const auto* whole = value.if_int64())
        return *whole;
    // 12.0 and 1.2e1 are whole numbers too, as long as a double still counts one by one.
    constexpr double exact_max = 9'007'199'254'740'992.0;
    const auto* number = value.if_double();
    if (!number || std::abs(*number) > exact_max || std::trunc(*number) != *number)
        return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

std::optional<double> View::number() const
{
    if (!is(Type::number))
        return std::nullopt;
    return boost_value(*this).to_number<double>();
}

std::optional<std::string_view> View::text() const
{
    if (!is(Type::text))
        return std::nullopt;
    return text_of(boost_value(*this).get_string());
}

std::size_t View::size() const
{
    if (is(Type::array))
        return boost_value(*this).get_array().size();
    return is(Type::object) ? boost_value(*this).get_object().size() : 0;
}

View View::at(std::size_t index) const
{
    if (!is(Type::array) || index >= size())
        return {};
    return View(&boost_value(*this).get_array()[index]);
}

View View::member(std::string_view name) const
{
    if (!is(Type::object))
        return {};
    return View(boost_value(*this).get_object().if_contains({name.data(), name.size()}));
}

std::string_view View::name_at(std::size_t index) const
{
    if (!is(Type::object) || index >= size())
        return {};
    return text_of(boost_value(*this).get_object().begin()[std::ptrdiff_t(index)].key());
}

View View::member_at(std::size_t index) const
{
    if (!is(Type::object) || index >= size())
        return {};
    return View(&boost_value(*this).get_object().begin()[std::ptrdiff_t(index)].value());
}

std::string View::to_text() const
{
    Writer writer;
    if (exists())
        write(writer, boost_value(*this));
    else
        writer.null();
    return writer.take();
}

struct Document::State {
    /// Holds the values of an ordinary report without another allocation.
    std::array<unsigned char, 6'144> first_block;
    boost::json::monotonic_resource memory{first_block.data(), first_block.size()};
    boost::json::value root = boost::json::value(boost::json::storage_ptr(&memory));
};

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::parse(std::string_view text, std::size_t depth_max)
{
    auto state = std::make_unique_for_overwrite<State>();
    TRY(parse_into(state->root, text, depth_max));
    return Document(std::move(state));
}

View Document::root() const { return state_ ? View(&state_->root) : View(); }

std::string pointer(std::string_view parent, std::string_view name)
{
    std::string text(parent);
    text += '/';
    for (char c : name) {
        if (c == '~')
            text += "~0";
        else if (c == '/')
            text += "~1";
        else
            text += c;
    }
    return text;
}

std::string pointer(std::string_view parent, std::size_t index)
{
    return std::string(parent) + '/' + std::to_string(index);
}

}  // namespace varde::json
