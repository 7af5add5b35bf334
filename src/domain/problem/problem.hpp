// "Something is wrong here": what somebody, or Varde itself, says is wrong, until it is closed by
// somebody whom it is not about. Pure: acts return the event that must be stored.
#pragma once

#include "base/result.hpp"
#include "domain/event.hpp"
#include "domain/unit/unit.hpp"

namespace varde::domain {

using ProblemId = Id<struct ProblemTag>;

enum class ProblemName {
    reported,         ///< A person says so.
    address_dead,     ///< Varde: a person or office can no longer be reached at an address.
    duty_gap,         ///< Varde: nobody has the duty at a time to come.
    notices_stuck,    ///< Varde: for a day no mail, or no SMS, has left the server.
    coverage_low,     ///< Varde: fewer people than needed could open a kind (`about`) in the unit…
    coverage_none,    ///< …or nobody at all.
    access_wanted,    ///< A person asks for access; ends when they have it.
    drill_failed,     ///< Varde: a drill did not come through.
    channel_silent,   ///< Varde: nothing has come from a sender for longer than chance explains.
    erasure_tried,    ///< Varde: somebody tried to erase past all acts.
    readback_failed,  ///< Varde: a unit's case system does not prove that it holds what it took.
    balance_broken,   ///< Varde: what was accepted is not the sum over what became of it.
    balance_stalled,  ///< Varde: that has not been looked at for too long, or (`about`: `book`)
                      ///< what has come cannot be counted.
    reconciliation_differs  ///< Varde: a sender's or the unit's own list is not ours.
};
std::string_view name_of(ProblemName name);
std::optional<ProblemName> problem_named(std::string_view name);

enum class ProblemState { open, answered, closed };
std::string_view name_of(ProblemState state);
std::optional<ProblemState> problem_state_named(std::string_view name);

/// The present state of a problem: a fold over its events and nothing else. What was written
/// stands sealed beside it.
struct Problem {
    ProblemId id;
    std::int64_t number = 0;  ///< From 1, without gaps.
    ProblemName name = ProblemName::reported;
    UnitId unit;                ///< What it is about; empty: Varde itself, or nobody knows.
    UnitId handler;             ///< Who must act on it; empty: whoever has oversight.
    PersonId about_person;      ///< Nil: nobody in particular.
    std::string about;          ///< With name and unit: which condition it is that Varde has found.
    bool confidential = false;  ///< For oversight only, never for the unit.
    By raised_by;               ///< Role `nobody` without a person: not signed in, or Varde itself.
    Timestamp raised_at;
    std::optional<Timestamp> answered_at;  ///< For the first time.
    std::optional<Timestamp> closed_at;
    bool operator==(const Problem&) const = default;

    /// Varde keeps it: it ends by itself when what it says is no longer so.
    bool by_machine() const { return name != ProblemName::reported; }
    ProblemState state() const;
};

/// Who must act on a problem: the unit it is about, and where none is known the unit that sorts.
/// What the unit must not see is for the first that stands above it.
UnitId handler_of(const Directory& directory, const UnitId& unit, bool past_the_unit);

/// The events of a problem name it where those of a report name that.
ReportId as_report(const ProblemId& id);
/// Whether it is one of a problem's: raised, answered, closed.
bool is_of_problem(EventName name);

/// Adds one event. The first event of a problem starts from an empty one.
Problem fold_problem(Problem problem, const Event& event);

/// The event that raises `problem`, whose members are those that the fold shall give.
Event raise(const Problem& problem, const Channel& channel, std::string sealed);

/// Access has been decided before. An answer may be followed by others, and closes nothing.
/// `conflict` when it is closed.
Result<Event> answer(const Problem& problem, const By& by, Timestamp at, std::string sealed);
Result<Event> close(const Problem& problem, const By& by, Timestamp at, std::string sealed);

}  // namespace varde::domain
