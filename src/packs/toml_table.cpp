#include "packs/toml_table.hpp"

namespace varde::packs {

using Type = TomlValue::Type;

TomlTable::TomlTable(const TomlValue& table, const PackFile& file, Faults& faults)
    : table_(table), file_(file), faults_(faults)
{
    if (table.type != Type::table)
        fault("must be a table");
}

const TomlValue* TomlTable::take(std::string_view key, Type type, std::string_view what)
{
    asked_.emplace(key);
    const TomlValue* value = table_.find(key);
    if (value && value->type != type) {
        fault(key, "must be " + std::string(what));
        return nullptr;
    }
    return value;
}

std::string TomlTable::text(std::string_view key)
{
    if (!has(key)) {
        asked_.emplace(key);
        fault(key, "is missing");
        return {};
    }
    return optional_text(key);
}

std::string TomlTable::optional_text(std::string_view key)
{
    const TomlValue* value = take(key, Type::text, "a text");
    if (value && value->text.empty())
        fault(key, "is empty");
    return value ? value->text : std::string();
}

std::optional<std::int64_t> TomlTable::optional_integer(std::string_view key)
{
    const TomlValue* value = take(key, Type::integer, "a whole number");
    return value ? std::optional(value->integer) : std::nullopt;
}

bool TomlTable::optional_boolean(std::string_view key)
{
    const TomlValue* value = take(key, Type::boolean, "true or false");
    return value && value->boolean;
}

std::vector<std::string> TomlTable::texts(std::string_view key)
{
    std::vector<std::string> texts;
    const TomlValue* value = take(key, Type::list, "a list of texts");
    if (!value)
        return texts;
    for (const TomlValue& item : value->items) {
        if (item.type == Type::text && !item.text.empty())
            texts.push_back(item.text);
        else
            faults_.add(file_.path, item.line, std::string(key) + ": must be a list of texts");
    }
    return texts;
}

std::vector<int> TomlTable::years(std::string_view key)
{
    std::vector<int> years;
    const TomlValue* value = take(key, Type::list, "a list of years");
    if (!value)
        return years;
    for (const TomlValue& item : value->items) {
        if (item.type == Type::integer && item.integer >= 1900 && item.integer <= 9999)
            years.push_back(int(item.integer));
        else
            faults_.add(file_.path, item.line, std::string(key) + ": must be a list of years");
    }
    return years;
}

Text TomlTable::words(std::string_view key, const Languages& languages)
{
    if (!has(key)) {
        asked_.emplace(key);
        fault(key, "is missing");
        return {};
    }
    return optional_words(key, languages);
}

Text TomlTable::optional_words(std::string_view key, const Languages& languages)
{
    Text words;
    const TomlValue* value = take(key, Type::table, "a text in each language");
    if (!value)
        return words;
    words.first_language = languages.empty() ? "" : languages.front();
    TomlTable by_language(*value, file_, faults_);
    for (const std::string& language : languages) {
        if (!by_language.has(language))
            fault(key, "has no text in \"" + language + "\"");
        words.by_language[language] = by_language.optional_text(language);
    }
    by_language.finish();
    return words;
}

const TomlValue* TomlTable::optional_table(std::string_view key)
{
    return take(key, Type::table, "a table");
}

std::vector<const TomlValue*> TomlTable::tables(std::string_view key)
{
    std::vector<const TomlValue*> tables;
    if (const TomlValue* value = take(key, Type::list, "a list of tables")) {
        for (const TomlValue& item : value->items)
            tables.push_back(&item);
    }
    return tables;
}

int TomlTable::line_of(std::string_view key) const
{
    const TomlValue* value = table_.find(key);
    return value ? value->line : table_.line;
}

void TomlTable::fault(std::string_view key, std::string_view detail)
{
    faults_.add(file_.path, line_of(key), std::string(key) + ": " + std::string(detail));
}

void TomlTable::fault(std::string_view detail)
{
    faults_.add(file_.path, table_.line, std::string(detail));
}

void TomlTable::finish()
{
    for (const std::string& key : table_.keys) {
        if (!asked_.contains(key))
            fault(key, "is not a key that belongs here");
    }
}

}  // namespace varde::packs
