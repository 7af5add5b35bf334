// Holds the drills that are due.
#pragma once

#include "acts/services.hpp"

#include <functional>

namespace varde::jobs {

/// One round of drills, to its end: blocks, but not once it has been `stopped`. Whatever fails is
/// logged and comes again.
void hold_drills(acts::Services& services, const std::function<bool()>& stopped);

}  // namespace varde::jobs
