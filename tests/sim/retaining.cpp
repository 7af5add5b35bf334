// P3: what may be erased, worked out from the events alone: nothing that no named person opened and
// decided on, nothing that is held, nothing before its time, nothing by one person.
#include "sim/reckoning.hpp"

#include "json/value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

/// As in the pack that worlds live under: short, so that something is erased at all.
constexpr std::int64_t kept_days = 35;

std::string text_in(const json::Document& facts, std::string_view name)
{
    return std::string(facts.root().member(name).text().value_or(""));
}

}  // namespace

void Reckoning::retain(const Happened& event)
{
    const bool ours = event.name.starts_with("erasure.") || event.name == "report.held" ||
                      event.name == "report.released" || event.name == "report.archived" ||
                      event.name == "report.erased";
    const auto facts = ours ? json::Document::parse(event.facts) : Error{};
    if (!facts)
        return;
    const auto subject = parse_uuid(text_in(facts.value(), "subject")).value_or(Uuid{});
    if (!reports.contains(event.report)) {
        if (event.name == "report.released")
            unit_holds.erase(subject);
        if (event.name != "report.held")
            return;
        auto& hold = unit_holds[subject];
        hold.unit = event.unit;
        const auto kinds = facts.value().root().member("kinds");
        for (std::size_t i = 0; i < kinds.size(); ++i)
            hold.kinds.emplace(kinds.at(i).text().value_or(""));
        return;
    }
    auto& raised = reports.at(event.report);
    if (event.name == "report.held")
        raised.holds.insert(subject);
    else if (event.name == "report.released")
        raised.holds.erase(subject);
    else if (event.name == "report.archived")
        raised.archived = true;
    else if (event.name == "erasure.proposed")
        raised.proposed_by = event.person;
    else if (event.name == "erasure.withdrawn")
        raised.proposed_by = {};
    else if (event.name == "report.erased")
        check_erased(event, facts.value());
}

/// Empty: it may go.
std::string Reckoning::why_kept(const Raised& raised, const Happened& erasure) const
{
    bool decided = false;
    for (const auto& id : raised.deliveries) {
        const auto& parcel = parcels.at(id);
        if (parcel.open())
            return "while it is open in " + parcel.unit;
        if (parcel.standing != "closed")
            continue;
        if (!parcel.read_by_person || !parcel.assessed_by_person || !parcel.closed_by_person_at)
            return "that no named person opened and decided on";
        decided = true;
        if (erasure.at < parcel.closed_by_person_at->plus_seconds(kept_days * 86'400))
            return "before its time";
        for (const auto& [hold, of] : unit_holds)
            if (of.unit == parcel.unit && (of.kinds.empty() || of.kinds.contains(raised.kind)))
                return "while all of its unit is held";
    }
    if (!decided)
        return "that nobody has closed";
    if (!raised.holds.empty())
        return "while it is held";
    if (!raised.archived)
        return "before it was archived";
    if (raised.proposed_by.is_nil() || raised.proposed_by == erasure.person ||
        erasure.person.is_nil())
        return "by fewer than two persons";
    return {};
}

void Reckoning::check_erased(const Happened& event, const json::Document& facts)
{
    auto& raised = reports.at(event.report);
    const auto what = "report " + hex_of(event.report) + " was erased ";
    if (raised.erased)
        findings_.add("P3", what + "twice");
    if (const auto why = why_kept(raised, event); !why.empty())
        findings_.add("P3", what + why);
    if (rights.barred(event.person, event.report))
        findings_.add("P3", what + "by somebody who must not read it");
    if (text_in(facts, "rule").empty())
        findings_.add("P3", what + "under no rule");
    raised.erased = true;
    ++erased;
}

}  // namespace varde::sim
