// Who may read the ledger's entries: their times say when something happened.
#pragma once

#include "domain/access/actor.hpp"

namespace varde::domain {

/// A system with an auditor's key, while its grant lasts. No person, whatever their role: nobody's
/// work needs it.
bool may_read_entries(const Actor& actor, Timestamp now);

}  // namespace varde::domain
