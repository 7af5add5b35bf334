// Whether an answer is what the API's description says of it.
#pragma once

#include "api/openapi.hpp"
#include "json/value.hpp"

#include <gtest/gtest.h>

namespace varde::api {

using json::Type;
using json::View;

inline View root()
{
    static const auto document = json::Document::parse(openapi_text(), 64);
    return document ? document.value().root() : View{};
}

/// What `$ref` leads to; absent when it leads nowhere.
inline View behind(std::string_view reference)
{
    View at = root();
    if (!reference.starts_with("#/"))
        return {};
    for (reference.remove_prefix(2); !reference.empty();) {
        const auto slash = reference.find('/');
        at = at.member(reference.substr(0, slash));
        reference = slash == std::string_view::npos ? "" : reference.substr(slash + 1);
    }
    return at;
}

inline View resolved(View at)
{
    while (const auto reference = at.member("$ref").text())
        at = behind(*reference);
    return at;
}

/// Whether `value` is what `schema` promises. What no schema names is a fault too: an answer may
/// hold nothing that is described nowhere.
class Fit {
public:
    const std::vector<std::string>& faults() const { return faults_; }

    void check(View schema, View value, const std::string& at)
    {
        schema = resolved(schema);
        if (!has_type(schema.member("type"), value))
            return faults_.push_back(at + " has another type");
        if (!is_among(schema.member("enum"), value))
            faults_.push_back(at + " is none of the values");
        if (const auto choices = schema.member("anyOf"); choices.exists())
            return check_any(choices, value, at);
        if (value.type() == Type::array)
            for (std::size_t i = 0; i < value.size(); ++i)
                check(schema.member("items"), value.at(i), at + "/" + std::to_string(i));
        else if (value.type() == Type::object)
            check_members(schema, value, at);
    }

private:
    static bool is_of(std::string_view type, View value)
    {
        switch (value.type()) {
        case Type::null:
            return type == "null";
        case Type::boolean:
            return type == "boolean";
        case Type::number:
            return type == "number" || (type == "integer" && value.integer());
        case Type::text:
            return type == "string";
        case Type::array:
            return type == "array";
        case Type::object:
            break;
        }
        return type == "object";
    }
    static bool has_type(View types, View value)
    {
        if (const auto one = types.text())
            return is_of(*one, value);
        bool found = !types.exists();
        for (std::size_t i = 0; i < types.size(); ++i)
            found |= is_of(types.at(i).text().value_or(""), value);
        return found;
    }
    static bool is_among(View values, View value)
    {
        bool found = !values.exists();
        for (std::size_t i = 0; i < values.size(); ++i)
            found |= values.at(i).text() == value.text();
        return found;
    }
    void check_any(View choices, View value, const std::string& at)
    {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            Fit fit;
            fit.check(choices.at(i), value, at);
            if (fit.faults_.empty())
                return;
        }
        faults_.push_back(at + " fits none of the choices");
    }
    static void gather(View schema, std::vector<View>& parts)
    {
        schema = resolved(schema);
        parts.push_back(schema);
        const auto all = schema.member("allOf");
        for (std::size_t i = 0; i < all.size(); ++i)
            gather(all.at(i), parts);
    }
    void check_members(View schema, View value, const std::string& at)
    {
        std::vector<View> parts;
        gather(schema, parts);
        bool described = false;  // An object of which nothing is said may hold anything.
        for (const auto& part : parts) {
            described |= part.member("properties").exists();
            const auto required = part.member("required");
            for (std::size_t i = 0; i < required.size(); ++i)
                if (!value.member(required.at(i).text().value_or("")).exists())
                    faults_.push_back(at + " lacks " + std::string(*required.at(i).text()));
        }
        for (std::size_t i = 0; described && i < value.size(); ++i) {
            const auto name = value.name_at(i);
            View known;
            for (const auto& part : parts) {
                if (const auto rest = part.member("additionalProperties"); rest.is(Type::object))
                    known = rest;
                if (const auto found = part.member("properties").member(name); found.exists())
                    known = found;
            }
            if (known.exists())
                check(known, value.member_at(i), at + "/" + std::string(name));
            else
                faults_.push_back(at + "/" + std::string(name) + " is described nowhere");
        }
    }

    std::vector<std::string> faults_;
};

inline std::vector<std::string> faults_of(std::string_view schema, std::string_view text)
{
    const auto document = json::Document::parse(text);
    if (!document)
        return {document.error().message};
    Fit fit;
    fit.check(root().member("components").member("schemas").member(schema), document.value().root(),
              std::string(schema));
    return fit.faults();
}

inline const std::vector<std::string> none;

}  // namespace varde::api
