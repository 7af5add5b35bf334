// Looks for times to come at which nobody will be on duty.
#pragma once

#include "acts/services.hpp"

namespace varde::jobs {

/// One look at every unit that uses Varde. Whatever fails is logged and comes again.
void watch_gaps(acts::Services& services);

}  // namespace varde::jobs
