// Writing JSON: compact, in the order of the calls, with commas and escapes seen to.
#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "json/value.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace varde::json {

/// `w.object([&] { w("id", id); w.array("items", [&] { … }); })` and `w.take()`.
class Writer {
public:
    template <std::invocable Body>
    Writer& object(Body&& body)
    {
        open('{');
        body();
        return close('}');
    }
    template <std::invocable Body>
    Writer& object(std::string_view name, Body&& body)
    {
        return key(name).object(body);
    }
    template <std::invocable Body>
    Writer& array(std::string_view name, Body&& body)
    {
        return key(name).array(body);
    }
    template <std::invocable Body>
    Writer& array(Body&& body)
    {
        open('[');
        body();
        return close(']');
    }
    template <class T>
    Writer& operator()(std::string_view name, const T& value_of_member)
    {
        return key(name).value(value_of_member);
    }

    Writer& key(std::string_view name);
    Writer& value(std::string_view text);  ///< Must be UTF-8.
    Writer& value(const std::string& text) { return value(std::string_view(text)); }
    Writer& value(const char* text) { return value(std::string_view(text)); }
    Writer& value(bool value);
    template <std::integral T>
    Writer& value(T number)
    {
        return raw(std::to_string(number));
    }
    Writer& value(double number);  ///< The shortest digits that read back the same; else null.
    Writer& value(Timestamp at) { return value(rfc3339(at)); }
    template <class Tag>
    Writer& value(const Id<Tag>& id)
    {
        return value(to_string(id));
    }
    Writer& value(const UnitId& id) { return value(id.text); }
    Writer& value(const KindName& name) { return value(name.text); }
    Writer& value(View view);  ///< A copy of what stands there, null if absent.
    template <class T>
    Writer& value(const std::optional<T>& maybe)  ///< Null if empty.
    {
        return maybe ? value(*maybe) : null();
    }
    Writer& null() { return raw("null"); }
    Writer& raw(std::string_view json);  ///< Text that is JSON already.

    std::string take() { return std::move(text_); }

private:
    void open(char bracket);
    Writer& close(char bracket);
    void separate();
    std::string text_;
    bool comma_ = false;  ///< Whether something stands before the next value.
};

}  // namespace varde::json
