#include "packs/retention_file.hpp"

#include "packs/calendar_file.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

using domain::Limit;
using domain::LimitKind;
using domain::RetentionRule;

/// `2 years`, and what a limit is written as: `18 months`, `10 weeks`, `90 days`.
std::optional<Limit> span_in(const std::string& text)
{
    const auto years = text.find(" year");
    if (years != text.npos && (text.ends_with(" year") || text.ends_with(" years"))) {
        auto limit =
            domain::limit_in(text.substr(0, years) + " month" + (text.ends_with('s') ? "s" : ""));
        if (!limit || limit->count * 12 > 999)
            return std::nullopt;
        limit->count *= 12;
        return limit;
    }
    const auto limit = domain::limit_in(text);
    const bool counted =
        limit && (limit->kind == LimitKind::days || limit->kind == LimitKind::weeks ||
                  limit->kind == LimitKind::months);
    return counted ? limit : std::nullopt;
}

/// The erasure key of a month is replaced when the month is over, and reports are erased before.
bool is_a_month(const Limit& limit)
{
    constexpr int days = 31, weeks = 5;
    return limit.kind == LimitKind::months ||
           limit.count >= (limit.kind == LimitKind::days ? days : weeks);
}

class KeepingRuleReader {
public:
    KeepingRuleReader(TomlTable& table, const Calendar& calendar, const std::vector<Kind>& kinds)
        : table_(table), calendar_(calendar), kinds_(kinds)
    {
    }

    KeepingRule read(const std::vector<std::string>& languages)
    {
        KeepingRule keeping{.title = table_.words("title", languages)};
        RetentionRule& rule = keeping.rule;
        rule.name = table_.text("name");
        if (rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != rule.name.npos)
            table_.fault("name", "\"" + rule.name + "\" is not made of a-z and _");
        rule.kind.text = table_.text("kind");
        if (!rule.kind.text.empty() &&
            !std::ranges::any_of(kinds_, [&](const Kind& kind) { return kind.name == rule.kind; }))
            table_.fault("kind", "\"" + rule.kind.text + "\" is not a kind of pack.toml");
        rule.kept_for = kept_for();
        rule.archive_first = table_.optional_boolean("archive");
        rule.source = table_.text("source");
        rule.own = table_.optional_boolean("own");
        read_validity(rule);
        table_.finish();
        return keeping;
    }

private:
    Limit kept_for()
    {
        const auto text = table_.text("kept_for");
        const auto limit = span_in(text);
        if (!limit && !text.empty())
            table_.fault("kept_for", "\"" + text +
                                         "\" is not a time such as \"2 years\", \"18 months\" or "
                                         "\"90 days\"");
        else if (limit && !is_a_month(*limit))
            table_.fault("kept_for", "\"" + text + "\" is less than a month");
        return limit.value_or(Limit{.kind = LimitKind::months});
    }

    /// The files' `to` is the last day on which what is closed falls under it.
    void read_validity(RetentionRule& rule)
    {
        if (!table_.has("from"))
            table_.fault("from", "is missing");
        const auto from = read_day(table_, "from");
        const auto to = read_day(table_, "to");
        if (from && to && *to < *from)
            table_.fault("to", "is before from");
        if (from)
            rule.from = calendar_.instant(*from, 0);
        if (to)
            rule.to = calendar_.instant(*to, 24 * 60);
    }

    TomlTable& table_;
    const Calendar& calendar_;
    const std::vector<Kind>& kinds_;
};

bool overlap(const RetentionRule& a, const RetentionRule& b)
{
    return a.kind == b.kind && (!a.to || b.from < *a.to) && (!b.to || a.from < *b.to);
}

}  // namespace

std::vector<KeepingRule> read_retention(const PackFile& file, const Calendar& calendar,
                                        const std::vector<std::string>& languages,
                                        const std::vector<Kind>& kinds, Faults& faults)
{
    std::vector<KeepingRule> rules;
    const auto value = parse_toml(file, faults);
    if (!value)
        return rules;
    TomlTable root(*value, file, faults);
    for (const TomlValue* each : root.tables("rules")) {
        TomlTable table(*each, file, faults);
        auto keeping = KeepingRuleReader(table, calendar, kinds).read(languages);
        if (std::ranges::any_of(rules, [&](const KeepingRule& earlier) {
                return overlap(earlier.rule, keeping.rule);
            }))
            table.fault("from", "two rules for \"" + keeping.rule.kind.text +
                                    "\" would be in force: end the earlier one with to");
        rules.push_back(std::move(keeping));
    }
    root.finish();
    return rules;
}

}  // namespace varde::packs
