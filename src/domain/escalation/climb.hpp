// How far an obligation has climbed its ladder, and what comes next. Pure: the same past gives the
// same move, so asking twice tells nobody twice.
//
// What always holds, whoever is ill, gone or silent:
// - Steps come in the ladder's order, each at its time or earlier, never later: a step is told at
//   the latest when one after it is.
// - A step that reached nobody, or only the silent party, is passed at once.
// - An acknowledgement holds the climb for a while, once for each step, and never past the due.
// - The last step comes again and again until the obligation ends; after weeks not every quarter
//   of an hour any more, but at least once a day (or as rarely as its ladder says from the start).
#pragma once

#include "domain/escalation/ladder.hpp"

namespace varde::domain {

/// A step that was taken.
struct Raised {
    int step = 0;  ///< From 0.
    Timestamp at;
    /// Whether it is known to have reached nobody who was not silent: there was no such person, or
    /// no message could be brought to one.
    bool in_vain = false;
    std::optional<Timestamp> acknowledged_at;
};

/// One obligation's way so far.
struct Climb {
    Timestamp since;
    std::optional<Timestamp> due;  ///< Nothing: it cannot be computed, so it counts as due already.
    std::vector<Raised> raised;    ///< In the order in which it happened.
};

struct Move {
    bool tell = false;  ///< Tell this step now; otherwise ask again at `at`.
    int step = 0;       ///< The one that is told now or would come next.
    Timestamp at;
    bool operator==(const Move&) const = default;
};

/// How long the last step waits before it comes again, when it has last been told so long after
/// its due time: the ladder's own pause, and later a sixteenth of the delay, at most a day.
std::int64_t pause_seconds(const Ladder& ladder, std::int64_t late_seconds);

/// What to do at `now` with an obligation that has not ended.
Move next_move(const Ladder& ladder, const Climb& climb, Timestamp now);

}  // namespace varde::domain
