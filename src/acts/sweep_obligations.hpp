// Bringing obligations in line with rules that have changed: what they demand of the past appears
// with its original start.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

struct Swept {
    std::int64_t deliveries = 0;  ///< Looked at.
    std::int64_t started = 0;     ///< Obligations that appeared…
    std::int64_t missed = 0;      ///< …of which these are open or were not met in time.
    std::int64_t ended = 0;       ///< Obligations that fell away or turned out to be met.
};

/// Whether the pack's rules are other ones than those of the last complete sweep.
Result<bool> rules_have_changed(const Services& services);

/// Compares what every delivery owes with what the pack's rules say of its history, and records the
/// difference, one event for each delivery that has one. Blocks; may be repeated: what a sweep that
/// was cut short has done stays done. With `dry_run` it only counts.
/// `progress` is called now and then.
Result<Swept> sweep_obligations(Services& services, bool dry_run,
                                const std::function<void(const Swept&)>& progress);

}  // namespace varde::acts
