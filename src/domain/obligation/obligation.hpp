// Obligations: someone must reach a milestone by a time, under a named rule.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace varde::domain {

/// Who owes what a rule demands.
enum class Debtor {
    unit,   ///< The unit that has the delivery: its duty slot, or the person who took it.
    guard,  ///< The guard while the unit is closed, and the unit while it is open.
    sender,
    oversight  ///< Whoever has oversight of the unit.
};
std::string_view name_of(Debtor debtor);
std::optional<Debtor> debtor_named(std::string_view name);

/// What an event records of an obligation that begins with it.
struct StartedObligation {
    std::string rule;                ///< By name: `review`.
    std::optional<Timestamp> since;  ///< Nothing: with the event itself.
    std::optional<Timestamp> due;    ///< Nothing: it cannot be computed; a person is told at once.
    Debtor owed_by = Debtor::unit;
    /// Facts that were not known: the duty is taken to exist until they are.
    std::vector<std::string> assumed;
    /// When the deadline clock first looks at it. Not recorded; without one it looks at once.
    std::optional<Timestamp> wake;
    bool operator==(const StartedObligation&) const = default;
};

/// What an event records of an obligation that it ends.
struct EndedObligation {
    std::string rule;
    Timestamp since;
    bool cancelled = false;       ///< It fell away; otherwise it was met.
    std::optional<Timestamp> at;  ///< Nothing: with the event itself.
    bool operator==(const EndedObligation&) const = default;
};

enum class ObligationState { open, met, breached, cancelled };
std::string_view name_of(ObligationState state);

/// One obligation of one subject (a delivery or a problem); known by rule and start.
struct Obligation {
    std::string rule;
    Timestamp since;
    std::optional<Timestamp> due;
    Debtor owed_by = Debtor::unit;
    std::vector<std::string> assumed;
    std::optional<Timestamp> met_at, cancelled_at;
    std::optional<Timestamp> breached_at;  ///< When the breach was recorded.
    bool is_open() const { return !met_at && !cancelled_at; }
    bool operator==(const Obligation&) const = default;
};

/// Met too late is breached: meeting it later does not undo that. What fell away before its time
/// is cancelled.
ObligationState state_of(const Obligation& obligation, Timestamp now);

}  // namespace varde::domain
