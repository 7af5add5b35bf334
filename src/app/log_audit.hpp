// Every entry of somebody else's ledger: whether they give the signed root, and whether they follow
// the rules of a delivery's life.
#pragma once

#include "app/log_follower.hpp"
#include "app/log_state.hpp"

namespace varde::app {

/// Reads what is new from the ledger and the rest from the folder's copy, and adds to `seen` what
/// it finds: `wrong_tiles` when the entries do not give the root of `seen`, and what was fetched is
/// then forgotten; `breaks_a_rule` with the findings. Bundles count as read only once they hold.
Status audit_entries(LogTiles& tiles, const LogState& state, LogSeen& seen);

}  // namespace varde::app
