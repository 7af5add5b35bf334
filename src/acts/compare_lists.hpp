// The comparison in a reconciliation: rows of somebody's list against what the store has.
#pragma once

#include "acts/reconcile.hpp"

namespace varde::acts {

/// Who asks has been decided. For a sender each row names at most one report, so that two reports
/// under one reference need two rows; a unit's rows name deliveries. Of a unit with a window the
/// book must have what has come.
Result<ReconciliationResult> compare_lists(const Services& services,
                                           const ReconciliationRequest& request);

/// Whether this is somebody who may hold the unit's list against ours: who may watch every kind in
/// the unit, and its case system.
domain::Decision may_compare(const Services& services, const domain::Actor& actor,
                             const UnitId& unit);

}  // namespace varde::acts
