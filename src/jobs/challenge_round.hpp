// Asks case systems again what they hold.
#pragma once

#include "acts/services.hpp"

#include <functional>

namespace varde::jobs {

/// One round, to its end: blocks, but not once it has been `stopped`. Whatever fails is logged and
/// comes again.
void challenge_case_systems(acts::Services& services, const std::function<bool()>& stopped);

}  // namespace varde::jobs
