// Who could open what comes to a unit, and from when on a unit takes it.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_coverage(Call call);
void see_own_coverage(Call call);
void check_coverage(Call call);
void ask_what_if(Call call);
void go_live(Call call);
void pause_intake(Call call);

}  // namespace varde::api
