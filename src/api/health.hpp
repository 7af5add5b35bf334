// /livez, /readyz, /metrics and /api/v1/heartbeat: for whoever operates the server or watches it.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_live(Call call);
/// Ready means that a commit reached the disk within the last two seconds: one is made if not.
void see_ready(Call call);
void see_metrics(Call call);  ///< Prometheus text; no label names a person or a report.
/// For an outside party that alarms when it stops: 503 names what has stopped.
void see_heartbeat(Call call);
std::string show_heartbeat(const acts::Heartbeat& heartbeat);

}  // namespace varde::api
