#include "packs/form_pages.hpp"

#include <algorithm>
#include <set>

namespace varde::packs {
namespace {

using Holds = SchemaField::Holds;

struct TypeRule {
    std::string_view name;
    FieldType type;
    Holds holds;
    bool has_choices;
};
constexpr TypeRule type_rules[] = {
    {"line", FieldType::line, Holds::text, false},
    {"paragraph", FieldType::paragraph, Holds::text, false},
    {"choice", FieldType::choice, Holds::text, true},
    {"choices", FieldType::choices, Holds::texts, true},
    {"yes_no", FieldType::yes_no, Holds::boolean, false},
    {"date", FieldType::date, Holds::text, false},
    {"number", FieldType::number, Holds::number, false},
};

/// Reads the pages of one file.
class PageReader {
public:
    PageReader(const PackFile& file, const SchemaFields& schema,
               const std::vector<std::string>& languages, Faults& faults)
        : file_(file), schema_(schema), languages_(languages), faults_(faults)
    {
    }

    FormPages read(TomlTable& root)
    {
        FormPages form;
        form.needs_all = read_needs(root, "needs_all");
        form.needs_any = read_needs(root, "needs_any");
        needs_all_ = form.needs_all;
        form.names_person = read_names_person(root);
        for (const TomlValue* value : root.tables("pages")) {
            TomlTable table(*value, file_, faults_);
            form.pages.push_back(read_page(table));
        }
        if (form.pages.empty())
            root.fault("pages: there must be at least one");
        root.finish();
        return form;
    }

    bool asks_for(std::string_view path) const { return paths_.contains(path); }

private:
    std::vector<std::string> read_needs(TomlTable& root, std::string_view key)
    {
        auto paths = root.texts(key);
        if (paths.empty())
            root.fault(key, "must name at least one field");
        for (const std::string& path : paths) {
            if (!schema_.contains(path))
                root.fault(key, "\"" + path + "\" is not a field of the schema");
        }
        return paths;
    }

    std::string read_names_person(TomlTable& root)
    {
        auto path = root.optional_text("names_person");
        const auto declared = schema_.find(path);
        if (path.empty())
            return path;
        if (declared == schema_.end())
            root.fault("names_person", "\"" + path + "\" is not a field of the schema");
        else if (declared->second.holds != Holds::text)
            root.fault("names_person", "\"" + path + "\" is not a text");
        return path;
    }

    Page read_page(TomlTable& table)
    {
        Page page{.id = table.text("id"), .title = table.words("title", languages_)};
        if (!page.id.empty() && !page_ids_.insert(page.id).second)
            table.fault("id", "\"" + page.id + "\" stands twice");
        page.intro = table.optional_words("intro", languages_);
        page.repeat = table.optional_text("repeat");
        const auto shown = table.optional_integer("repeat_shown");
        if (shown && (page.repeat.empty() || *shown < 1 || *shown > 10))
            table.fault("repeat_shown", "must be from 1 to 10, on a page with repeat");
        else
            page.repeat_shown = int(shown.value_or(1));
        for (const TomlValue* value : table.tables("fields")) {
            TomlTable field(*value, file_, faults_);
            page.fields.push_back(read_field(field, page.repeat));
        }
        if (page.fields.empty())
            table.fault("fields: a page must ask for something");
        table.finish();
        return page;
    }

    Field read_field(TomlTable& table, const std::string& repeat)
    {
        Field field{.path = table.text("path")};
        const auto type_name = table.text("type");
        field.label = table.words("label", languages_);
        field.hint = table.optional_words("hint", languages_);
        field.choices = read_choices(table);
        field.required = std::ranges::find(needs_all_, field.path) != needs_all_.end();
        table.finish();
        if (!field.path.empty() && !type_name.empty())
            check(table, field, repeat, type_name);
        return field;
    }

    std::vector<Choice> read_choices(TomlTable& table)
    {
        std::vector<Choice> choices;
        for (const TomlValue* value : table.tables("choices")) {
            TomlTable each(*value, file_, faults_);
            Choice choice{.value = each.text("value")};
            choice.label.first_language = languages_.empty() ? "" : languages_.front();
            for (const std::string& language : languages_)
                choice.label.by_language[language] = each.text(language);
            each.finish();
            choices.push_back(std::move(choice));
        }
        return choices;
    }

    /// Sets the field's type, or says what does not fit.
    void check(TomlTable& table, Field& field, const std::string& repeat,
               std::string_view type_name)
    {
        const std::string quoted = "\"" + field.path + "\" ";
        const auto declared = schema_.find(field.path);
        if (declared == schema_.end())
            return table.fault("path", quoted + "is not a field of the schema");
        if (!paths_.insert(field.path).second)
            return table.fault("path", quoted + "is asked for twice");
        const bool repeated = field.path.contains('*');
        if (repeat.empty() ? repeated : !field.path.starts_with(repeat + ".*."))
            return table.fault("path",
                               quoted + "does not belong on a page " +
                                   (repeat.empty() ? "without repeat" : "that repeats " + repeat));
        const auto* rule = std::ranges::find(type_rules, type_name, &TypeRule::name);
        if (rule == std::end(type_rules))
            return table.fault("type", "\"" + std::string(type_name) + "\" is not a type of field");
        field.type = rule->type;
        const bool has_choices = !declared->second.choices.empty();
        if (declared->second.holds != rule->holds || has_choices != rule->has_choices)
            return table.fault("type", "\"" + std::string(type_name) +
                                           "\" does not fit the schema's type of " + field.path);
        check_choices(table, field, declared->second.choices);
    }

    void check_choices(TomlTable& table, const Field& field,
                       const std::vector<std::string>& declared)
    {
        std::vector<std::string> asked;
        for (const Choice& choice : field.choices)
            asked.push_back(choice.value);
        if (!std::ranges::is_permutation(asked, declared))
            table.fault("choices", "are not the values that the schema lists");
    }

    const PackFile& file_;
    const SchemaFields& schema_;
    const std::vector<std::string>& languages_;
    Faults& faults_;
    std::vector<std::string> needs_all_;
    std::set<std::string> page_ids_;
    std::set<std::string, std::less<>> paths_;
};

}  // namespace

FormPages read_form_pages(const PackFile& file, const PackFile& schema,
                          const SchemaFields& schema_fields,
                          const std::vector<std::string>& languages, Faults& faults)
{
    const auto value = parse_toml(file, faults);
    if (!value)
        return {};
    TomlTable root(*value, file, faults);
    PageReader reader(file, schema_fields, languages, faults);
    auto form = reader.read(root);
    // Staff read a report by its labels, so each field needs one.
    for (const auto& [path, declared] : schema_fields) {
        if (!reader.asks_for(path))
            faults.add(schema.path, line_of_field(schema, path), path + ": no page asks for it");
    }
    return form;
}

}  // namespace varde::packs
