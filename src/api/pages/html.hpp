// Writing HTML so that nothing from outside can become markup: names are literals of the program,
// and everything else is escaped on its way out. There is no way around the escaping.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>

namespace varde::api::html {

/// A tag's or attribute's name. Only a literal becomes one, and it is checked while compiling.
class Name {
public:
    consteval Name(const char* text) : text_(text)
    {
        for (const char c : text_)
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-')
                throw "a name is lower-case letters, digits and hyphens";
    }
    constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

struct Attribute {
    Name name;
    std::string_view value = {};  ///< Empty: the bare name, which means the same.
    bool given = true;            ///< False: left out.
};
using Attributes = std::initializer_list<Attribute>;

/// An attribute that stands there only sometimes.
constexpr Attribute when(bool given, Name name, std::string_view value = {})
{
    return {name, value, given};
}

/// Text with what HTML gives a meaning replaced; control characters that it forbids become U+FFFD.
/// Other bytes stay as they are: a browser shows broken UTF-8 as U+FFFD and nothing worse.
std::string escaped(std::string_view text);

/// `w.element("p", {{"class", "hint"}}, "text")`, or with a body that writes what is inside.
class Writer {
public:
    Writer& text(std::string_view text);

    template <std::invocable Body>
    Writer& element(Name tag, Attributes attributes, Body&& body)
    {
        begin(tag, attributes);
        body();
        return end(tag);
    }
    Writer& element(Name tag, Attributes attributes, std::string_view content)
    {
        begin(tag, attributes);
        text(content);
        return end(tag);
    }
    template <std::invocable Body>
    Writer& element(Name tag, Body&& body)
    {
        return element(tag, {}, body);
    }
    Writer& element(Name tag, std::string_view content) { return element(tag, {}, content); }
    /// An element that has no inside: input, meta, link, br.
    Writer& empty(Name tag, Attributes attributes = {});

    /// The document, from its doctype on.
    std::string take();

private:
    void begin(Name tag, Attributes attributes);
    Writer& end(Name tag);
    std::string html_;
};

}  // namespace varde::api::html
