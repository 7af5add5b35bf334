// Drills: synthetic reports that walk a real route. When one begins, what comes of it, and what
// its failure says. Pure.
#pragma once

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "domain/duty/span.hpp"

#include <optional>
#include <string_view>

namespace varde::domain {

enum class DrillName {
    machine,  ///< Daily: every step of the route is looked at as a reader would.
    human     ///< Monthly, unannounced: a person must open it.
};
std::string_view name_of(DrillName name);
std::optional<DrillName> drill_named(std::string_view name);

enum class DrillOutcome {
    passed,
    failed,
    late  ///< Somebody opened it, but after it was due.
};
std::string_view name_of(DrillOutcome outcome);
std::optional<DrillOutcome> drill_outcome_named(std::string_view name);

/// The steps of the route, in their order: what a failed drill names.
enum class DrillStep {
    accepted,    ///< It was stored, and its sender got an answer.
    routed,      ///< To the unit that was asked for.
    numbered,    ///< With a number in its channel.
    inbox,       ///< Whoever can open it sees it in the unit's inbox.
    obligation,  ///< Somebody owes its opening, until a time.
    ladder,      ///< There is somebody to tell when nobody does.
    content,     ///< What is read back is what was sent.
    receipt,     ///< The proof in the answer holds.
    opened       ///< A person opened it: of a human drill.
};
std::string_view name_of(DrillStep step);
std::optional<DrillStep> drill_step_named(std::string_view name);
/// What is wrong where this step failed, as a sentence goes on after a colon: nb or en.
std::string_view in_words(DrillStep failed, std::string_view language);

/// A human drill that nobody has opened for so long has failed: by then its ladder has told
/// everybody up to oversight.
inline constexpr std::int64_t drill_open_days = 7;

/// An instant in `open`, drawn evenly by `draw`: the same draw gives the same instant, and who does
/// not have its key cannot foresee it. Nothing where `open` is empty.
std::optional<Timestamp> drawn_instant(std::span<const Span> open, const Hash& draw);

/// Whether somebody opened it in time. Without a due time there is no too late.
DrillOutcome outcome_when_opened(std::optional<Timestamp> due, Timestamp at);

/// Each kind in its turn, one a month; `month` counts from anywhere. `kinds` is not empty.
const KindName& kind_in_turn(std::span<const KindName> kinds, std::int64_t month);

}  // namespace varde::domain
