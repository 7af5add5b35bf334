#include "store/roll_check.hpp"

#include "store/publication.hpp"

namespace varde::store {
namespace {

std::string reports(std::size_t count)
{
    return std::to_string(count) +
           (count == 1 ? " accepted report that is" : " accepted reports that are");
}

}  // namespace

Result<MissingReports> missing_reports(Reading& reading, const Roll& roll)
{
    MissingReports missing;
    auto read = roll.read();
    if (!read || !read.value())
        return missing;
    auto& known = *read.value();
    missing.known = true;
    missing.from = known.from;
    if (!known.lines.empty())
        missing.last = known.lines.back();
    for (auto& line : known.lines)
        if (!TRY(reading.report(line.report)))
            missing.lines.push_back(std::move(line));
    return missing;
}

std::string in_words(const MissingReports& missing, std::uint64_t size)
{
    if (!missing.known)
        return "There is no roll of accepted reports beside the lock, so nothing here says which "
               "reports are among what is missing";
    const auto& lines = missing.lines;
    std::string words = "The roll of accepted reports " +
                        (missing.last ? "has none that is missing here: its last was accepted at " +
                                            rfc3339_seconds(missing.last->at)
                                      : std::string("is empty")) +
                        ". If it went back in time as well, it cannot name what came after";
    if (!lines.empty())
        words = "The roll of accepted reports has " + reports(lines.size()) +
                " missing here, accepted from " + rfc3339_seconds(lines.front().at) + " to " +
                rfc3339_seconds(lines.back().at) +
                ": varde recover --data FOLDER lists them and who sent them";
    if (missing.from > size)
        words += ". It begins with entry " + std::to_string(missing.from) +
                 ": what was accepted before it and is missing, it cannot name";
    return words;
}

Result<std::optional<Recovery>> compare_with_roll(Reading& reading, std::uint64_t size,
                                                  const Roll& roll)
{
    const auto read = roll.last();
    if (!read || !read.value())  // The roll alone keeps no server from starting.
        return std::optional<Recovery>{};
    const auto& last = read.value();
    const auto whose = "Report " + to_string(last->report) + " was accepted as entry " +
                       std::to_string(last->position) +
                       ", says the roll beside the lock, and the "
                       "database ";
    if (last->position >= size)
        return std::optional(Recovery{
            Recovery::Cause::entries_missing,
            whose + "ends before it: it went back in time. Bring back the intake journal, restore "
                    "a newer backup, or, if neither exists, close this log: varde recover "
                    "--new-origin NAME"});
    const auto held = TRY(reading.event_at(last->position));
    if (!held || held->event.report != last->report)
        return std::optional(Recovery{
            Recovery::Cause::other_tree,
            whose + "holds something else there: it went back in time and then took others. Find "
                    "the database that fits, or close this log: varde recover --new-origin NAME"});
    return std::optional<Recovery>{};
}

Status bring_up_roll(Reading& reading, Roll& roll, std::uint64_t from)
{
    constexpr int at_once = 10'000;
    TRY(roll.begin(from));
    if (const auto last = TRY(roll.last()))
        from = last->position + 1;
    while (true) {
        auto lines = TRY(Publication(reading).accepted_from(from, at_once));
        const bool end = lines.size() < at_once;
        if (!lines.empty())
            from = lines.back().position + 1;
        roll.note(std::move(lines));
        TRY(roll.write());
        if (end)
            return ok();
    }
}

}  // namespace varde::store
