// The one way in which acts on a delivery run: load, decide access, decide the act, store, view.
#pragma once

#include "acts/handle_delivery.hpp"

namespace varde::acts {

/// Runs in the writer: returns the act's events, or why it cannot be done.
using Deciding = std::move_only_function<Result<std::vector<domain::Event>>(
    store::Transaction&, const domain::Delivery&, const domain::Doing&)>;

void act_on_delivery(Services& services, OnDelivery on, domain::Action action, Deciding deciding,
                     Done<DeliveryView> done);

/// That somebody asked for it and was told no, and why: recorded before it is told.
domain::Event refusal(const domain::Delivery& delivery, const domain::Actor& actor,
                      domain::Action action, std::string_view reason, Timestamp at);

}  // namespace varde::acts
