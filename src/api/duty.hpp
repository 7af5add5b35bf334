// /duty: who has a unit's duty, and how that is changed and handed over.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_duty(Call call);        ///< GET /api/v1/duty?unit=&from=&days=&at=
void add_shift(Call call);       ///< POST /api/v1/duty/shifts
void cancel_shift(Call call);    ///< DELETE /api/v1/duty/shifts/{id}
void add_leave(Call call);       ///< POST /api/v1/duty/leave
void cancel_leave(Call call);    ///< DELETE /api/v1/duty/leave/{id}
void see_handovers(Call call);   ///< GET /api/v1/duty/handovers?unit=&after=&limit=
void write_handover(Call call);  ///< POST /api/v1/duty/handovers

}  // namespace varde::api
