// A ladder: who is told next, and when, while nobody does what is owed. Values only.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace varde::domain {

/// Whom a step tells. Who these are at an instant, listeners.hpp says.
enum class Listener {
    duty,       ///< Who took it, or else whoever is on duty.
    readers,    ///< All who could open it.
    leader,     ///< The unit's leaders.
    director,   ///< The municipality's director.
    oversight,  ///< The state administrator.
    sender      ///< Whoever sent it.
};
std::string_view name_of(Listener listener);
std::optional<Listener> listener_named(std::string_view name);
/// Whether these stand above the unit, so that a ladder may end with them.
bool stands_above(Listener listener);

/// What a step's time is counted from.
enum class From { start, due };

struct Step {
    Listener tell = Listener::duty;
    From from = From::start;
    std::int64_t after_seconds = 0;  ///< Negative only from due: a warning.
    bool operator==(const Step&) const = default;
};

/// Minutes of the local day; from the first up to the second, over midnight where that is earlier.
struct QuietHours {
    int from_minute = 0;
    int to_minute = 0;
    bool operator==(const QuietHours&) const = default;
};
bool is_quiet(const QuietHours& hours, int minute_of_day);

/// Has at least one step; the last one stands above the unit and is repeated until the obligation
/// ends. Both spans are longer than nothing.
struct Ladder {
    std::string name;
    std::vector<Step> steps;
    std::int64_t repeat_every_seconds = 0;
    std::int64_t acknowledged_for_seconds = 0;  ///< How long an acknowledgement holds the climb.
    std::optional<QuietHours> quiet;  ///< When messages wait; never those of something urgent.
    bool operator==(const Ladder&) const = default;
};

}  // namespace varde::domain
