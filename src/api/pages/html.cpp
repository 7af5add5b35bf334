#include "api/pages/html.hpp"

namespace varde::api::html {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

void append_escaped(std::string& to, std::string_view text)
{
    for (const char c : text) {
        const bool forbidden = (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == '\x7f';
        if (c == '&')
            to += "&amp;";
        else if (c == '<')
            to += "&lt;";
        else if (c == '>')
            to += "&gt;";
        else if (c == '"')
            to += "&quot;";
        else if (c == '\'')
            to += "&#39;";
        else if (forbidden)
            to += replacement;
        else
            to += c;
    }
}

}  // namespace

std::string escaped(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size() + text.size() / 8);
    append_escaped(escaped, text);
    return escaped;
}

Writer& Writer::text(std::string_view text)
{
    append_escaped(html_, text);
    return *this;
}

void Writer::begin(Name tag, Attributes attributes)
{
    html_ += '<';
    html_ += tag.text();
    for (const auto& attribute : attributes) {
        if (!attribute.given)
            continue;
        html_ += ' ';
        html_ += attribute.name.text();
        if (attribute.value.empty())
            continue;
        html_ += "=\"";
        append_escaped(html_, attribute.value);
        html_ += '"';
    }
    html_ += '>';
}

Writer& Writer::end(Name tag)
{
    html_ += "</";
    html_ += tag.text();
    html_ += '>';
    return *this;
}

Writer& Writer::empty(Name tag, Attributes attributes)
{
    begin(tag, attributes);
    return *this;
}

std::string Writer::take() { return "<!doctype html>\n" + std::move(html_); }

}  // namespace varde::api::html
