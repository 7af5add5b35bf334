// The ledger's beat: an entry that says nothing but that the log is alive, and the checkpoint over
// all that came since the last one. Only these checkpoints are shown to outsiders, so that nobody
// reads from the ledger when reports come.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

inline constexpr std::int64_t beat_seconds = 60;

/// Seconds until the next beat is due: 0 when none was made, or the last one is of the future.
Result<std::int64_t> seconds_to_beat(Services& services);

/// Appends the entry and publishes its batch's checkpoint, once it is durable and in the checkpoint
/// lock: another server that signs in our name is found out before anybody sees a second tree.
/// Returns the size published. Blocks. `unavailable` or `conflict`: nothing new is shown.
Result<std::uint64_t> make_ledger_beat(Services& services, const std::function<bool()>& stopped);

}  // namespace varde::acts
