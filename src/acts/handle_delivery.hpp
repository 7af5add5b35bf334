// Everything a unit does with a delivery: one function for each verb. Access is decided and the
// act done in one step of the writer; a refusal is recorded before it is told (P9).
#pragma once

#include "acts/delivery_view.hpp"

namespace varde::acts {

/// What each act needs to know.
struct OnDelivery {
    DeliveryId delivery;
    domain::Actor actor;
    std::optional<std::int64_t> version_seen;  ///< From If-Match: `conflict` when it has changed.
    RetryKey key;                              ///< A repeated key gives the present state again.
    std::string request;                       ///< The body, to tell a repetition from a reuse.
};

/// Metadata; with content when it has been opened, and then recorded as read once more.
void see_delivery(Services& services, OnDelivery on, Done<DeliveryView> done);
/// Reads the content; the first time it is the milestone *opened*.
void open_delivery(Services& services, OnDelivery on, Done<DeliveryView> done);

struct Filing {
    std::string reference;
    std::string title;
};
void file_delivery(Services& services, OnDelivery on, Filing filing, Done<DeliveryView> done);

struct Assessment {
    std::string outcome;  ///< investigate, dismiss, already_in_case or immediate_follow_up.
    std::string reason;
    /// Whether the child needs help at once; nothing: not judged, so the review is not done.
    std::optional<bool> immediate_follow_up;
};
void assess_delivery(Services& services, OnDelivery on, Assessment assessment,
                     Done<DeliveryView> done);
/// The message goes to the reporter, through the report's status.
void answer_delivery(Services& services, OnDelivery on, std::string message,
                     Done<DeliveryView> done);
void close_delivery(Services& services, OnDelivery on, domain::CloseReason reason, std::string note,
                    Done<DeliveryView> done);
void forward_delivery(Services& services, OnDelivery on, UnitId to, std::string reason,
                      Done<DeliveryView> done);
void return_delivery(Services& services, OnDelivery on, std::string reason,
                     Done<DeliveryView> done);
void take_delivery(Services& services, OnDelivery on, Done<DeliveryView> done);
void assign_delivery(Services& services, OnDelivery on, PersonId to, std::string reason,
                     Done<DeliveryView> done);

}  // namespace varde::acts
