// The pages for anyone: start, form, receipt, follow-up. Made here, without any script.
#pragma once

#include "api/call.hpp"

namespace varde::api {

void see_start(Call call);          ///< GET /
void see_form(Call call);           ///< GET /report
void ask_follow_up(Call call);      ///< GET /follow-up
void see_follow_up(Call call);      ///< POST /follow-up
void ask_for_receipt(Call call);    ///< GET /receipts
void see_receipt_now(Call call);    ///< POST /receipts
void see_problem_form(Call call);   ///< GET /problem
void post_problem_form(Call call);  ///< POST /problem

/// POST /report: the form of a browser, answered with pages.
Result<std::unique_ptr<http::BodySink>> open_posted_form(Site site, const http::RequestHead& head,
                                                         acts::Authenticated who);
/// POST /api/v1/public/reports as multipart/form-data: answered with a page where Accept asks for
/// HTML, else as JSON.
Result<std::unique_ptr<http::BodySink>> open_public_report(Site site, const http::RequestHead& head,
                                                           acts::Authenticated who);

}  // namespace varde::api
