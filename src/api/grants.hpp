// /grants and /people: who may do what in a unit, since when, given by whom and why.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void list_grants(Call call);        ///< GET /api/v1/grants?unit=&person=
void give_access(Call call);        ///< POST /api/v1/grants
void end_access(Call call);         ///< POST /api/v1/grants/{id}/end
void find_people(Call call);        ///< GET /api/v1/people?unit=&q=
void disable_person(Call call);     ///< POST /api/v1/people/{id}/disable
void enable_person(Call call);      ///< POST /api/v1/people/{id}/enable
void see_person_access(Call call);  ///< GET /api/v1/people/{id}/access

}  // namespace varde::api
