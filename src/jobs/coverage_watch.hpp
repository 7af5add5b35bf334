// Looks for units in which too few people could open what comes to them.
#pragma once

#include "acts/services.hpp"

namespace varde::jobs {

/// One look at every unit that takes something or for which something waits. Whatever fails is
/// logged and comes again.
void watch_coverage(acts::Services& services);

}  // namespace varde::jobs
