// Looks for senders that have gone silent.
#pragma once

#include "acts/services.hpp"

#include <functional>

namespace varde::jobs {

/// One round, to its end: blocks, but not once it has been `stopped`. Whatever fails is logged and
/// comes again.
void watch_silence(acts::Services& services, const std::function<bool()>& stopped);

}  // namespace varde::jobs
