// Duty: who is on call in a unit at an instant, and when nobody is. Pure.
#pragma once

#include "base/id.hpp"
#include "domain/duty/span.hpp"

namespace varde::domain {

using DutyId = Id<struct DutyTag>;  ///< Of a shift, a leave or a hand-over note.

/// Somebody is on call in a unit.
struct Shift {
    DutyId id;
    PersonId person;
    Span span;
    bool replaces = false;  ///< Displaces ordinary shifts for as long as it lasts.
};

/// Somebody is not there, whatever their shifts say.
struct Leave {
    PersonId person;
    Span span;
};

/// What is known of one unit's duty.
struct Rota {
    std::vector<Shift> shifts;
    std::vector<Leave> leave;
};

/// Who is on duty at `at`, each once, whose shift began first standing first. A shift that replaces
/// displaces ordinary ones even when its own person is on leave: whom it replaced has made other
/// plans, so that is a gap to be shown.
std::vector<PersonId> on_duty(const Rota& rota, Timestamp at);

/// The parts of the `staffed` hours in which nobody is on duty, in order. Hours that follow upon
/// one another without a break give one gap.
std::vector<Span> gaps(const Rota& rota, const std::vector<Span>& staffed);

/// When something counts that was entered for `planned`: not before it was entered, and not after
/// it was cancelled. So "who was on duty then" keeps the answer that it had then.
Span in_force(const Span& planned, Timestamp entered_at, std::optional<Timestamp> cancelled_at);

}  // namespace varde::domain
