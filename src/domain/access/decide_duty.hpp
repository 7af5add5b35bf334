// Who may see and change a unit's duty: the part of decide.hpp about the rota.
#pragma once

#include "domain/access/decide.hpp"

namespace varde::domain {

/// For `plan_duty` and `enter_leave`.
Decision decide_duty(const Actor& actor, Action action, const Object& object,
                     const Context& context);

}  // namespace varde::domain
