// /kinds and /units: what can be sent, where it goes, and who can be reached there.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void list_kinds(Call call);        ///< GET /api/v1/kinds
void see_kind(Call call);          ///< GET /api/v1/kinds/{kind}?language=
void list_units(Call call);        ///< GET /api/v1/units?q=&kind=&place=
void see_people(Call call);        ///< GET /api/v1/units/{unit}/people
void see_reachability(Call call);  ///< GET /api/v1/units/{unit}/reachability?kind=

}  // namespace varde::api
