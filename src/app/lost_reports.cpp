#include "app/lost_reports.hpp"

#include "app/listed_rows.hpp"
#include "store/publication.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::app {
namespace {

using Lines = std::vector<store::RollLine>;

Result<Lines> accepted_after_witnesses(store::Reading& reading)
{
    constexpr int at_once = 10'000;
    store::Publication publication(reading);
    std::uint64_t seen = 0;
    for (const auto& head : TRY(publication.witnesses()))
        seen = std::max(seen, head.size);
    Lines all;
    while (seen > 0) {
        auto lines = TRY(publication.accepted_from(seen, at_once));
        const bool end = lines.size() < at_once;
        if (!lines.empty())
            seen = lines.back().position + 1;
        std::ranges::move(lines, std::back_inserter(all));
        if (end)
            break;
    }
    return all;
}

Status name_senders(store::Reading& reading, const Lines& lines, LostReports& lost)
{
    for (const auto& line : lines) {
        if (line.sender.is_nil() || lost.senders.contains(line.sender))
            continue;
        const auto found = TRY(reading.organisation(line.sender));
        lost.senders[line.sender] = found ? found->name : "";
    }
    return ok();
}

std::string sender_of(const LostReports& lost, const store::RollLine& line)
{
    if (line.sender.is_nil())
        return "somebody who did not sign in";
    const auto found = lost.senders.find(line.sender);
    return found == lost.senders.end() || found->second.empty()
               ? "organisation " + to_string(line.sender)
               : found->second;
}

void add_rows(std::string& csv, const LostReports& lost, const Lines& lines, std::string_view where)
{
    for (const auto& line : lines) {
        const bool named = !line.sender.is_nil();
        const std::array<std::string, 7> cells{to_string(line.report),
                                               std::string(where),
                                               rfc3339(line.at),
                                               line.unit.text,
                                               std::to_string(line.sequence),
                                               named ? to_string(line.sender) : "",
                                               named ? sender_of(lost, line) : ""};
        csv += csv_line(cells);
    }
}

void show_lines(json::Writer& w, const LostReports& lost, std::string_view name, const Lines& lines)
{
    w.array(name, [&] {
        for (const auto& line : lines)
            w.object([&] {
                w("report_id", to_string(line.report))("accepted_at", line.at);
                w("entry", line.position)("unit", line.unit.text)("number", line.sequence);
                if (!line.sender.is_nil())
                    w("sender", to_string(line.sender))("sender_name", sender_of(lost, line));
            });
    });
}

void print_lines(const LostReports& lost, const Lines& lines)
{
    for (const auto& line : lines)
        fmt::print("  {}  {}  to {}, number {}, from {}\n", to_string(line.report),
                   rfc3339_seconds(line.at), line.unit.text, line.sequence, sender_of(lost, line));
}

}  // namespace

Result<LostReports> lost_reports(Node& node)
{
    auto& store = node.services().store;
    LostReports lost{.missing = TRY(store.missing_reports())};
    const auto why = store.recovery();
    const bool forked = why && (why->cause == store::Recovery::Cause::entries_missing ||
                                why->cause == store::Recovery::Cause::other_tree);
    auto read = store.read([&](store::Reading& reading) -> Status {
        if (forked)
            lost.in_doubt = TRY(accepted_after_witnesses(reading));
        TRY(name_senders(reading, lost.missing.lines, lost));
        return name_senders(reading, lost.in_doubt, lost);
    });
    if (!read)
        return std::move(read).error();
    return lost;
}

std::string to_csv(const LostReports& lost)
{
    std::string csv = "report_id;what;accepted_at;unit;number;sender;sender_name\r\n";
    add_rows(csv, lost, lost.missing.lines, "missing");
    add_rows(csv, lost, lost.in_doubt, "in doubt");
    return csv;
}

void show(json::Writer& w, const LostReports& lost)
{
    show_lines(w, lost, "missing_reports", lost.missing.lines);
    show_lines(w, lost, "in_doubt", lost.in_doubt);
    if (lost.missing.known)
        w("roll_from", lost.missing.from);
}

void print(const LostReports& lost)
{
    if (!lost.missing.lines.empty())
        fmt::print("\nAccepted, and not in this database:\n");
    print_lines(lost, lost.missing.lines);
    if (!lost.in_doubt.empty())
        fmt::print("\nIn this database, but accepted after what witnesses have last signed. A new "
                   "log keeps them. Another database, brought back in this one's place, may lack "
                   "them: keep this one then.\n");
    print_lines(lost, lost.in_doubt);
}

}  // namespace varde::app
