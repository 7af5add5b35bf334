// Holding a sender's or a unit's own list against ours.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void make_reconciliation(Call call);
void list_reconciliations(Call call);

}  // namespace varde::api
