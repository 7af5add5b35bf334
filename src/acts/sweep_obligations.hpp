// Bringing obligations in line with rules that have changed: what they demand of the past appears
// with its original start.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

struct Swept {
    std::int64_t subjects = 0;  ///< Deliveries and problems looked at.
    std::int64_t started = 0;   ///< Obligations that appeared, or that were not met after all…
    std::int64_t missed = 0;    ///< …of which these are open or were not met in time.
    std::int64_t ended = 0;     ///< Obligations that fell away or turned out to be met.
    std::int64_t failed = 0;    ///< Subjects that could not be compared; the log says why.
};

struct SweepOptions {
    bool dry_run = false;  ///< Only counts.
    /// Asked between two decisions; after a yes the sweep ends with `unavailable`.
    std::function<bool()> stopped = [] { return false; };
    std::function<void(const Swept&)> progress = [](const Swept&) {};
};

/// Whether the pack is another version than that of the last complete sweep.
Result<bool> rules_have_changed(const Services& services);

/// Compares what everything owes with what the pack's rules say of its history, and records the
/// difference, one event for each subject that has one; ladders are looked at anew from where they
/// stand. Blocks; may be repeated: what a sweep that was cut short has done stays done. One that
/// failed for some subjects is not complete.
Result<Swept> sweep_obligations(Services& services, const SweepOptions& options);

}  // namespace varde::acts
