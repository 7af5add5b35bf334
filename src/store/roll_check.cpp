#include "store/roll_check.hpp"

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
    auto read = TRY(roll.read());
    if (!read)
        return missing;
    auto& known = *read;
    missing.known = true;
    missing.from = known.from;
    if (!known.lines.empty())
        missing.last = known.lines.back();
    for (auto& line : known.lines)
        if (!TRY(reading.report(line.report)))
            missing.lines.push_back(std::move(line));
    return missing;
}

std::string in_words(const Result<MissingReports>& found, std::uint64_t size)
{
    if (!found)
        return "Which reports are among what is missing cannot be told: " + found.error().message +
               " Mend that before anything else";
    const auto& missing = found.value();
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
                ": varde recover --data FOLDER lists them and who sent them. Its last is entry " +
                std::to_string(missing.last->position) +
                ": what was accepted after that, it cannot name";
    if (missing.from > size)
        words += ". It begins with entry " + std::to_string(missing.from) +
                 ": what was accepted before it and is missing, it cannot name";
    return words;
}

Result<std::optional<Recovery>> compare_with_roll(Reading& reading, std::uint64_t size,
                                                  const Roll& roll)
{
    const auto read = roll.last();
    if (!read || !read.value())  // The roll alone keeps no server from starting; it is told.
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
    const auto held = reading.event_at(last->position);
    if (!held)  // A damaged row: the check of the tree says so, and the rest can be read.
        return std::optional<Recovery>{};
    if (!held.value() || held.value()->event.report != last->report)
        return std::optional(Recovery{
            Recovery::Cause::other_tree,
            whose + "holds something else there: it went back in time and then took others. Find "
                    "the database that fits, or close this log: varde recover --new-origin NAME"});
    return std::optional<Recovery>{};
}

}  // namespace varde::store
