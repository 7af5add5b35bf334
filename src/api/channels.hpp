// /channels: what a unit's case system fetches, proves and compares; docs/guides/connectors.md.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void fetch_deliveries(Call call);  ///< GET /api/v1/channels/{unit}/deliveries?after_seq=&wait=
void fetch_delivery(Call call);    ///< GET /api/v1/channels/{unit}/deliveries/{id}
void fetch_attachment(Call call);  ///< GET …/deliveries/{id}/attachments/{number}
void see_challenges(Call call);    ///< GET /api/v1/channels/{unit}/challenges
void prove_stored(Call call);      ///< POST /api/v1/deliveries/{id}/stored
void compare_channels(Call call);  ///< POST /api/v1/channels/{unit}/compare
void see_readbacks(Call call);     ///< GET /api/v1/readbacks?unit=

/// For /metrics.
std::string readback_metrics(acts::Services& services);

}  // namespace varde::api
