// /ledger: what outsiders read of the log, as static resources that any cache may keep (C2SP
// tlog-tiles). The log's prefix is /api/v1/ledger.
#pragma once

#include "acts/read_ledger.hpp"
#include "api/call.hpp"

namespace varde::api {

void see_checkpoint(Call call);  ///< GET /api/v1/ledger/checkpoint
void see_tile(Call call);        ///< GET /api/v1/ledger/tile/{path}
void see_entries(Call call);     ///< GET /api/v1/ledger/tile/entries/{path}
void see_proof(Call call);       ///< GET /api/v1/ledger/proof?index=&size=

/// Of checkpoint and witnesses, as Prometheus reads it; empty where it cannot be read.
std::string ledger_metrics(acts::Services& services);

}  // namespace varde::api
