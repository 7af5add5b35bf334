// Changes of a unit's duty, as events: entered or cancelled, never edited, so that who was on duty
// then stays answerable. Pure.
#pragma once

#include "base/result.hpp"
#include "domain/duty/duty.hpp"
#include "domain/event.hpp"

namespace varde::domain {

enum class DutyChange {
    shift_added,
    replacement_added,  ///< A shift that replaces others.
    shift_cancelled,
    leave_added,
    leave_cancelled,
    handover_written
};
std::string_view name_of(DutyChange change);
std::optional<DutyChange> duty_change_named(std::string_view name);

/// A shift or a leave as somebody entered it. For a hand-over note only id, unit and person.
struct DutyEntry {
    DutyId id;
    DutyId series;  ///< The first of those that were entered together.
    UnitId unit;
    PersonId person;
    Span planned;
    bool replaces = false;
    Timestamp entered_at;
    std::optional<Timestamp> cancelled_at;
    Span in_force() const { return domain::in_force(planned, entered_at, cancelled_at); }
    bool operator==(const DutyEntry&) const = default;
};

Event duty_event(DutyChange change, const DutyEntry& entry, const By& by, Timestamp at);
/// The entry as an event that adds one says it.
DutyEntry entry_of(const Event& event);

inline constexpr std::int64_t shift_days_max = 31;

/// `invalid`, with each faulty field: ends before it begins, is longer than `shift_days_max`, is
/// over already or lies more than two years ahead.
Status check_entry(const Span& planned, Timestamp now);

/// What the same person has already that is not cancelled and overlaps, or null.
const DutyEntry* overlapping(const std::vector<DutyEntry>& entries, const DutyEntry& fresh);

}  // namespace varde::domain
