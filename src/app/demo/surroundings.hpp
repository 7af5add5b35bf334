// What surrounds the demo's reports: who is on call when, who is away, a gap, how people are
// reached, what one hands over to the next, and what somebody says is wrong.
#pragma once

#include "app/demo/lives.hpp"

namespace varde::app::demo {

/// Shifts of every staffed unit for as many weeks as the demo has, and five more. To be called at
/// the demo's beginning.
Status plan_duty(acts::Services& services, const Actors& actors, Past& past, Timestamp from);

/// The rest, when the reports' lives have been told: it happens just before now.
Status surround(acts::Services& services, const Actors& actors, Past& past, Timestamp now);

}  // namespace varde::app::demo
