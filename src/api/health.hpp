// /livez, /readyz and /metrics: for whoever operates the server.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_live(Call call);
/// Ready means that a commit reached the disk within the last two seconds: one is made if not.
void see_ready(Call call);
void see_metrics(Call call);  ///< Prometheus text; no label names a person, report or unit.

}  // namespace varde::api
