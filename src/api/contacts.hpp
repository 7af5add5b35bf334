// /me/contacts: where the person who is signed in is told that something waits.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_contacts(Call call);   ///< GET /api/v1/me/contacts
void set_contacts(Call call);   ///< PUT /api/v1/me/contacts
void test_contacts(Call call);  ///< POST /api/v1/me/contacts/test

}  // namespace varde::api
