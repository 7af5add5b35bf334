// /escalations: who was told of what is owed, and acknowledging it.
#pragma once

#include "acts/escalations.hpp"
#include "api/call.hpp"

namespace varde::api {

void see_escalations(Call call);         ///< GET /api/v1/escalations?unit=
void acknowledge_escalation(Call call);  ///< POST /api/v1/escalations/{id}/acknowledge

std::string show_escalation_page(const acts::EscalationPage& page);

}  // namespace varde::api
