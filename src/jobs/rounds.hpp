// What must be done now and then, whoever calls.
#pragma once

#include "acts/services.hpp"

namespace varde::jobs {

/// One round: erases uploads that no report used within a day, and sessions past their time.
/// Whatever fails is logged and comes again in the next round.
void make_round(acts::Services& services);

}  // namespace varde::jobs
