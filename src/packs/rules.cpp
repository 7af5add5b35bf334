#include "packs/rules.hpp"

#include "packs/opening_hours.hpp"

#include <set>

namespace varde::packs {
namespace {

bool is_version(std::string_view text)
{
    const auto dot = text.find('.');
    if (dot != 4 || text.size() == 5)
        return false;
    const auto number = text.substr(5);
    constexpr std::string_view digits = "0123456789";
    return text.substr(0, 4).find_first_not_of(digits) == std::string_view::npos &&
           number.find_first_not_of(digits) == std::string_view::npos;
}

bool is_kind_name(std::string_view text)
{
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz_.";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos &&
           text.front() != '.' && text.back() != '.' && !text.contains("..");
}

std::optional<Audience> audience_of(std::string_view text)
{
    if (text == "anyone")
        return Audience::anyone;
    if (text == "professional")
        return Audience::professional;
    if (text == "police")
        return Audience::police;
    return std::nullopt;
}

std::optional<domain::Service> service_of(std::string_view text)
{
    for (std::size_t i = 0; i < service_count; ++i) {
        if (service_names[i] == text)
            return domain::Service(i);
    }
    return std::nullopt;
}

Kind read_kind(TomlTable& table, const std::vector<std::string>& languages)
{
    Kind kind{.name = {table.text("name")}};
    if (!kind.name.text.empty() && !is_kind_name(kind.name.text))
        table.fault("name", "\"" + kind.name.text + "\" is not words of a-z with dots between");
    kind.title = table.words("title", languages);
    kind.description = table.words("description", languages);
    const auto audience_text = table.text("audience");
    if (const auto audience = audience_of(audience_text))
        kind.audience = *audience;
    else if (!audience_text.empty())
        table.fault("audience",
                    "\"" + audience_text + "\" is not one of anyone, professional, police");
    kind.form = table.text("form");
    const auto service_text = table.text("service");
    if (const auto service = service_of(service_text))
        kind.service = *service;
    else if (!service_text.empty())
        table.fault("service", "\"" + service_text +
                                   "\" is not one of child_protection, guard, oversight, sorting");
    table.finish();
    return kind;
}

void read_kinds(TomlTable& root, const PackFile& file, Rules& rules, Faults& faults)
{
    std::set<std::string> known;
    for (const TomlValue* value : root.tables("kinds")) {
        TomlTable table(*value, file, faults);
        Kind kind = read_kind(table, rules.languages);
        if (!known.insert(kind.name.text).second)
            table.fault("name", "\"" + kind.name.text + "\" stands twice");
        rules.kind_form_lines.push_back(table.line_of("form"));
        rules.kinds.push_back(std::move(kind));
    }
    if (rules.kinds.empty())
        root.fault("kinds: there must be at least one");
}

void need_places(TomlTable& names, std::string_view key, const std::string& text,
                 std::initializer_list<std::string_view> places)
{
    for (const auto place : places) {
        if (!text.empty() && !text.contains(place))
            names.fault(key, "must contain " + std::string(place));
    }
}

void read_units(TomlTable& root, const PackFile& file, Rules& rules, Faults& faults)
{
    if (const TomlValue* value = root.optional_table("unit_names")) {
        TomlTable names(*value, file, faults);
        rules.unit_names = {.child_protection = names.text("child_protection"),
                            .district = names.text("district"),
                            .sorting = names.text("sorting")};
        need_places(names, "child_protection", rules.unit_names.child_protection,
                    {"{municipality}"});
        need_places(names, "district", rules.unit_names.district, {"{district}", "{municipality}"});
        names.finish();
    } else if (!root.has("unit_names")) {
        root.fault("unit_names: is missing");
    }
    const TomlValue* value = root.optional_table("hours");
    if (!value) {
        if (!root.has("hours"))
            root.fault("hours: is missing");
        return;
    }
    TomlTable hours(*value, file, faults);
    for (std::size_t i = 0; i < service_count; ++i) {
        if (const TomlValue* own = hours.optional_table(service_names[i]))
            rules.hours[i] = read_hours(*own, file, faults);
        else if (!hours.has(service_names[i]))
            hours.fault(std::string(service_names[i]) + ": hours are missing");
    }
    hours.finish();
}

/// How many people must be able to open what comes to a unit.
void read_coverage(TomlTable& root, const PackFile& file, Rules& rules, Faults& faults)
{
    const TomlValue* value = root.optional_table("coverage");
    if (!value)
        return;
    constexpr std::int64_t least = 1, most = 100;
    TomlTable coverage(*value, file, faults);
    if (const auto people = coverage.optional_integer("people")) {
        if (*people < least || *people > most)
            coverage.fault("people", "must be from 1 to 100");
        else
            rules.people_needed = std::size_t(*people);
    }
    coverage.finish();
}

}  // namespace

Rules read_rules(const PackFile& file, const std::string& pack_id, Faults& faults)
{
    Rules rules;
    const auto value = parse_toml(file, faults);
    if (!value)
        return rules;
    TomlTable root(*value, file, faults);
    if (const auto id = root.text("id"); !id.empty() && id != pack_id)
        root.fault("id", "\"" + id + "\" is not the name of its folder, \"" + pack_id + "\"");
    rules.version = root.text("version");
    if (!rules.version.empty() && !is_version(rules.version))
        root.fault("version", "\"" + rules.version + "\" is not a year and a number (\"2026.1\")");
    rules.name = root.text("name");
    rules.languages = root.texts("languages");
    if (rules.languages.empty())
        root.fault("languages", "there must be at least one");
    rules.of_reports = root.has("kinds") || root.has("hours") || root.has("unit_names");
    if (rules.of_reports) {
        read_units(root, file, rules, faults);
        read_coverage(root, file, rules, faults);
        read_kinds(root, file, rules, faults);
    }
    rules.time_zone = root.text("time_zone");
    rules.time_zone_line = root.line_of("time_zone");
    root.finish();
    return rules;
}

}  // namespace varde::packs
