// Scope, what follows from it, and the balance.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_scope(Call call);
void see_scope_notice(Call call);
void ask_resend(Call call);
void list_resends(Call call);
void see_balance(Call call);

}  // namespace varde::api
