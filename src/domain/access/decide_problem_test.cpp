#include "domain/access/decide.hpp"
#include "domain/problem/problem.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'000'000};
const UnitId unit{"no.5001"}, elsewhere{"no.1103"};
const UnitId county{"no.oversight.50"}, other_county{"no.oversight.11"};

PersonId person_numbered(std::uint8_t number) { return {Uuid{{number}}}; }

Actor somebody(Role role, const UnitId& in, std::uint8_t number = 1)
{
    return {.person = person_numbered(number),
            .organisation = {.id = {Uuid{{9}}}},
            .grants = {{.role = role, .unit = in, .from = Timestamp{}}}};
}

Problem about_unit() { return {.number = 1, .unit = unit, .handler = unit}; }
Problem found() { return {.name = ProblemName::duty_gap, .unit = unit, .handler = unit}; }

bool may(const Actor& actor, Action action, const Problem& problem)
{
    const auto decision =
        decide(actor, action, {.overseers = {county}, .problem = &problem}, {now});
    EXPECT_FALSE(decision.reason.empty());
    return decision.allowed;
}

TEST(DecideProblem, ItsUnitSeesAndAnswersButNeverCloses)
{
    const auto problem = about_unit();
    for (const auto role : {Role::caseworker, Role::unit_leader}) {
        EXPECT_TRUE(may(somebody(role, unit), Action::see_problem, problem));
        EXPECT_TRUE(may(somebody(role, unit), Action::answer_problem, problem));
        EXPECT_FALSE(may(somebody(role, unit), Action::close_problem, problem));
    }
    EXPECT_TRUE(may(somebody(Role::oversight, county), Action::close_problem, problem));
    EXPECT_FALSE(may(somebody(Role::oversight, other_county), Action::close_problem, problem));
    for (const auto role : {Role::sender, Role::director, Role::auditor, Role::case_system})
        EXPECT_FALSE(may(somebody(role, unit), Action::see_problem, problem));
    EXPECT_FALSE(may(somebody(Role::unit_leader, elsewhere), Action::see_problem, problem));
    EXPECT_FALSE(may(Actor{}, Action::see_problem, problem));
}

TEST(DecideProblem, WhoeverIsBarredFromTheReportThatItIsAboutDoesNothingWithIt)
{
    const auto problem = found();
    const Object object{
        .overseers = {county}, .barred = {person_numbered(1)}, .problem = &problem};
    for (const auto action : {Action::see_problem, Action::answer_problem, Action::close_problem}) {
        EXPECT_FALSE(decide(somebody(Role::unit_leader, unit), action, object, {now}));
        EXPECT_FALSE(decide(somebody(Role::oversight, county), action, object, {now}));
        EXPECT_TRUE(decide(somebody(Role::unit_leader, unit, 2), action, object, {now}));
    }
}

TEST(DecideProblem, WhoWentOnAllTheSameClosesItOnlyAsOversight)
{
    auto problem = found();
    problem.raised_by.person = person_numbered(1);
    EXPECT_TRUE(may(somebody(Role::unit_leader, unit), Action::answer_problem, problem));
    EXPECT_FALSE(may(somebody(Role::unit_leader, unit), Action::close_problem, problem));
    EXPECT_TRUE(may(somebody(Role::unit_leader, unit, 2), Action::close_problem, problem));
    EXPECT_TRUE(may(somebody(Role::oversight, county), Action::close_problem, problem));
}

TEST(DecideProblem, AConfidentialOneIsForOversightAlone)
{
    auto problem = about_unit();
    problem.confidential = true;
    problem.handler = county;
    for (const auto action : {Action::see_problem, Action::answer_problem, Action::close_problem}) {
        EXPECT_FALSE(may(somebody(Role::caseworker, unit), action, problem));
        EXPECT_FALSE(may(somebody(Role::unit_leader, unit), action, problem));
        EXPECT_TRUE(may(somebody(Role::oversight, county), action, problem));
    }
}

TEST(DecideProblem, WhomItIsAboutNeitherSeesNorClosesIt)
{
    auto problem = about_unit();
    problem.about_person = person_numbered(1);
    EXPECT_FALSE(may(somebody(Role::unit_leader, unit), Action::see_problem, problem));
    EXPECT_FALSE(may(somebody(Role::oversight, county), Action::see_problem, problem));
    EXPECT_FALSE(may(somebody(Role::oversight, county), Action::close_problem, problem));
    EXPECT_TRUE(may(somebody(Role::oversight, county, 2), Action::close_problem, problem));
    // Their colleagues do not read about them either; their leader does.
    EXPECT_FALSE(may(somebody(Role::caseworker, unit, 2), Action::see_problem, problem));
    EXPECT_TRUE(may(somebody(Role::unit_leader, unit, 2), Action::answer_problem, problem));
}

TEST(DecideProblem, OversightThatAlsoWorksInTheUnitIsOnItsSide)
{
    auto actor = somebody(Role::oversight, county);
    actor.grants.push_back({.role = Role::caseworker, .unit = unit, .from = Timestamp{}});
    EXPECT_FALSE(may(actor, Action::close_problem, about_unit()));
    actor.grants.back().until = now;
    EXPECT_TRUE(may(actor, Action::close_problem, about_unit()));
}

TEST(DecideProblem, OfAnOversightUnitIsForAnotherOne)
{
    const Problem problem{.number = 1, .unit = county, .handler = county};
    const auto closes = [&](const UnitId& in) {
        return bool(decide(somebody(Role::oversight, in), Action::close_problem,
                           {.problem = &problem}, {now}));
    };
    EXPECT_FALSE(closes(county));
    EXPECT_TRUE(closes(other_county));
}

TEST(DecideProblem, WhatVardeFoundALeaderMayCloseButNotAboutThemselves)
{
    auto problem = found();
    EXPECT_TRUE(may(somebody(Role::unit_leader, unit), Action::close_problem, problem));
    EXPECT_FALSE(may(somebody(Role::caseworker, unit), Action::close_problem, problem));
    EXPECT_TRUE(may(somebody(Role::caseworker, unit), Action::see_problem, problem));
    problem.about_person = person_numbered(1);
    EXPECT_TRUE(may(somebody(Role::unit_leader, unit), Action::see_problem, problem));
    EXPECT_FALSE(may(somebody(Role::unit_leader, unit), Action::close_problem, problem));
    EXPECT_TRUE(may(somebody(Role::unit_leader, unit, 2), Action::close_problem, problem));
}

TEST(Problems, AreWhatTheirEventsSay)
{
    Problem problem{.id = {Uuid{{7}}},
                    .number = 3,
                    .name = ProblemName::address_dead,
                    .unit = unit,
                    .handler = county,
                    .about_person = person_numbered(4),
                    .about = "anna@example.org",
                    .confidential = true,
                    .raised_by = {Role::caseworker, unit, person_numbered(5), {}},
                    .raised_at = now};
    auto folded = fold_problem({}, raise(problem, {}, "{}"));
    EXPECT_EQ(folded, problem);
    EXPECT_EQ(folded.state(), ProblemState::open);
    const auto answered = answer(folded, {}, Timestamp{2}, "{}");
    ASSERT_TRUE(answered);
    folded = fold_problem(folded, answered.value());
    folded = fold_problem(folded, answer(folded, {}, Timestamp{3}, "{}").value());
    EXPECT_EQ(folded.answered_at, Timestamp{2});
    EXPECT_EQ(folded.state(), ProblemState::answered);
    folded = fold_problem(folded, close(folded, {}, Timestamp{4}, "{}").value());
    EXPECT_EQ(folded.state(), ProblemState::closed);
    EXPECT_EQ(close(folded, {}, now, "{}").error().code, ErrorCode::conflict);
    EXPECT_EQ(answer(folded, {}, now, "{}").error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace varde::domain
