// /retention: what a unit keeps, what holds it, handing over to an archive, and erasing by two
// persons.
#pragma once

#include "acts/erase_reports.hpp"
#include "acts/list_retention.hpp"
#include "api/call.hpp"

namespace varde::api {

void see_retention(Call call);       ///< GET /api/v1/retention
void see_holds(Call call);           ///< GET /api/v1/retention/holds
void place_hold(Call call);          ///< POST /api/v1/retention/holds
void release_hold(Call call);        ///< POST /api/v1/retention/holds/{id}/release
void archive_report(Call call);      ///< POST /api/v1/retention/archive
void propose_erasure(Call call);     ///< POST /api/v1/retention/proposals
void withdraw_proposals(Call call);  ///< POST /api/v1/retention/withdrawals
void approve_erasure(Call call);     ///< POST /api/v1/retention/approvals

std::string show_retention(const acts::RetentionPage& page);
std::string show_hold(const acts::HoldView& view);
/// `done`: what the list of what was done is called.
std::string show_outcome(std::string_view done, const acts::ReportsOutcome& outcome);

}  // namespace varde::api
