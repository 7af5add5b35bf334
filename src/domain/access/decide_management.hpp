// The part of decide.hpp about who manages a unit: its people's access, its intake, its holds.
#pragma once

#include "domain/access/decide.hpp"

namespace varde::domain {

/// For give_access, end_access, set_account, set_intake, run_drill, lift_conflict, release_hold.
Decision decide_management(const Actor& actor, Action action, const Object& object,
                           const Context& context);

}  // namespace varde::domain
