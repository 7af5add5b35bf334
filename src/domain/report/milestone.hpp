// Milestones: the facts of a report's life as its sender sees them, never one "highest" status.
#pragma once

#include "domain/event.hpp"

namespace varde::domain {

struct Milestone {
    std::string_view name;  ///< accepted, routed, opened, filed, assessed, answered, closed,
                            ///< forwarded, returned, withdrawn
    Timestamp at;
    By by;
    DeliveryId delivery;
};

/// What of an event is a milestone: none, one, or (acceptance) two.
std::vector<std::string_view> milestones_of(EventName name);
std::vector<Milestone> milestones(const std::vector<Event>& events);

}  // namespace varde::domain
