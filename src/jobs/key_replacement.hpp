// Replacing erasure keys under which something was erased, in rounds.
#pragma once

#include "jobs/rounds.hpp"

namespace varde::jobs {

/// As far as it comes before `stopped`. What fails is logged and comes again in the next round.
void replace_erasure_keys(acts::Services& services, const Stopped& stopped);

/// Tells oversight of what the database refused to erase.
void tell_tried_erasures(acts::Services& services);

}  // namespace varde::jobs
