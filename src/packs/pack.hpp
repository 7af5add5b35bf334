// A jurisdiction's rules, loaded from data and checked as a whole before anything uses them.
// The files and their rules are described in docs/reference/packs.md.
#pragma once

#include "domain/access/decide.hpp"
#include "domain/escalation/ladder.hpp"
#include "domain/obligation/rule.hpp"
#include "domain/retention/retention.hpp"
#include "domain/unit/unit.hpp"
#include "packs/calendar.hpp"
#include "json/schema.hpp"

#include <functional>
#include <map>

namespace varde::packs {

/// A text in each of the pack's languages (`nb`, `en`), or in none where it was left out.
struct Text {
    std::map<std::string, std::string, std::less<>> by_language;
    std::string first_language;
    /// In `language`, or else in the pack's first language; empty where the text was left out.
    const std::string& in(std::string_view language) const;
    bool empty() const { return by_language.empty(); }
};

/// How a field is asked for.
enum class FieldType { line, paragraph, choice, choices, yes_no, date, number };

struct Choice {
    std::string value;
    Text label;
};

/// One field of a form. `path` is its place in the content: `reporter.name`, or for a member of a
/// repeated group `children.*.name`.
struct Field {
    std::string path;
    FieldType type = FieldType::line;
    Text label;
    Text hint;  ///< May be empty.
    std::vector<Choice> choices;
    bool required = false;  ///< Stands in `needs_all`: marked in the form, never refused without.
};

struct Page {
    std::string id;
    Text title;
    Text intro;            ///< May be empty.
    std::string repeat;    ///< Path of the repeated group that this page asks for, or empty.
    int repeat_shown = 1;  ///< How many of the group a form without script offers.
    std::vector<Field> fields;
};

struct Form {
    std::string id;
    std::string schema_text;  ///< The JSON Schema as it stands in the pack.
    json::Schema schema;
    std::vector<Page> pages;
    /// Fields of which one must be filled for the report to be of use: the concern, and one
    /// something to find the child by. Missing ones give warnings.
    std::vector<std::string> needs_all;
    std::vector<std::string> needs_any;
    /// The field with the name of whom a report is about; in a repeated group, of each of them.
    std::string names_person;  ///< Empty: no field of this form names them.
};

using domain::Audience;

struct Kind {
    KindName name;
    Text title;
    Text description;
    Audience audience = Audience::professional;
    std::string form;
    domain::Service service = domain::Service::child_protection;  ///< Which units receive it.
};

struct County {
    std::string number;
    std::string name;
    std::string oversight;  ///< Name of the state administrator's office.
};
struct Municipality {
    std::string number;
    std::string name;
    std::string county;
};
struct District {
    std::string municipality;
    std::string number;
    std::string name;
};

/// A rule that obliges somebody, and what people call it.
struct LegalRule {
    domain::Rule rule;
    Text title;
    std::string ladder;  ///< Empty only in a pack that cannot receive reports.
};

/// How long reports of a kind are kept, and what people call the rule.
struct KeepingRule {
    domain::RetentionRule rule;
    Text title;
};

struct Pack {
    std::string id;       ///< `no`
    std::string version;  ///< `2026.1`; with the id it is pinned to each report: `no@2026.1`.
    std::string name;
    std::vector<std::string> languages;  ///< First one is the default.
    Calendar calendar;
    domain::Directory directory;
    std::vector<County> counties;
    std::vector<Municipality> municipalities;
    std::vector<District> districts;
    std::vector<Kind> kinds;
    std::map<std::string, Form, std::less<>> forms;
    std::vector<LegalRule> obligations;
    domain::RuleSet rules;  ///< Of `obligations`, as domain/ takes them.
    std::vector<domain::Ladder> ladders;
    std::size_t people_needed = 2;  ///< So many must be able to open a kind in a unit at any time.
    std::vector<KeepingRule> retention;

    std::string label() const { return id + "@" + version; }
    const Kind* find_kind(std::string_view name) const;
    /// The version of this rule for what starts at `since`; null where there is none.
    const LegalRule* find_rule(std::string_view name, Timestamp since) const;
    /// The ladder of that rule. Nothing is ever without one: for a rule that the pack has no longer
    /// it is the first. Only for a pack with ladders.
    const domain::Ladder& ladder_of(std::string_view rule, Timestamp since) const;
    /// The rule for what was closed then; null where there is none: it is kept for ever.
    const KeepingRule* keeping_of(const KindName& kind, Timestamp closed_at) const;
    /// Null for one that the pack has no longer.
    const KeepingRule* keeping_named(std::string_view rule) const;
    std::optional<Timestamp> kept_until(const domain::RetentionRule& rule,
                                        Timestamp closed_at) const;
    /// `invalid` for a pack that holds a calendar and obligations alone: no kinds and no units.
    Status can_receive_reports() const;
};

/// One of a pack's files: its path below the pack's folder, and its text.
struct PackFile {
    std::string path;
    std::string text;
};

/// Checks everything and gathers all that is wrong: each fault has the file and line as pointer
/// (`no/units.toml:14`) and the rule as detail (`hours: "25:00" is not a time of day`).
Result<Pack> load_pack(const std::string& id, const std::vector<PackFile>& files);

/// The files of `folder`/`id`, sorted by path. `not_found` when there is no such folder.
Result<std::vector<PackFile>> read_pack_folder(const std::string& folder, const std::string& id);
/// Both of the above.
Result<Pack> load_pack_folder(const std::string& folder, const std::string& id);

/// Every path and text in one unambiguous text. Its SHA-256, which the caller computes and stores
/// with the label, shows when one version comes to mean two things.
std::string digest_input(std::vector<PackFile> files);

}  // namespace varde::packs
