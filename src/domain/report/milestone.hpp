// Milestones: the facts of a report's life as its sender sees them, never one "highest" status.
#pragma once

#include "domain/event.hpp"

#include <set>

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
/// Whether it is a milestone's event and says something new: that another version of a case system
/// proved what it held all the time is for its unit, not for the sender.
class NewMilestones {
public:
    /// Of the report's events, in order.
    std::vector<std::string_view> of(const Event& event);

private:
    std::set<DeliveryId> stored_;
};
std::vector<Milestone> milestones(const std::vector<Event>& events);

}  // namespace varde::domain
