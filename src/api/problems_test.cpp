#include "api/problems.hpp"

#include "api/openapi_fit_test.hpp"

namespace varde::api {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};
const Uuid some_id{{1, 2, 3}};

domain::Problem some_problem()
{
    return {.id = {some_id},
            .number = 17,
            .unit = {"no.4601.02"},
            .about_person = {some_id},
            .answered_at = noon,
            .closed_at = noon};
}

TEST(OpenApi, ProblemsAreAsDescribed)
{
    const auto made = packs::Calendar::make("Europe/Oslo", {});
    const auto& calendar = made.value();  // Only for its words.
    const domain::Warning warning{"unit_unknown", "There is none.", "/unit"};
    const acts::ObligationView obligation{.obligation = {.rule = "answer_problem", .since = noon}};
    const acts::ReportedProblem reported{
        .id = {some_id}, .number = 17, .code = "C", .warnings = {warning}};
    EXPECT_EQ(faults_of("ReportedProblem", show_reported(reported)), none);
    const acts::ProblemStep step{
        noon, {.role = domain::Role::oversight}, "Some unit", "Some person", "Some text"};
    acts::ProblemView view{.problem = some_problem(),
                           .handler_name = "Some unit",
                           .raised_by_name = "Some person",
                           .page = "/report",
                           .contact = "by post",
                           .warnings = {warning},
                           .answers = {step},
                           .closed = step,
                           .obligations = {obligation},
                           .acts = {{"close", false, "Because."}}};
    EXPECT_EQ(faults_of("ProblemSeen", show_problem(calendar, view, noon)), none);
    view.problem.name = domain::ProblemName::duty_gap;
    view.closed = acts::ProblemStep{.at = noon};
    EXPECT_EQ(faults_of("ProblemSeen", show_problem(calendar, view, noon)), none);
    const acts::ProblemPage page{{{some_problem(), "Some unit", "Some person", {obligation}}}, 3};
    EXPECT_EQ(faults_of("ProblemList", show_problems(calendar, page, noon)), none);
    const acts::ProblemStatus status{some_problem(), "", {step}, step, {obligation}};
    EXPECT_EQ(faults_of("ProblemStatus", show_problem_status(calendar, status, noon)), none);
}

}  // namespace
}  // namespace varde::api
