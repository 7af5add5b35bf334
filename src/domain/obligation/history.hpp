// What has happened, as the clocks of one subject see it.
#pragma once

#include "domain/event.hpp"
#include "domain/obligation/rule.hpp"

namespace varde::domain {

/// What an event's obligations hang on: its delivery, or else what stands for its report.
Uuid subject_of(const Event& event);

/// The subject's events as occasions, with the facts that they made known. `events` are all those
/// of its report, in the order in which they happened.
std::vector<Occasion> history_of(std::span<const Event> events, const Uuid& subject);

/// Records in `event` what begins and ends with it, given the events of its report so far. Due
/// times are still to be added.
void record_changes(const RuleSet& rules, std::span<const Event> before, Event& event);

/// The same from obligations as they stand to what the rules say today; for a sweep's event.
void record_changes(const Changes& changes, Event& event);

}  // namespace varde::domain
