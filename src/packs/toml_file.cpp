#include "packs/toml_file.hpp"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace varde::packs {
namespace {

using Type = TomlValue::Type;

TomlValue convert(const toml::node& node);

TomlValue convert_table(const toml::table& table)
{
    TomlValue value{.type = Type::table};
    for (const auto& [key, member] : table) {
        value.keys.emplace_back(key.str());
        value.items.push_back(convert(member));
    }
    return value;
}

TomlValue convert_list(const toml::array& list)
{
    TomlValue value{.type = Type::list};
    for (const toml::node& item : list)
        value.items.push_back(convert(item));
    return value;
}

TomlValue convert_leaf(const toml::node& node)
{
    TomlValue value;
    if (const auto* text = node.as_string()) {
        value.type = Type::text;
        value.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        value.type = Type::integer;
        value.integer = integer->get();
    } else if (const auto* boolean = node.as_boolean()) {
        value.type = Type::boolean;
        value.boolean = boolean->get();
    }
    return value;
}

TomlValue convert(const toml::node& node)
{
    TomlValue value = node.is_table()   ? convert_table(*node.as_table())
                      : node.is_array() ? convert_list(*node.as_array())
                                        : convert_leaf(node);
    value.line = int(node.source().begin.line);
    // A table that only its members open, as in `label.nb = "Navn"`, stands where they begin.
    for (const TomlValue& item : value.items) {
        if (value.line == 0 || item.line < value.line)
            value.line = item.line;
    }
    return value;
}

}  // namespace

const TomlValue* TomlValue::find(std::string_view key) const
{
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == key)
            return &items[i];
    }
    return nullptr;
}

std::optional<TomlValue> parse_toml(const PackFile& file, Faults& faults)
{
    const auto parsed = toml::parse(std::string_view(file.text));
    if (!parsed) {
        const auto& error = parsed.error();
        faults.add(file.path, std::max(1, int(error.source().begin.line)),
                   "not TOML: " + std::string(error.description()));
        return std::nullopt;
    }
    TomlValue root = convert(parsed.table());
    root.line = 1;
    return root;
}

}  // namespace varde::packs
