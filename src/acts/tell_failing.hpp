// Tells a unit's people which deliveries its case system does not prove to hold.
#pragma once

#include "acts/readback_events.hpp"

namespace varde::acts {

/// Of a unit so many at most are told of in one step.
inline constexpr int told_at_once = 1'000;

/// Of what fails nobody was told yet: one problem for each way of failing, which stands until
/// nothing of the unit fails so. What fails later joins it. How many deliveries.
Result<std::size_t> tell_failing(Services& services, store::Transaction& tx, const UnitId& unit,
                                 Timestamp now);

}  // namespace varde::acts
