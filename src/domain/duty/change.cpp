#include "domain/duty/change.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 6> names{"shift.added",     "replacement.added",
                                                "shift.cancelled", "leave.added",
                                                "leave.cancelled", "handover.written"};
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t days_ahead_max = 731;

}  // namespace

std::string_view name_of(DutyChange change) { return names.at(std::size_t(change)); }

std::optional<DutyChange> duty_change_named(std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return DutyChange(found - names.begin());
}

Event duty_event(DutyChange change, const DutyEntry& entry, const By& by, Timestamp at)
{
    Event event{.name = EventName::duty_changed,
                .report = {entry.id.uuid},
                .unit = entry.unit,
                .by = by,
                .at = at};
    event.facts.name = std::string(name_of(change));
    event.facts.subject = entry.series.uuid;
    event.facts.people = {entry.person};
    if (change == DutyChange::handover_written)
        return event;
    event.facts.from = entry.planned.from;
    event.facts.until = entry.planned.until;
    return event;
}

DutyEntry entry_of(const Event& event)
{
    const auto& facts = event.facts;
    DutyEntry entry{.id = {event.report.uuid},
                    .series = {facts.subject},
                    .unit = event.unit,
                    .planned = {facts.from.value_or(event.at), facts.until.value_or(event.at)},
                    .replaces = facts.name == name_of(DutyChange::replacement_added),
                    .entered_at = event.at};
    if (!facts.people.empty())
        entry.person = facts.people.front();
    return entry;
}

Status check_entry(const Span& planned, Timestamp now)
{
    Error error{.code = ErrorCode::invalid,
                .message = "This time cannot be entered; nothing was stored."};
    if (planned.empty())
        error.faults.push_back({"/until", "must be after from"});
    else if (planned.until > planned.from.plus_seconds(shift_days_max * day_seconds))
        error.faults.push_back({"/until", "must be at most 31 days after from"});
    else if (planned.until <= now)
        error.faults.push_back({"/until", "is over already: who was on duty then stays as it was"});
    if (planned.from > now.plus_seconds(days_ahead_max * day_seconds))
        error.faults.push_back({"/from", "lies more than two years ahead"});
    if (error.faults.empty())
        return ok();
    return error;
}

const DutyEntry* overlapping(const std::vector<DutyEntry>& entries, const DutyEntry& fresh)
{
    const auto found = std::ranges::find_if(entries, [&](const DutyEntry& entry) {
        return entry.person == fresh.person && !entry.cancelled_at &&
               entry.planned.overlaps(fresh.planned);
    });
    return found == entries.end() ? nullptr : &*found;
}

}  // namespace varde::domain
