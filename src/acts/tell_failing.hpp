// Tells a unit's people which deliveries its case system does not prove to hold.
#pragma once

#include "acts/readback_events.hpp"

namespace varde::acts {

/// Of a unit so many at most are told of in one step.
inline constexpr int failing_at_once = 10'000;

/// What fails and is named by no problem yet: one problem for each way of failing. How many.
Result<std::size_t> tell_failing(Services& services, store::Transaction& tx, const UnitId& unit,
                                 Timestamp now);

}  // namespace varde::acts
