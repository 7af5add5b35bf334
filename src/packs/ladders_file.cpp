#include "packs/ladders_file.hpp"

#include "packs/opening_hours.hpp"

#include <algorithm>
#include <charconv>

namespace varde::packs {
namespace {

using domain::From;
using domain::Ladder;
using domain::Listener;
using domain::Step;

/// `15 minutes`, `1 hour`, `2 days`, `1 week`: a whole number up to 999, elapsed time.
std::optional<std::int64_t> seconds_in(std::string_view text)
{
    constexpr std::pair<std::string_view, std::int64_t> units[] = {
        {"minute", 60}, {"hour", 3600}, {"day", 24 * 3600}, {"week", 7 * 24 * 3600}};
    const auto space = text.find(' ');
    if (space == text.npos || space > 3 || text.front() == '0')
        return std::nullopt;
    int count = 0;
    const auto read = std::from_chars(text.data(), text.data() + space, count);
    if (read.ec != std::errc() || read.ptr != text.data() + space || count < 1)
        return std::nullopt;
    auto word = text.substr(space + 1);
    if (count != 1 && word.ends_with('s'))
        word.remove_suffix(1);
    else if (count != 1)
        return std::nullopt;
    for (const auto& [unit, seconds] : units)
        if (word == unit)
            return count * seconds;
    return std::nullopt;
}

/// `start`, `due`, `start + 15 minutes`, `due - 2 days`.
std::optional<Step> time_in(std::string_view text)
{
    Step step;
    const std::string_view from = text.starts_with("due") ? "due" : "start";
    if (!text.starts_with(from))
        return std::nullopt;
    step.from = from == "due" ? From::due : From::start;
    text.remove_prefix(from.size());
    if (text.empty())
        return step;
    const bool before = text.starts_with(" - ");
    if (!before && !text.starts_with(" + "))
        return std::nullopt;
    const auto seconds = seconds_in(text.substr(3));
    if (!seconds)
        return std::nullopt;
    step.after_seconds = before ? -*seconds : *seconds;
    return step;
}

/// A time that is wrong is told once: the step then takes that of the one before it.
Step read_step(TomlTable& table, const std::vector<Step>& before)
{
    const auto listener_text = table.text("tell");
    const auto listener = domain::listener_named(listener_text);
    if (!listener && !listener_text.empty())
        table.fault("tell", "\"" + listener_text +
                                "\" is not one of duty, readers, leader, director, oversight, "
                                "sender");
    const auto at = table.text("at");
    auto step = time_in(at);
    if (!step && !at.empty())
        table.fault("at", "\"" + at +
                              "\" is not a time such as \"start\", \"start + 15 minutes\", "
                              "\"due - 2 days\" or \"due + 1 day\"");
    else if (step && step->from == From::start && step->after_seconds < 0)
        table.fault("at", "\"" + at + "\" is before the start");
    table.finish();
    if (!step)
        step = before.empty() ? Step() : before.back();
    step->tell = listener.value_or(Listener::oversight);
    return *step;
}

class LadderReader {
public:
    LadderReader(TomlTable& table, const PackFile& file, Faults& faults)
        : table_(table), file_(file), faults_(faults)
    {
    }

    Ladder read()
    {
        Ladder ladder{.name = table_.text("name"), .steps = steps()};
        if (ladder.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != ladder.name.npos)
            table_.fault("name", "\"" + ladder.name + "\" is not made of a-z and _");
        ladder.repeat_every_seconds = span("repeat");
        ladder.acknowledged_for_seconds = span("acknowledged_for");
        if (const auto quiet = table_.optional_text("quiet"); !quiet.empty())
            ladder.quiet = quiet_hours(quiet);
        table_.finish();
        return ladder;
    }

private:
    std::vector<Step> steps()
    {
        std::vector<Step> steps;
        for (const TomlValue* each : table_.tables("steps")) {
            TomlTable table(*each, file_, faults_);
            steps.push_back(read_step(table, steps));
            check_order(steps, table);
        }
        if (steps.empty())
            table_.fault("steps", "there must be at least one, or nobody would be told");
        else if (!domain::stands_above(steps.back().tell))
            table_.fault("steps", "the last one tells " +
                                      std::string(domain::name_of(steps.back().tell)) +
                                      ": a ladder ends with director or oversight, who stand above "
                                      "the unit");
        return steps;
    }

    static void check_order(const std::vector<Step>& steps, TomlTable& table)
    {
        const Step& last = steps.back();
        const bool early = std::ranges::any_of(steps, [&](const Step& step) {
            return step.from == last.from && step.after_seconds > last.after_seconds;
        });
        if (early)
            table.fault("at", "is earlier than a step before it");
    }

    std::int64_t span(std::string_view key)
    {
        const auto text = table_.text(key);
        const auto seconds = seconds_in(text);
        if (!seconds && !text.empty())
            table_.fault(key, "\"" + text +
                                  "\" is not a span such as \"15 minutes\", \"1 hour\" or "
                                  "\"2 days\"");
        return seconds.value_or(1);
    }

    /// Over midnight too, unlike opening hours.
    std::optional<domain::QuietHours> quiet_hours(const std::string& text)
    {
        const auto dash = text.find('-');
        const auto from = minute_of(text.substr(0, dash));
        const auto to = dash == text.npos ? from : minute_of(text.substr(dash + 1));
        if (dash != text.npos && from && to && *from != *to)
            return domain::QuietHours{*from, *to};
        table_.fault("quiet", "\"" + text + "\" is not a span such as \"21:00-07:00\"");
        return std::nullopt;
    }

    TomlTable& table_;
    const PackFile& file_;
    Faults& faults_;
};

}  // namespace

std::vector<Ladder> read_ladders(const PackFile& file, Faults& faults)
{
    std::vector<Ladder> ladders;
    const auto value = parse_toml(file, faults);
    if (!value)
        return ladders;
    TomlTable root(*value, file, faults);
    for (const TomlValue* each : root.tables("ladders")) {
        TomlTable table(*each, file, faults);
        ladders.push_back(LadderReader(table, file, faults).read());
        const auto& name = ladders.back().name;
        if (std::ranges::count(ladders, name, &Ladder::name) > 1)
            table.fault("name", "\"" + name + "\" stands twice");
    }
    if (ladders.empty())
        root.fault("ladders: there must be at least one");
    root.finish();
    return ladders;
}

}  // namespace varde::packs
