#include "packs/obligations_file.hpp"

#include "packs/calendar_file.hpp"

#include <algorithm>

namespace varde::packs {
namespace {

using domain::Limit;
using domain::LimitKind;
using domain::Rule;

constexpr std::string_view limits_are =
    "\" is not a limit such as \"1 hour\", \"7 days\", \"3 weeks\", \"3 months\", "
    "\"1 working day\", \"6 hverdage\", \"next school day\" or \"as soon as possible\"";

/// One table of obligations.toml.
class RuleReader {
public:
    RuleReader(TomlTable& table, const Surroundings& surroundings)
        : table_(table), surroundings_(surroundings)
    {
    }

    LegalRule read()
    {
        LegalRule legal{.title = table_.words("title", surroundings_.languages)};
        Rule& rule = legal.rule;
        rule.name = table_.text("name");
        check_name(rule.name);
        rule.starts = occasions("starts", true);
        rule.met_by = occasions("met_by", true);
        rule.cancelled_by = occasions("cancelled_by", false);
        rule.needs = facts("needs");
        rule.condition = {.when = facts("when"),
                          .unless = facts("unless"),
                          .but_still_if = facts("but_still_if")};
        if (rule.condition.unless.empty() && !rule.condition.but_still_if.empty())
            table_.fault("but_still_if", "needs an unless that it is the exception to");
        rule.limit = limit();
        rule.from_first_receipt = table_.optional_boolean("from_first_receipt");
        rule.suspended_by = table_.texts("suspended_by");
        rule.owed_by = debtor();
        rule.source = table_.text("source");
        rule.own = table_.optional_boolean("own");
        legal.ladder = ladder();
        read_validity(rule);
        table_.finish();
        return legal;
    }

private:
    void check_name(const std::string& name)
    {
        if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != name.npos)
            table_.fault("name", "\"" + name + "\" is not made of a-z and _");
    }

    std::vector<std::string> occasions(std::string_view key, bool needed)
    {
        auto names = table_.texts(key);
        for (const std::string& name : names) {
            if (!domain::is_occasion(name))
                table_.fault(key, "\"" + name +
                                      "\" is not an occasion; docs/reference/packs.md lists them");
        }
        if (needed && names.empty())
            table_.fault(key, "needs at least one occasion, such as \"report.accepted\"");
        return names;
    }

    std::vector<std::string> facts(std::string_view key)
    {
        auto names = table_.texts(key);
        for (const std::string& name : names) {
            if (!domain::is_fact(name))
                table_.fault(key,
                             "\"" + name + "\" is not a fact; docs/reference/packs.md lists them");
        }
        return names;
    }

    Limit limit()
    {
        const auto text = table_.text("limit");
        const bool asap = text == "as soon as possible";
        if (asap != table_.has("alarm"))
            table_.fault(asap ? "limit" : "alarm",
                         asap ? "\"as soon as possible\" needs an alarm = \"4 hours\" or such"
                              : "stands only with limit = \"as soon as possible\"");
        const auto alarm = table_.optional_text("alarm");
        const auto& counted = asap ? alarm : text;
        auto limit = domain::limit_in(counted);
        if (!limit && !counted.empty())
            table_.fault(asap ? "alarm" : "limit", "\"" + counted + std::string(limits_are));
        if (!limit)
            limit.emplace();
        limit->as_soon_as_possible = asap;
        limit->moves_off_rest_days = table_.optional_boolean("moves_off_rest_days");
        check_kind(*limit);
        return *limit;
    }

    void check_kind(const Limit& limit)
    {
        const auto kind = limit.kind;
        if (kind == LimitKind::hverdage && !surroundings_.calendar.has_hverdage())
            table_.fault("limit", "counts hverdage, but calendar.toml has no [hverdage]");
        if (kind == LimitKind::school_days && !surroundings_.calendar.has_schools())
            table_.fault("limit", "counts school days, but calendar.toml has no [[schools]]");
        if (limit.moves_off_rest_days && kind != LimitKind::days && kind != LimitKind::weeks &&
            kind != LimitKind::months)
            table_.fault("moves_off_rest_days", "is for days, weeks and months only");
    }

    domain::Debtor debtor()
    {
        const auto text = table_.text("owed_by");
        const auto debtor = domain::debtor_named(text);
        if (!debtor && !text.empty())
            table_.fault("owed_by",
                         "\"" + text + "\" is not one of unit, guard, sender, oversight");
        return debtor.value_or(domain::Debtor::unit);
    }

    /// A rule without a ladder would be a duty whose breach nobody is told.
    std::string ladder()
    {
        const auto* ladders = surroundings_.ladders;
        if (!ladders && !table_.has("ladder"))
            return {};
        auto name = table_.text("ladder");
        if (!name.empty() &&
            (!ladders ||
             std::ranges::find(*ladders, name, &domain::Ladder::name) == ladders->end()))
            table_.fault("ladder", "\"" + name + "\" is not a ladder of ladders.toml");
        return name;
    }

    /// The files' `to` is the last day in force.
    void read_validity(Rule& rule)
    {
        if (!table_.has("from"))
            table_.fault("from", "is missing");
        const auto from = read_day(table_, "from");
        const auto to = read_day(table_, "to");
        if (from && to && *to < *from)
            table_.fault("to", "is before from");
        if (from)
            rule.from = surroundings_.calendar.instant(*from, 0);
        if (to)
            rule.to = surroundings_.calendar.instant(*to, 24 * 60);
    }

    TomlTable& table_;
    const Surroundings& surroundings_;
};

bool overlap(const Rule& a, const Rule& b)
{
    return (!a.to || b.from < *a.to) && (!b.to || a.from < *b.to);
}

}  // namespace

std::vector<LegalRule> read_obligations(const PackFile& file, const Surroundings& surroundings,
                                        Faults& faults)
{
    std::vector<LegalRule> rules;
    const auto value = parse_toml(file, faults);
    if (!value)
        return rules;
    TomlTable root(*value, file, faults);
    for (const TomlValue* each : root.tables("rules")) {
        TomlTable table(*each, file, faults);
        LegalRule rule = RuleReader(table, surroundings).read();
        const bool twice = std::ranges::any_of(rules, [&](const LegalRule& earlier) {
            return earlier.rule.name == rule.rule.name && overlap(earlier.rule, rule.rule);
        });
        if (twice)
            table.fault("from", "\"" + rule.rule.name +
                                    "\" would be in force twice: end the earlier version with to");
        rules.push_back(std::move(rule));
    }
    root.finish();
    return rules;
}

}  // namespace varde::packs
