#include "packs/pack.hpp"

#include "packs/calendar_file.hpp"
#include "packs/forms.hpp"
#include "packs/ladders_file.hpp"
#include "packs/obligations_file.hpp"
#include "packs/retention_file.hpp"
#include "packs/units.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

/// A misspelt file name would otherwise be a rule that silently does not hold.
void refuse_unknown_files(const std::vector<PackFile>& files, Faults& faults)
{
    constexpr std::string_view known[] = {"README.md",          "pack.toml",     "calendar.toml",
                                          "ladders.toml",       "counties.csv",  "obligations.toml",
                                          "guards.csv",         "units.toml",    "districts.csv",
                                          "municipalities.csv", "retention.toml"};
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

/// A pack may hold a calendar and obligations alone. One that says anything of who receives reports
/// must say all of it.
bool says_who_receives(const std::vector<PackFile>& files, const Rules& rules)
{
    return rules.of_reports || std::ranges::any_of(files, [](const PackFile& file) {
               return file.path.ends_with(".csv") || file.path == "units.toml" ||
                      file.path.starts_with("forms/");
           });
}

std::optional<Calendar> make_calendar(const std::vector<PackFile>& files, const Rules& rules,
                                      const std::vector<Municipality>* municipalities,
                                      Faults& faults)
{
    const PackFile* file = find_file(files, "calendar.toml", faults);
    if (!file)
        return std::nullopt;
    auto days = read_calendar(*file, municipalities, faults);
    if (rules.time_zone.empty())
        return std::nullopt;
    auto calendar = Calendar::make(rules.time_zone, std::move(days));
    if (!calendar) {
        faults.add("pack.toml", rules.time_zone_line, "time_zone: " + calendar.error().message);
        return std::nullopt;
    }
    return std::move(calendar).value();
}

std::vector<LegalRule> make_obligations(const std::vector<PackFile>& files,
                                        const Surroundings& surroundings, Faults& faults)
{
    const auto file = std::ranges::find(files, "obligations.toml", &PackFile::path);
    if (file == files.end())
        return {};
    return read_obligations(*file, surroundings, faults);
}

std::vector<KeepingRule> make_retention(const std::vector<PackFile>& files,
                                        const Calendar& calendar, const Rules& rules,
                                        Faults& faults)
{
    const auto file = std::ranges::find(files, "retention.toml", &PackFile::path);
    if (file == files.end())
        return {};
    return read_retention(*file, calendar, rules.languages, rules.kinds, faults);
}

/// Who receives reports and has rules needs ladders.
std::optional<std::vector<domain::Ladder>> make_ladders(const std::vector<PackFile>& files,
                                                        bool receives, Faults& faults)
{
    const bool rules = std::ranges::find(files, "obligations.toml", &PackFile::path) != files.end();
    if (receives && rules && !find_file(files, "ladders.toml", faults))
        return std::nullopt;
    const auto file = std::ranges::find(files, "ladders.toml", &PackFile::path);
    if (file == files.end())
        return std::nullopt;
    return read_ladders(*file, faults);
}

domain::Directory make_directory(const std::string& id, const Places& places, const Rules& rules,
                                 const std::vector<PackFile>& files, Faults& faults)
{
    auto units = make_units(id, places, rules);
    if (const auto own = std::ranges::find(files, "units.toml", &PackFile::path);
        own != files.end())
        override_units(*own, units, faults);
    return domain::Directory(std::move(units));
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

const domain::Ladder& Pack::ladder_of(std::string_view rule, Timestamp since) const
{
    CHECK(!ladders.empty());
    const LegalRule* legal = find_rule(rule, since);
    const auto found = std::ranges::find_if(ladders, [&](const domain::Ladder& ladder) {
        return legal && ladder.name == legal->ladder;
    });
    return found == ladders.end() ? ladders.front() : *found;
}

const LegalRule* Pack::find_rule(std::string_view rule_name, Timestamp since) const
{
    const auto found = std::ranges::find_if(obligations, [&](const LegalRule& legal) {
        return legal.rule.name == rule_name && domain::in_force(legal.rule, since);
    });
    return found == obligations.end() ? nullptr : &*found;
}

Status Pack::can_receive_reports() const
{
    if (!kinds.empty())
        return ok();
    return Error{.code = ErrorCode::invalid,
                 .message = "The pack " + id +
                            " holds a calendar and deadlines, but no kinds of report and no units "
                            "yet, so nothing can be received with it. Nothing was created. Choose "
                            "a pack that can, such as no."};
}

Result<Pack> load_pack(const std::string& id, const std::vector<PackFile>& files)
{
    Faults faults(id);
    const PackFile* rules_file = find_file(files, "pack.toml", faults);
    if (!rules_file)
        return faults.error();
    refuse_unknown_files(files, faults);
    Rules rules = read_rules(*rules_file, id, faults);
    const bool receives = says_who_receives(files, rules);
    if (receives && !rules.of_reports)
        faults.add("pack.toml", 1, "kinds, hours and unit_names are missing");
    Places places = receives ? read_places(files, faults) : Places();
    auto calendar =
        make_calendar(files, rules, receives ? &places.municipalities : nullptr, faults);
    auto forms = read_forms(files, rules.languages, faults);
    check_forms_of_kinds(files, rules, faults);
    // What follows stands on places and rules: with faults there, these would only be told again.
    if (!faults.empty())
        return faults.error();
    CHECK(calendar.has_value());
    auto directory =
        receives ? make_directory(id, places, rules, files, faults) : domain::Directory();
    auto ladders = make_ladders(files, receives, faults);
    auto obligations = make_obligations(files,
                                        {.calendar = *calendar,
                                         .languages = rules.languages,
                                         .ladders = ladders ? &*ladders : nullptr},
                                        faults);
    auto retention = make_retention(files, *calendar, rules, faults);
    if (!faults.empty())
        return faults.error();
    domain::RuleSet rule_set;
    for (const LegalRule& legal : obligations)
        rule_set.push_back(legal.rule);
    return Pack{.id = id,
                .version = std::move(rules.version),
                .name = std::move(rules.name),
                .languages = std::move(rules.languages),
                .calendar = std::move(*calendar),
                .directory = std::move(directory),
                .counties = std::move(places.counties),
                .municipalities = std::move(places.municipalities),
                .districts = std::move(places.districts),
                .kinds = std::move(rules.kinds),
                .forms = std::move(forms),
                .obligations = std::move(obligations),
                .rules = std::move(rule_set),
                .ladders = std::move(ladders).value_or(std::vector<domain::Ladder>()),
                .people_needed = rules.people_needed,
                .retention = std::move(retention)};
}

}  // namespace varde::packs
