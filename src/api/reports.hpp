// /reports, /receipts and /public: sending, following and proving.
#pragma once

#include "acts/follow_report.hpp"
#include "api/call.hpp"

namespace varde::api {

void send_report(Call call);         ///< POST /api/v1/reports
void send_public_report(Call call);  ///< POST /api/v1/public/reports, as JSON
void list_reports(Call call);        ///< GET /api/v1/reports
void see_report(Call call);          ///< GET /api/v1/reports/{id}
void see_receipts(Call call);        ///< GET /api/v1/reports/{id}/receipts
void see_evidence(Call call);       ///< GET /api/v1/reports/{id}/evidence
void withdraw_report(Call call);     ///< POST /api/v1/reports/{id}/withdraw
void follow_up(Call call);           ///< POST /api/v1/public/follow-up
void check_receipt(Call call);       ///< POST /api/v1/receipts/check

/// The code in the body of a request to follow something, or why it is not taken.
Result<std::string> code_in_follow_up(const Call& call);
/// The 201 of an accepted report: the same bytes each time its key is used.
std::string show_accepted(const acts::AcceptedReport& accepted);
http::Response accepted_response(const acts::AcceptedReport& accepted);
std::string show_status(const packs::Calendar& calendar, const acts::ReportStatus& status,
                        Timestamp now);

}  // namespace varde::api
