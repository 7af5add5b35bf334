// P5: for each unit and kind enough people could open what comes; fewer is refused beforehand, and
// an alarm with an owner where it comes all the same.
#include "acts/grant_access.hpp"
#include "support/covered_unit.hpp"

namespace varde::test {
namespace {

using domain::EventName;
using domain::ProblemName;

struct Coverage : CoveredUnit {
    /// Anna, Lena and Carl are left, and Carl has what Lena passed on to him.
    void leave_three_of_whom_one_is_delegated()
    {
        for (const auto* login : {"carl", "dina"})
            people[login] = product.add_person({.organisation = "Organisation of no.5001",
                                                .login = login,
                                                .name = std::string("Name of ") + login});
        const auto given = product.sign_in("lena").post(
            "/api/v1/grants", R"({"unit":"no.5001","role":"unit_leader","delegate":true,)"
                              R"("until":"2026-12-10T08:00:00+01:00","reason":"Away","person":")" +
                                  to_string(people.at("carl")) + "\"}");
        EXPECT_EQ(given.status, 201) << given.body;
        EXPECT_EQ(end("berit").status, 200);
    }
};

// What would leave too few is refused, with what follows and the way out.

TEST_F(Coverage, RefusesTheLeaveThatLeavesOneAndNamesTheConsequenceAndTheWayOut)
{
    EXPECT_EQ(leave("anna").status, 201);
    const auto refused = leave("berit");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.problem(), "coverage-would-drop");
    EXPECT_EQ(refused.text("/detail"),
              "If Name of berit is away from Tuesday 24 November 2026 at 08:00 until Monday 30 "
              "November 2026 at 16:00, only 1 person can open \"Concern about a child, from a "
              "professional\" in " +
                  trondheim +
                  " from Tuesday 24 November 2026 at 08:00; 2 are needed. The same goes for 2 more "
                  "of what comes to its units. Name a substitute, or go on with a reason that "
                  "oversight will read.");
    EXPECT_EQ(product.count("leave_of_absence"), 1);
    EXPECT_EQ(product.count("problem WHERE name <> 'duty_gap'"), 0);
    // Where the two do not overlap nothing is wrong with it.
    EXPECT_EQ(leave("berit", "2026-12-01T08:00+01:00", "2026-12-02T16:00+01:00").status, 201);
}

TEST_F(Coverage, RefusesToTakeAwayTheLastButOneReader)
{
    EXPECT_EQ(end("anna").status, 200);
    const auto refused = end("berit");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.problem(), "coverage-would-drop");
    EXPECT_TRUE(refused.text("/detail").starts_with(
        "If Name of berit's access ends, only 1 person can open \"Concern about a child, from a "
        "professional\" in " +
        trondheim + "; 2 are needed."))
        << refused.body;
    EXPECT_EQ(disable("berit").problem(), "coverage-would-drop");
    EXPECT_EQ(product.sign_in("berit").get("/api/v1/inbox?unit=no.5001").status, 200);
}

TEST_F(Coverage, LetsASubstituteTakeThePlace)
{
    EXPECT_EQ(leave("anna").status, 201);
    const auto carl = product.add_person(
        {.organisation = "Organisation of no.5001", .login = "carl", .name = "Name of carl"});
    // Whoever is away at that time makes up for nothing.
    const auto same = end("berit", R"(,"substitute":")" + to_string(people.at("anna")) + "\"");
    EXPECT_EQ(same.problem(), "coverage-would-drop") << same.body;
    EXPECT_NE(same.text("/detail").find("The substitute named does not make up for it"),
              std::string::npos);
    const auto ended = end("berit", R"(,"substitute":")" + to_string(carl) + "\"");
    EXPECT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(product.sign_in("carl").get("/api/v1/inbox?unit=no.5001").status, 200);
    EXPECT_EQ(look_at_coverage(product), 0u);
    EXPECT_TRUE(low().empty());
}

TEST_F(Coverage, GoesOnWithAReasonThatOversightReads)
{
    EXPECT_EQ(end("anna").status, 200);
    EXPECT_EQ(end("berit", because).status, 200);
    const auto text = low();
    EXPECT_TRUE(
        text.starts_with("Hvis tilgangen til Name of berit avsluttes, kan bare 1 person åpne " +
                         child_nb + " i " + trondheim + "; 2 trengs."))
        << text;
    EXPECT_NE(text.find("Begrunnelse: Nobody else can be found this week."), std::string::npos);
    const auto seen =
        product.sign_in("olga").get("/api/v1/problems/" + problem_id(ProblemName::coverage_low));
    EXPECT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("/text"), text);
    EXPECT_EQ(look_at_coverage(product), 0u) << "it is told already";
    // What is worse is a problem of its own, and the one that it replaces ends.
    EXPECT_EQ(end("lena", because).status, 200);
    EXPECT_NE(none().find("kan ingen åpne"), std::string::npos) << none();
    EXPECT_TRUE(low().empty());
}

TEST_F(Coverage, KeepsAReasonForALaterTimeUntilThatTimeIsOver)
{
    EXPECT_EQ(leave("anna", "2026-12-10T08:00+01:00", "2026-12-12T16:00+01:00").status, 201);
    EXPECT_EQ(leave("berit", "2026-12-10T08:00+01:00", "2026-12-11T16:00+01:00", because).status,
              201);
    EXPECT_FALSE(low().empty());
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.clock.set(*parse_rfc3339("2026-12-10T12:00:00Z"));
    EXPECT_EQ(look_at_coverage(product), 0u);
    EXPECT_FALSE(low().empty());
    product.clock.set(*parse_rfc3339("2026-12-11T15:00:00Z"));
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_TRUE(low().empty());
}

TEST_F(Coverage, KeepsTheOperatorsReasonForALaterTimeToo)
{
    EXPECT_EQ(end("anna").status, 200);
    const auto end_berits = [&](const std::string& override_reason) {
        std::promise<Result<std::size_t>> ended;
        acts::end_grants(product.services(),
                         {.login = "berit",
                          .unit = {"no.5001"},
                          .at = product.clock.now().plus_seconds(10 * days),
                          .because = "Leaves",
                          .override_reason = override_reason},
                         [&](auto outcome) { ended.set_value(std::move(outcome)); });
        return ended.get_future().get();
    };
    EXPECT_FALSE(end_berits(""));
    EXPECT_TRUE(end_berits("Somebody comes then"));
    EXPECT_NE(low().find("Somebody comes then"), std::string::npos) << low();
    EXPECT_EQ(look_at_coverage(product), 0u);
    EXPECT_FALSE(low().empty());
}

TEST_F(Coverage, CountsWhatEndsWithADisabledAccountAgainstIt)
{
    leave_three_of_whom_one_is_delegated();
    const auto disable_lena = [&](const std::string& more) {
        return product.sign_in("dora").post("/api/v1/people/" + to_string(people.at("lena")) +
                                                "/disable",
                                            R"({"reason":"Has left.")" + more + "}");
    };
    EXPECT_EQ(disable_lena("").problem(), "coverage-would-drop");
    EXPECT_EQ(product.sign_in("carl").get("/api/v1/inbox?unit=no.5001").status, 200);
    EXPECT_EQ(disable_lena(because).status, 204);
    EXPECT_EQ(product.sign_in("carl").get("/api/v1/inbox?unit=no.5001").status, 403);
}

TEST_F(Coverage, CountsTheSubstituteBeforeWhatWasDelegatedEnds)
{
    leave_three_of_whom_one_is_delegated();
    const auto ended = product.sign_in("dora").post(
        "/api/v1/grants/" + grant_of("lena") + "/end",
        R"({"reason":"Has left.","substitute":")" + to_string(people.at("dina")) + "\"}");
    EXPECT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(product.sign_in("dina").get("/api/v1/inbox?unit=no.5001").status, 200);
    EXPECT_TRUE(low().empty());
}

TEST_F(Coverage, OfWhateverKindCountsThoseWhoReadSome)
{
    const auto people_now = [&] {
        return school.get("/api/v1/units/no.5001/reachability").number("/people");
    };
    EXPECT_EQ(people_now(), 3);
    product.add_caseworker("no.5001", "paul", {{"concern.police"}});
    EXPECT_EQ(people_now(), 4);
    // What changed while it could not be counted is counted with the next look.
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login = 'paul'"));
    EXPECT_EQ(people_now(), 4);
    look_at_coverage(product);
    EXPECT_EQ(people_now(), 3);
}

TEST_F(Coverage, IsNotClosedByWhoeverWentOnAllTheSame)
{
    EXPECT_EQ(end("anna").status, 200);
    EXPECT_EQ(end("berit", because).status, 200);
    const auto at = "/api/v1/problems/" + problem_id(ProblemName::coverage_low) + "/close";
    EXPECT_EQ(product.sign_in("lena").post(at, R"({"reason":"Mine."})").status, 403);
    EXPECT_EQ(product.sign_in("olga").post(at, R"({"reason":"Agreed."})").status, 200);
}

TEST_F(Coverage, KeepsAReasonForWhenNobodyWillBeLeftWhileOneIsLeft)
{
    EXPECT_EQ(leave("anna", "2026-11-23T08:00+01:00", "2026-12-12T16:00+01:00").status, 201);
    EXPECT_EQ(leave("lena", "2026-12-10T08:00+01:00", "2026-12-11T16:00+01:00", because).status,
              201);
    EXPECT_EQ(leave("berit", "2026-11-23T08:00+01:00", "2026-12-12T16:00+01:00", because).status,
              201);
    EXPECT_NE(none().find("Begrunnelse:"), std::string::npos) << "from 10 December nobody";
    EXPECT_FALSE(low().empty()) << "now one";
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.clock.set(*parse_rfc3339("2026-12-11T15:00:00Z"));
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_TRUE(none().empty());
    EXPECT_FALSE(low().empty());
}

TEST_F(Coverage, AsksNothingOfAUnitThatTakesNothing)
{
    product.goes_live = false;
    add("odd", domain::Role::unit_leader, "no.4204");
    add("siri", domain::Role::caseworker, "no.4204");
    const auto gone = product.sign_in("odd").post(
        "/api/v1/duty/leave", entry_json("no.4204", people.at("siri"), "2026-11-24T08:00+01:00",
                                         "2026-11-25T16:00+01:00"));
    EXPECT_EQ(gone.status, 201) << gone.body;
}

TEST_F(Coverage, CountsLeaveFromTheRequestThatEntersItUntilTheOneThatCancelsIt)
{
    const auto people_now = [&] {
        return school.get("/api/v1/units/no.5001/reachability?kind=concern.child")
            .number("/people");
    };
    EXPECT_EQ(people_now(), 3);
    const auto gone = leave("anna", "2026-11-23T08:00+01:00", "2026-11-24T16:00+01:00");
    EXPECT_EQ(people_now(), 2);
    EXPECT_EQ(product.sign_in("lena").remove("/api/v1/duty/leave/" + gone.text("/id")).status, 204);
    EXPECT_EQ(people_now(), 3);
    for (const auto* login : {"anna", "berit", "lena"})
        EXPECT_EQ(leave(login, "2026-11-23T08:00+01:00", "2026-11-24T16:00+01:00", because).status,
                  201);
    EXPECT_EQ(people_now(), 0);
    add("gro", domain::Role::caseworker, "no.guard.trondheim");
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("k"));
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.guard.trondheim");
    EXPECT_EQ(sent.each("/warnings", "code"), "nobody_can_open");
    product.reopen();
    EXPECT_EQ(people_now(), 0) << "as it is stored";
    product.clock.set(*parse_rfc3339("2026-11-24T15:00:00Z"));
    EXPECT_EQ(people_now(), 3) << "without anybody's doing";
}

// Too few is a problem until there are enough.

TEST_F(Coverage, TurnsAsTimePassesFromEnoughToFewToNobody)
{
    product.sign_in("lena");
    for (const auto* login : {"anna", "berit", "lena"})
        ASSERT_TRUE(product.sql("UPDATE access_grant SET until_us = " +
                                std::to_string(product.clock.now()
                                                   .plus_seconds((login[0] == 'a'   ? 1
                                                                  : login[0] == 'b' ? 2
                                                                                    : 3) *
                                                                 days)
                                                   .unix_us) +
                                " WHERE person_id = x'" + to_hex(people.at(login).uuid.bytes) +
                                "'"));
    ASSERT_TRUE(product.services().coverage.refresh(product.store()));
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.advance(1 * days);
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.advance(1 * days);
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_TRUE(low().starts_with("Bare 1 person i " + trondheim + " kan åpne " + child_nb +
                                  " nå (Name of lena); 2 trengs."))
        << low();
    EXPECT_TRUE(none().empty());
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.advance(1 * days);
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_TRUE(none().starts_with("Ingen i " + trondheim + " kan åpne " + child_nb + " nå;"))
        << none();
    EXPECT_TRUE(low().empty());
    // Three kinds, each a problem of its own, each with one owner and a deadline.
    EXPECT_EQ(product.count("problem WHERE name = 'coverage_none' AND closed_at_us IS NULL"), 3);
    EXPECT_EQ(product.count("obligation WHERE rule = 'restore_coverage'"), 3);
    add("carl", domain::Role::caseworker);
    EXPECT_TRUE(none().empty()) << "at once, not with the next round";
    EXPECT_FALSE(low().empty());
    add("dina", domain::Role::caseworker);
    EXPECT_TRUE(low().empty());
    EXPECT_EQ(product.count("problem WHERE closed_at_us IS NULL"), 0);
}

TEST_F(Coverage, ReachesDirectorAndOversightWithinHoursWhenNobodyIsLeft)
{
    const auto began = product.clock.now();
    for (const auto* login : {"anna", "berit", "lena"})
        ASSERT_TRUE(
            product.sql("UPDATE access_grant SET until_us = " + std::to_string(began.unix_us) +
                        " WHERE person_id = x'" + to_hex(people.at(login).uuid.bytes) + "'"));
    ASSERT_TRUE(product.services().coverage.refresh(product.store()));
    EXPECT_EQ(look_at_coverage(product), 1u);
    const auto id = problem_id(ProblemName::coverage_none);
    deadlines.pass(5 * hours);
    std::string told;
    for (const auto& event : product.events(id))
        if (event.name == EventName::escalation_raised &&
            told.find(event.facts.listener) == std::string::npos)
            told += event.facts.listener + " ";
    EXPECT_NE(told.find("director"), std::string::npos) << told;
    EXPECT_NE(told.find("oversight"), std::string::npos) << told;
}

TEST_F(Coverage, IsPutAsideForAWeekByWhoClosesItUnlessItGetsWorse)
{
    EXPECT_EQ(end("anna").status, 200);
    EXPECT_EQ(end("berit", because).status, 200);
    const auto close = [&](ProblemName name) {
        const auto closed = product.sign_in("olga").post(
            "/api/v1/problems/" + problem_id(name) + "/close", R"({"reason":"They know."})");
        EXPECT_EQ(closed.status, 200) << closed.body;
    };
    close(ProblemName::coverage_low);
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.advance(7 * days - 1);
    EXPECT_TRUE(low().empty());
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.advance(1);
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_FALSE(low().empty());
    close(ProblemName::coverage_low);
    EXPECT_EQ(look_at_coverage(product), 0u);
    // It gets better, and worse again: then the word of who closed it no longer holds.
    const auto carl =
        product.add_person({.organisation = "Organisation of no.5001",
                            .login = "carl",
                            .name = "Name of carl",
                            .grants = {{.role = domain::Role::caseworker,
                                        .unit = {"no.5001"},
                                        .from = product.clock.now(),
                                        .until = product.clock.now().plus_seconds(1 * hours)}}});
    EXPECT_EQ(look_at_coverage(product), 0u);
    product.advance(1 * hours);
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_FALSE(low().empty());
}

}  // namespace
}  // namespace varde::test
