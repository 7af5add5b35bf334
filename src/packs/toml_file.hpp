// A pack's TOML files: every value knows its line. The only place where toml++ appears.
#pragma once

#include "packs/faults.hpp"
#include "packs/pack.hpp"

#include <optional>

namespace varde::packs {

/// A value as it stands in the file. Owns everything below it.
struct TomlValue {
    enum class Type { text, integer, boolean, list, table, other };
    Type type = Type::other;
    int line = 1;
    std::string text;
    std::int64_t integer = 0;
    bool boolean = false;
    std::vector<TomlValue> items;  ///< Of a list; or a table's values, in the order of `keys`.
    std::vector<std::string> keys;

    /// A table's value, or null.
    const TomlValue* find(std::string_view key) const;
};

/// The file's outermost table. A file that is not TOML gives one fault and nothing.
std::optional<TomlValue> parse_toml(const PackFile& file, Faults& faults);

}  // namespace varde::packs
