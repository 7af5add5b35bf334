// /problems: saying that something is wrong here, and what becomes of it.
#pragma once

#include "acts/handle_problem.hpp"
#include "api/call.hpp"

namespace varde::api {

void send_problem(Call call);    ///< POST /api/v1/problems
void list_problems(Call call);   ///< GET /api/v1/problems
void see_problem(Call call);     ///< GET /api/v1/problems/{id}
void answer_problem(Call call);  ///< POST /api/v1/problems/{id}/answer
void close_problem(Call call);   ///< POST /api/v1/problems/{id}/close
void follow_problem(Call call);  ///< POST /api/v1/problems/follow-up

std::string show_reported(const acts::ReportedProblem& reported);
std::string show_problem(const packs::Calendar& calendar, const acts::ProblemView& view,
                         Timestamp now);
std::string show_problems(const packs::Calendar& calendar, const acts::ProblemPage& page,
                          Timestamp now);
std::string show_problem_status(const packs::Calendar& calendar, const acts::ProblemStatus& status,
                                Timestamp now);

/// What a problem is called before anybody has read it, in `nb` or `en`.
std::string_view problem_title(domain::ProblemName name, std::string_view language);

}  // namespace varde::api
