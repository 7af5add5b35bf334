// Strict reading of one TOML table: every wrong, missing or unknown key is a fault with its line.
#pragma once

#include "packs/toml_file.hpp"

#include <set>

namespace varde::packs {

/// Reads the keys of one table, then `finish` tells which were never asked for. A key that is
/// wrong or missing gives a harmless value and a fault `key: what is wrong`.
class TomlTable {
public:
    using Languages = std::vector<std::string>;

    /// `table`, `file` and `faults` must outlive this. Anything but a table is a fault.
    TomlTable(const TomlValue& table, const PackFile& file, Faults& faults);

    std::string text(std::string_view key);           ///< Required, not empty.
    std::string optional_text(std::string_view key);  ///< Empty when absent.
    std::optional<std::int64_t> optional_integer(std::string_view key);
    bool optional_boolean(std::string_view key);  ///< False when absent.
    std::vector<std::string> texts(std::string_view key);
    std::vector<int> years(std::string_view key);  ///< A list of whole numbers; empty when absent.
    /// A text in every one of `languages` and no other.
    Text words(std::string_view key, const Languages& languages);
    Text optional_words(std::string_view key, const Languages& languages);
    const TomlValue* optional_table(std::string_view key);  ///< Null when absent.
    /// A list of tables; empty when absent.
    std::vector<const TomlValue*> tables(std::string_view key);

    bool has(std::string_view key) const { return table_.find(key) != nullptr; }
    int line() const { return table_.line; }
    /// Of the key, or of the table where the key is absent.
    int line_of(std::string_view key) const;
    void fault(std::string_view key, std::string_view detail);
    /// Of the table as a whole.
    void fault(std::string_view detail);
    /// Reports the keys that nothing asked for. Call last.
    void finish();

private:
    const TomlValue* take(std::string_view key, TomlValue::Type type, std::string_view what);
    const TomlValue& table_;
    const PackFile& file_;
    Faults& faults_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace varde::packs
