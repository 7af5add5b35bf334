// After something was erased under a month's erasure key: a new key is made, what is left moves
// under it, and the old key is destroyed, in every copy of the data at once.
//
// If we stop after a step, the next round goes on from what the rows say:
// - a key that was made and not recorded is found and used;
// - what has moved has moved, the rest stands under the old key, and both keys are there;
// - the old key goes only after nothing stands under it, and days after that: copies of the data
//   and of the keys that are no older than the move can be brought back whole;
// - one that was destroyed and not recorded is destroyed again, which changes nothing.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Copies of the key folder are to hold a new key before anything needs it, and copies of the data
/// what has moved: both are taken more often than this. Together they leave a third of the thirty
/// days in which an erased report must be gone from every copy.
inline constexpr std::int64_t key_copied_seconds = 10 * 24 * 3600;
inline constexpr std::int64_t data_copied_seconds = 10 * 24 * 3600;

struct ReplacedKeys {
    std::int64_t made = 0;
    std::int64_t moved = 0;      ///< Wraps.
    std::int64_t destroyed = 0;  ///< Keys.
};

/// Takes each change of keys as far as its time has come. Blocks; `unavailable` once `stopped` says
/// yes. Nothing is ever lost: what cannot be moved keeps the old key from being destroyed, and the
/// log names it.
Result<ReplacedKeys> replace_keys(Services& services, const std::function<bool()>& stopped);

}  // namespace varde::acts
