// P5: for each unit and kind enough people could open what comes; fewer is refused beforehand, and
// an alarm with an owner where it comes all the same.
#include "support/coverage.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using domain::EventName;
using domain::ProblemName;

const std::string trondheim = "Barnevernstjenesten i Trondheim kommune";
const std::string child_nb = "«Bekymring for et barn, fra fagperson»";

/// Anna, Berit and Lena can open what comes to Trondheim; two are needed.
struct Coverage : StaffedUnit {
    Answer leave(const std::string& who, const std::string& from = "2026-11-24T08:00+01:00",
                 const std::string& until = "2026-11-30T16:00+01:00", const std::string& more = "")
    {
        return product.sign_in("lena").post("/api/v1/duty/leave",
                                            entry_json("no.5001", people.at(who), from, until,
                                                       more.empty() ? more : more.substr(1)));
    }
    std::string grant_of(const std::string& login)
    {
        const auto listed = product.sign_in("lena").get("/api/v1/grants?unit=no.5001");
        for (std::size_t i = 0; i < listed.size("/items"); ++i)
            if (const auto at = "/items/" + std::to_string(i);
                listed.text(at + "/person/name") == "Name of " + login)
                return listed.text(at + "/id");
        return {};
    }
    Answer end(const std::string& login, const std::string& more = "")
    {
        return product.sign_in("lena").post("/api/v1/grants/" + grant_of(login) + "/end",
                                            R"({"reason":"Has left.")" + more + "}");
    }
    Answer disable(const std::string& login, const std::string& more = "")
    {
        return product.sign_in("lena").post("/api/v1/people/" + to_string(people.at(login)) +
                                                "/disable",
                                            R"({"reason":"Has left.")" + more + "}");
    }
    std::string low(const std::string& kind = "concern.child")
    {
        return coverage_problem(product, ProblemName::coverage_low, "no.5001", kind);
    }
    std::string none(const std::string& kind = "concern.child")
    {
        return coverage_problem(product, ProblemName::coverage_none, "no.5001", kind);
    }
    std::string problem_id(ProblemName name)
    {
        const auto id = product.store().read([&](store::Reading& reading) -> Result<std::string> {
            const auto row = TRY(reading.problem_found(name, {"no.5001"}, "concern.child"));
            return row ? to_string(row->problem.id) : std::string();
        });
        return id ? id.value() : std::string();
    }
    Answer cell(const std::string& who = "lena", const std::string& more = "")
    {
        return product.sign_in(who).get("/api/v1/coverage?unit=no.5001" + more);
    }
    const std::string because = R"(,"override_reason":"Nobody else can be found this week.")";
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

// As people see it.

TEST_F(Coverage, ShowsByNameWhoCouldOpenWhoCouldNotAndWhenTooFewCould)
{
    EXPECT_EQ(leave("anna", "2026-11-23T08:00+01:00", "2026-11-25T16:00+01:00").status, 201);
    EXPECT_EQ(leave("berit", "2026-11-24T08:00+01:00", "2026-11-24T16:00+01:00", because).status,
              201);
    const auto answer = cell();
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.number("/needed"), 2);
    EXPECT_EQ(answer.text("/items/0/unit/id"), "no.5001");
    EXPECT_EQ(answer.each("/items/0/kinds", "kind"),
              "concern.child concern.child.public concern.police");
    const std::string at = "/items/0/kinds/0";
    EXPECT_TRUE(answer.flag(at + "/live"));
    EXPECT_EQ(answer.number(at + "/count"), 2);
    EXPECT_EQ(answer.each(at + "/people", "name"), "Name of berit Name of lena");
    EXPECT_EQ(answer.each(at + "/people", "contact"), "unverified unverified");
    EXPECT_EQ(answer.text(at + "/unable/0/name"), "Name of anna");
    EXPECT_EQ(answer.text(at + "/unable/0/why"),
              "On leave until Wednesday 25 November 2026 at 16:00.");
    EXPECT_EQ(answer.text(at + "/unable/1/why"), "The role sees no content.");
    EXPECT_EQ(answer.text(at + "/next_gap/from"), "2026-11-24T07:00:00.000Z");
    EXPECT_EQ(answer.text(at + "/next_gap/until"), "2026-11-24T15:00:00.000Z");
    EXPECT_EQ(answer.text(at + "/next_gap/in_words/nb"),
              "Fra tirsdag 24. november 2026 kl. 08.00 til tirsdag 24. november 2026 kl. 16.00 "
              "kan bare 1 person åpne det.");
    std::string counts;
    for (std::size_t i = 0; i < answer.size(at + "/timeline"); ++i)
        counts += std::to_string(answer.number(at + "/timeline/" + std::to_string(i) + "/count"));
    EXPECT_EQ(counts, "2123");
    EXPECT_FALSE(answer.text(at + "/problem/id").empty());
    EXPECT_TRUE(answer.flag("/items/0/acts/0/allowed"));
    EXPECT_EQ(cell("lena", "&language=nb").text(at + "/unable/0/why"),
              "Borte til onsdag 25. november 2026 kl. 16.00.");
}

TEST_F(Coverage, IsSeenByWhoWatchesTheUnitAndByNobodyElse)
{
    add("odd", domain::Role::caseworker, "no.4204");
    EXPECT_EQ(cell("anna").status, 200);
    EXPECT_EQ(cell("dora").status, 200);
    EXPECT_EQ(cell("olga").status, 200);
    EXPECT_EQ(cell("odd").status, 403);
    EXPECT_EQ(product.sign_in("odd").get("/api/v1/coverage?unit=no.0").status, 404);
    const auto all = product.sign_in("olga").get("/api/v1/coverage");
    EXPECT_GT(all.size("/items"), 10u) << "every unit of the county, with or without people";
    const auto own = product.sign_in("odd").get("/api/v1/coverage");
    EXPECT_EQ(own.size("/items"), 1u);
    EXPECT_FALSE(own.flag("/items/0/acts/0/allowed"));
}

TEST_F(Coverage, CountsWhatWaitsAndShowsWhoHasReadBefore)
{
    const auto sent = send();
    const auto delivery = sent.text("/delivery/id");
    EXPECT_EQ(cell().number("/items/0/kinds/0/waiting/count"), 1);
    product.sign_in("anna").post("/api/v1/deliveries/" + delivery + "/open", "{}");
    const auto answer = cell();
    EXPECT_EQ(answer.text("/items/0/kinds/0/people/0/name"), "Name of anna");
    EXPECT_FALSE(answer.text("/items/0/kinds/0/people/0/last_used").empty());
    EXPECT_TRUE(answer.text("/items/0/kinds/0/people/1/last_used").empty());
}

TEST_F(Coverage, AnswersWhetherIMayOpenItAndWhomToAsk)
{
    const auto mine = product.sign_in("anna").get("/api/v1/coverage/mine");
    EXPECT_EQ(mine.size("/items"), 3u) << mine.body;
    EXPECT_TRUE(mine.flag("/items/0/able"));
    EXPECT_EQ(mine.text("/items/0/reason"), "You are caseworker in " + trondheim + ".");
    EXPECT_EQ(mine.number("/items/0/waiting/count"), 0);

    product.add_caseworker("no.5001", "pia", {{"concern.police"}});
    const auto pia =
        product.sign_in("pia").get("/api/v1/coverage/check?unit=no.5001&kind=concern.child");
    EXPECT_FALSE(pia.flag("/items/0/able"));
    EXPECT_EQ(pia.text("/items/0/reason"),
              "Your access in " + trondheim + " does not include concern.child.");
    EXPECT_EQ(pia.each("/items/0/ask", "name"), "Name of lena Name of dora");
    EXPECT_EQ(pia.each("/items/0/ask", "role"), "unit_leader director");

    add("odd", domain::Role::caseworker, "no.4204");
    const auto odd = product.sign_in("odd").get("/api/v1/coverage/check?unit=no.5001");
    EXPECT_EQ(odd.size("/items"), 3u);
    EXPECT_FALSE(odd.flag("/items/0/able"));
    EXPECT_FALSE(odd.at("/items/0/waiting").exists()) << "what waits there is not theirs to know";
    EXPECT_EQ(product.sign_in("odd").get("/api/v1/coverage/check").status, 422);
    EXPECT_EQ(product.sign_in("odd").get("/api/v1/coverage/check?unit=no.5001&kind=x").status, 404);

    EXPECT_EQ(leave("anna", "2026-11-23T08:00+01:00", "2026-11-25T16:00+01:00").status, 201);
    const auto away = product.sign_in("anna").get("/api/v1/coverage/mine");
    EXPECT_FALSE(away.flag("/items/0/able"));
    EXPECT_EQ(away.text("/items/0/reason"),
              "You are on leave here until Wednesday 25 November 2026 at 16:00.");
}

TEST_F(Coverage, SaysWhatWouldFollowAndChangesNothing)
{
    const auto ask = [&](const std::string& who, const std::string& whom,
                         const std::string& more = "") {
        return product.sign_in(who).post("/api/v1/coverage/what-if",
                                         R"({"person":")" + to_string(people.at(whom)) + "\"" +
                                             more + "}");
    };
    EXPECT_EQ(ask("lena", "anna").size("/drops"), 0u);
    EXPECT_EQ(end("anna").status, 200);
    const auto before = product.count("event");
    const auto answer = ask("lena", "berit");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.each("/drops", "kind"), "concern.child concern.child.public concern.police");
    EXPECT_EQ(answer.number("/drops/0/before"), 2);
    EXPECT_EQ(answer.number("/drops/0/after"), 1);
    EXPECT_EQ(answer.text("/drops/0/sentence/nb"),
              "Hvis Name of berit ikke lenger kan logge inn, kan bare 1 person åpne " + child_nb +
                  " i " + trondheim + "; 2 trengs.");
    EXPECT_EQ(product.count("event"), before);
    add("odd", domain::Role::caseworker, "no.4204");
    EXPECT_EQ(ask("odd", "berit").size("/drops"), 0u) << "of units that they may watch alone";
    EXPECT_EQ(ask("odd", "berit", R"(,"unit":"no.5001")").status, 403);
    EXPECT_EQ(ask("lena", "berit", R"(,"until":"2020-01-01T00:00:00Z")").status, 422);
}

TEST_F(Coverage, StandsInTheMetricsOfEachKindThatAUnitTakes)
{
    const auto metrics = product.anyone().get("/metrics").body;
    EXPECT_NE(metrics.find("varde_coverage_people{unit=\"no.5001\",kind=\"concern.child\"} 3\n"),
              std::string::npos)
        << metrics;
    EXPECT_EQ(metrics.find("no.4204"), std::string::npos);
}

}  // namespace
}  // namespace varde::test
