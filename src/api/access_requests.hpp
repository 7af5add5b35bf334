// /access-requests, and /deliveries/{id}/access with its conflicts of interest.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void ask_for_access(Call call);          ///< POST /api/v1/access-requests
void list_access_requests(Call call);    ///< GET /api/v1/access-requests?unit=|mine=true
void grant_access_request(Call call);    ///< POST /api/v1/access-requests/{id}/grant
void decline_access_request(Call call);  ///< POST /api/v1/access-requests/{id}/decline
void see_delivery_access(Call call);     ///< GET /api/v1/deliveries/{id}/access
void declare_conflict(Call call);        ///< POST /api/v1/deliveries/{id}/conflicts
void lift_conflict(Call call);           ///< POST /api/v1/deliveries/{id}/conflicts/lift

}  // namespace varde::api
