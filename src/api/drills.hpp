// /drills and /silence: what shows that the way to a unit works.
#pragma once

#include "acts/drills.hpp"
#include "acts/silence.hpp"
#include "api/call.hpp"

namespace varde::api {

void see_drills(Call call);   ///< GET /api/v1/drills?unit=
void start_drill(Call call);  ///< POST /api/v1/drills
void see_silence(Call call);  ///< GET /api/v1/silence?unit=

std::string show_drills(const acts::DrillPage& page);
std::string show_started(const acts::StartedDrill& started);
std::string show_silence(const std::vector<acts::ChannelView>& channels);

/// Of drills and silence, as Prometheus reads it; empty where it cannot be read.
std::string drill_metrics(acts::Services& services);

}  // namespace varde::api
