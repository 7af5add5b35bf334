// What every act on read-back shares: who may, what has come for a unit's case system, and how a
// change becomes durable.
#pragma once

#include "acts/services.hpp"
#include "store/readbacks.hpp"

namespace varde::acts {

/// Whether the actor is the unit's case system.
domain::Decision may_fetch(const Services& services, const domain::Actor& actor,
                           const UnitId& unit);

/// Numbers what was accepted for units with a case system since the last time. False: there is
/// more. A batch that has not committed yet is seen by the next call.
Result<bool> number_arrivals(store::Transaction& tx);

/// An event of this delivery.
domain::Event readback_event(const domain::Readback& readback, domain::EventName name,
                             const domain::By& by, Timestamp at);

/// Keeps it; a failure that is new is an event. Of an erased report nothing is asked any more, and
/// of one whose key we cannot read nothing is kept but that.
Status keep_failure(Services& services, store::Transaction& tx, domain::Looked looked,
                    const domain::By& by, Timestamp now);

/// Nothing where the report was erased, or its key is damaged: then this says so and keeps it. That
/// we cannot read it is no event of the report, whose key it would need: who is told is.
Result<std::optional<store::ReportKey>> key_or_end(Services& services, store::Transaction& tx,
                                                   domain::Readback& readback);

/// Keeps that we cannot read it, and tells people; once.
Status keep_unavailable(Services& services, store::Transaction& tx, const DeliveryId& delivery,
                        Timestamp now);

/// What a case system says of itself: `name/version`. `invalid` for anything else.
Result<std::string> connector_named(std::string_view text);

}  // namespace varde::acts
