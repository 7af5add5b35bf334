#include "packs/schema_fields.hpp"

#include <algorithm>
#include <optional>

namespace varde::packs {
namespace {

using json::Type;
using json::View;

std::string_view type_of(View schema) { return schema.member("type").text().value_or(""); }

std::vector<std::string> choices_of(View schema)
{
    std::vector<std::string> choices;
    const View values = schema.member("enum");
    for (std::size_t i = 0; i < values.size(); ++i)
        choices.emplace_back(values.at(i).text().value_or(""));
    return choices;
}

class Walk {
public:
    Walk(const PackFile& file, Faults& faults) : file_(file), faults_(faults) {}

    void object(View schema, const std::string& path)
    {
        if (schema.member("additionalProperties").boolean() != false)
            fault(path, "additionalProperties must be false, so that unknown fields are noticed");
        const View properties = schema.member("properties");
        if (!properties.is(Type::object))
            fault(path, "properties are missing");
        for (std::size_t i = 0; properties.is(Type::object) && i < properties.size(); ++i) {
            const auto name = std::string(properties.name_at(i));
            any(properties.member_at(i), path.empty() ? name : path + "." + name);
        }
    }

    SchemaFields fields;

private:
    void any(View schema, const std::string& path)
    {
        using Holds = SchemaField::Holds;
        const auto type = type_of(schema);
        if (type == "object")
            object(schema, path);
        else if (type == "string")
            fields[path] = {Holds::text, choices_of(schema)};
        else if (type == "boolean")
            fields[path] = {Holds::boolean, {}};
        else if (type == "integer" || type == "number")
            fields[path] = {Holds::number, {}};
        else if (type == "array")
            array(schema.member("items"), path);
        else
            fault(path, "type must be object, array, string, boolean, integer or number");
    }

    void array(View items, const std::string& path)
    {
        if (type_of(items) == "object")
            object(items, path + ".*");
        else if (type_of(items) == "string")
            fields[path] = {SchemaField::Holds::texts, choices_of(items)};
        else
            fault(path, "items must be objects or strings");
    }

    void fault(const std::string& path, const std::string& detail)
    {
        const auto prefix = path.empty() ? std::string() : path + ": ";
        faults_.add(file_.path, line_of_field(file_, path), prefix + detail);
    }

    const PackFile& file_;
    Faults& faults_;
};

}  // namespace

SchemaFields schema_fields(View schema, const PackFile& file, Faults& faults)
{
    Walk walk(file, faults);
    walk.object(schema, "");
    return std::move(walk.fields);
}

int line_of_field(const PackFile& file, std::string_view path)
{
    const std::string_view text = file.text;
    std::size_t at = 0;
    while (!path.empty()) {
        const auto name = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        if (name == "*")
            continue;
        const auto found = text.find("\"" + std::string(name) + "\":", at);
        if (found == std::string_view::npos)
            break;
        at = found;
    }
    return 1 + int(std::ranges::count(text.substr(0, at), '\n'));
}

}  // namespace varde::packs
