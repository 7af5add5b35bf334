// Senders' keys end: a year and a month after their use nobody tries again.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Forgets keys that have been kept for `store::keys_kept_days`, a few at a time, until none is
/// left. Run now and then.
void forget_old_keys(Services& services);

}  // namespace varde::acts
