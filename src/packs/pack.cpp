#include "packs/pack.hpp"

#include "packs/forms.hpp"
#include "packs/units.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

/// A misspelt file name would otherwise be a rule that silently does not hold.
void refuse_unknown_files(const std::vector<PackFile>& files, Faults& faults)
{
    constexpr std::string_view known[] = {"README.md",     "pack.toml",  "counties.csv",
                                          "districts.csv", "guards.csv", "municipalities.csv",
                                          "units.toml"};
    for (const PackFile& file : files) {
        const std::string_view path = file.path;
        const bool of_form = path.starts_with("forms/") &&
                             (path.ends_with(".schema.json") || path.ends_with(".page.toml"));
        if (!of_form && std::ranges::find(known, path) == std::end(known))
            faults.add(path, 1, "is not a file that a pack has");
    }
}

bool has_form(const std::vector<PackFile>& files, const std::string& id)
{
    const auto path = "forms/" + id + ".schema.json";
    return std::ranges::find(files, path, &PackFile::path) != files.end();
}

/// Asked of the files, not of the forms that were read: a broken form is told only once.
void check_forms_of_kinds(const std::vector<PackFile>& files, const Rules& rules, Faults& faults)
{
    for (std::size_t i = 0; i < rules.kinds.size(); ++i) {
        const auto& form = rules.kinds[i].form;
        if (!form.empty() && !has_form(files, form))
            faults.add("pack.toml", rules.kind_form_lines[i],
                       "form: \"" + form + "\" has no forms/" + form + ".schema.json");
    }
}

}  // namespace

const std::string& Text::in(std::string_view language) const
{
    static const std::string left_out;
    auto found = by_language.find(language);
    if (found == by_language.end())
        found = by_language.find(first_language);
    return found == by_language.end() ? left_out : found->second;
}

const Kind* Pack::find_kind(std::string_view wanted) const
{
    const auto found =
        std::ranges::find_if(kinds, [&](const Kind& kind) { return kind.name.text == wanted; });
    return found == kinds.end() ? nullptr : &*found;
}

Result<Pack> load_pack(const std::string& id, const std::vector<PackFile>& files)
{
    Faults faults(id);
    const PackFile* rules_file = find_file(files, "pack.toml", faults);
    if (!rules_file)
        return faults.error();
    refuse_unknown_files(files, faults);
    Rules rules = read_rules(*rules_file, id, faults);
    Places places = read_places(files, faults);
    auto forms = read_forms(files, rules.languages, faults);
    check_forms_of_kinds(files, rules, faults);
    // Units stand on places and rules: with faults there, these would only be told again.
    if (!faults.empty())
        return faults.error();
    auto units = make_units(id, places, rules);
    if (const auto own = std::ranges::find(files, "units.toml", &PackFile::path);
        own != files.end())
        override_units(*own, units, faults);
    if (!faults.empty())
        return faults.error();
    CHECK(rules.calendar.has_value());
    return Pack{.id = id,
                .version = std::move(rules.version),
                .name = std::move(rules.name),
                .languages = std::move(rules.languages),
                .calendar = std::move(*rules.calendar),
                .directory = domain::Directory(std::move(units)),
                .counties = std::move(places.counties),
                .municipalities = std::move(places.municipalities),
                .districts = std::move(places.districts),
                .kinds = std::move(rules.kinds),
                .forms = std::move(forms)};
}

}  // namespace varde::packs
