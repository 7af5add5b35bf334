// A unit takes a kind from when it is ready for it. What comes before is accepted all the same,
// goes to who can open it, and is announced to the people for whom it was meant.
#include "acts/intake.hpp"
#include "support/coverage.hpp"
#include "support/drills.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using domain::EventName;
using domain::ProblemName;
using domain::Role;

/// Trondheim has people and has not gone live; its guard has.
struct GoingLive : testing::Test {
    GoingLive()
    {
        product.add_caseworker("no.guard.trondheim", "gro");
        product.add_caseworker("no.guard.trondheim", "geir");
        product.goes_live = false;
        for (const auto* login : {"anna", "berit"})
            people[login] = product.add_caseworker("no.5001", login);
        for (const auto& [login, role, unit] : {std::tuple{"lena", Role::unit_leader, "no.5001"},
                                                {"dora", Role::director, "no.5001"},
                                                {"olga", Role::oversight, "no.oversight.50"}})
            people[login] = product.add_person(
                {.organisation = "Organisation of no.5001",
                 .login = login,
                 .name = "Name of " + std::string(login),
                 .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}}});
    }
    Answer send(const std::string& more = "")
    {
        auto sent = school.post("/api/v1/reports", report_to("5001", more),
                                key("k" + std::to_string(++keys)));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer set(const std::string& who, const std::string& verb, const std::string& more,
               const std::string& unit = "no.5001")
    {
        return product.sign_in(who).post("/api/v1/coverage/" + verb,
                                         R"({"unit":")" + unit + R"(","kind":"concern.child")" +
                                             more + "}");
    }
    void fill_rota()
    {
        const auto entered = product.sign_in("lena").post(
            "/api/v1/duty/shifts", entry_json("no.5001", people.at("anna"),
                                              "2026-11-23T08:00+01:00", "2026-12-20T16:00+01:00"));
        EXPECT_EQ(entered.status, 201) << entered.body;
    }
    Answer cell() { return product.sign_in("lena").get("/api/v1/coverage?unit=no.5001"); }

    Product product;
    std::map<std::string, PersonId> people;
    Caller school = product.add_sender("Example school");
    int keys = 0;
    const std::string why = R"(,"override_reason":"The drill is next week.")";
};

TEST_F(GoingLive, UntilThenWhatComesGoesToWhoCanOpenItAndTheSenderIsTold)
{
    const auto sent = send();
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.guard.trondheim");
    EXPECT_EQ(sent.each("/warnings", "code"), "unit_not_live");
    EXPECT_NE(sent.text("/warnings/0/detail").find("Barnevernvakten"), std::string::npos)
        << sent.body;
    const auto reach = school.get("/api/v1/units/no.5001/reachability?kind=concern.child");
    EXPECT_FALSE(reach.flag("/live"));
    EXPECT_EQ(reach.number("/needed"), 2);
    EXPECT_EQ(reach.each("/warnings", "code"), "unit_not_live");
    EXPECT_EQ(product.events(sent.text("/id")).front().facts.about_unit.text, "no.5001");
}

TEST_F(GoingLive, WhatWentPastAUnitIsAnnouncedToItsPeopleForAsLongAsItWaits)
{
    const auto sent = send();
    product.advance(60);
    send();
    for (const auto* login : {"anna", "lena"}) {
        const auto inbox = product.sign_in(login).get("/api/v1/inbox?unit=no.5001");
        EXPECT_EQ(inbox.size("/items"), 0u);
        EXPECT_EQ(inbox.number("/passed_on/count"), 2) << inbox.body;
        EXPECT_EQ(inbox.text("/passed_on/oldest"), sent.text("/accepted_at"));
    }
    EXPECT_EQ(cell().number("/items/0/kinds/0/passed_on/count"), 2);
    // Whoever has it hands it on; once the unit has taken it, it waits there and no longer past it.
    const auto gro = product.sign_in("gro");
    const auto at = "/api/v1/deliveries/" + sent.text("/delivery/id");
    EXPECT_EQ(gro.post(at + "/open", "{}").status, 200);
    const auto offered = gro.post(at + "/forward", R"({"unit":"no.5001","reason":"Yours."})");
    EXPECT_EQ(offered.status, 200) << offered.body;
    const auto anna = product.sign_in("anna");
    const auto inbox = anna.get("/api/v1/inbox?unit=no.5001");
    EXPECT_EQ(inbox.number("/passed_on/count"), 2);
    ASSERT_EQ(inbox.size("/items"), 1u);
    EXPECT_EQ(anna.post("/api/v1/deliveries/" + inbox.text("/items/0/delivery_id") + "/take", "{}")
                  .status,
              200);
    EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001").number("/passed_on/count"), 1);
    EXPECT_EQ(product.count("passed_on"), 1) << "what waits no longer costs nothing";
}

TEST_F(GoingLive, WhatWentPastAUnitWasHeardByItAndNotByWhoeverGotIt)
{
    send();
    send();
    watch_silence(product);
    const auto heard = [&](const std::string& who, const std::string& unit) {
        return product.sign_in(who).get("/api/v1/silence?unit=" + unit);
    };
    EXPECT_EQ(heard("lena", "no.5001").number("/channels/0/count"), 2);
    EXPECT_EQ(heard("gro", "no.guard.trondheim").size("/channels"), 0u);
}

TEST_F(GoingLive, WhatWentPastAUnitIsAProblemOfThatUnitWithinTheMinute)
{
    EXPECT_EQ(look_at_coverage(product), 0u) << "nothing has come: nobody's business";
    send();
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_EQ(coverage_problem(product, ProblemName::coverage_low, "no.5001"),
              "Det som kom for Barnevernstjenesten i Trondheim kommune av «Bekymring for et barn, "
              "fra fagperson», er gått til andre og venter der: 1 i alt. Enheten har ikke åpnet "
              "for å ta imot det.");
    EXPECT_EQ(look_at_coverage(product), 0u);
    EXPECT_EQ(set("lena", "live", why).status, 200);
    EXPECT_EQ(coverage_problem(product, ProblemName::coverage_low, "no.5001"), "");
}

TEST_F(GoingLive, WhereNobodyAtAllCouldOpenItTheLadderReachesOversightWithinHours)
{
    // Stavanger has nobody, and neither have those behind it but the one that sorts.
    product.add_caseworker("no.sorting", "rune");
    const auto sent = school.post("/api/v1/reports", report_to("1103"));
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.sorting");
    EXPECT_EQ(sent.each("/warnings", "code"), "no_idempotency_key nobody_can_open");
    product.add_person(
        {.organisation = "The county",
         .login = "per",
         .name = "Name of per",
         .grants = {
             {.role = Role::oversight, .unit = {"no.oversight.11"}, .from = product.clock.now()}}});
    EXPECT_EQ(look_at_coverage(product), 2u) << "and the one who sorts is alone";
    EXPECT_TRUE(coverage_problem(product, ProblemName::coverage_none, "no.1103")
                    .starts_with("Ingen i Barnevernstjenesten i Stavanger kommune kan åpne"));
    Deadlines deadlines(product);
    deadlines.pass(5 * 3600);
    const auto told = product.sign_in("per").get("/api/v1/escalations");
    EXPECT_GT(told.size("/items"), 0u) << told.body;
}

TEST_F(GoingLive, IsRefusedWithEachThingThatIsMissing)
{
    const auto refused = set("lena", "live", "");
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.problem(), "not-ready-to-go-live");
    ASSERT_EQ(refused.size("/errors"), 2u) << refused.body;
    EXPECT_TRUE(refused.text("/errors/0/detail")
                    .starts_with("Nobody is on duty from Monday 23 November 2026 at 10:00"));
    EXPECT_EQ(refused.text("/errors/1/detail"),
              "No drill has reached a person in the last 31 days. Run one.");
    fill_rota();
    EXPECT_EQ(set("lena", "live", "").size("/errors"), 1u);
    EXPECT_FALSE(cell().flag("/items/0/kinds/0/live"));
    EXPECT_EQ(cell().size("/items/0/kinds/0/missing"), 1u);
    EXPECT_EQ(product.event_count(EventName::intake_changed), 0u);
    EXPECT_EQ(send().text("/delivery/unit/id"), "no.guard.trondheim");
}

TEST_F(GoingLive, NeedsNoReasonOnceADrillHasReachedAPerson)
{
    fill_rota();
    const auto begun = product.sign_in("lena").post("/api/v1/drills",
                                                    R"({"unit":"no.5001","kind":"concern.child"})");
    EXPECT_EQ(begun.status, 202) << begun.body;
    const auto inbox = product.sign_in("anna").get("/api/v1/inbox?unit=no.5001");
    ASSERT_EQ(inbox.size("/items"), 1u) << "a drill before going live does not go past the unit";
    EXPECT_EQ(set("lena", "live", "").status, 409) << "nobody has opened it";
    EXPECT_EQ(product.sign_in("anna")
                  .post("/api/v1/deliveries/" + inbox.text("/items/0/delivery_id") + "/open", "{}")
                  .status,
              200);
    EXPECT_EQ(cell().size("/items/0/kinds/0/missing"), 0u) << cell().body;
    EXPECT_EQ(set("lena", "live", R"(,"reason":"All is there.")").status, 200);
    EXPECT_EQ(product.count("problem WHERE name = 'reported'"), 0);
    EXPECT_EQ(set("lena", "pause", R"(,"reason":"We move.")").status, 200);
    product.advance(32 * 86'400);
    EXPECT_EQ(set("lena", "live", "").status, 409) << "it was too long ago";
}

TEST_F(GoingLive, WantsEnoughPeopleForTwoWeeks)
{
    fill_rota();
    for (const auto* login : {"anna", "berit"})
        EXPECT_EQ(product.sign_in("lena")
                      .post("/api/v1/duty/leave",
                            entry_json("no.5001", people.at(login), "2026-12-01T08:00+01:00",
                                       "2026-12-02T16:00+01:00"))
                      .status,
                  201);
    const auto refused = set("lena", "live", "");
    ASSERT_EQ(refused.size("/errors"), 2u) << refused.body;
    EXPECT_EQ(refused.text("/errors/0/detail"),
              "From Tuesday 1 December 2026 at 08:00 until Wednesday 2 December 2026 at 16:00 only "
              "1 person can open it. Give more people access.");
}

TEST_F(GoingLive, WithoutAllOfItIsForAReasonThatOnlyOversightCloses)
{
    const auto live = set("lena", "live", why);
    EXPECT_EQ(live.status, 200) << live.body;
    EXPECT_TRUE(live.flag("/live"));
    EXPECT_EQ(live.text("/unit/id"), "no.5001");
    EXPECT_EQ(send().text("/delivery/unit/id"), "no.5001");
    EXPECT_EQ(product.count("problem WHERE handler = 'no.oversight.50'"), 1)
        << "nor does the unit answer it itself";
    const auto olga = product.sign_in("olga");
    const auto listed = olga.get("/api/v1/problems?unit=no.5001");
    ASSERT_EQ(listed.size("/items"), 1u) << listed.body;
    const auto at = "/api/v1/problems/" + listed.text("/items/0/id");
    const auto text = olga.get(at).text("/text");
    EXPECT_NE(text.find("Begrunnelse: The drill is next week."), std::string::npos) << text;
    EXPECT_NE(text.find("Ingen øvelse har kommet fram"), std::string::npos) << text;
    EXPECT_EQ(product.sign_in("lena").post(at + "/close", R"({"reason":"Mine."})").status, 403);
    EXPECT_EQ(olga.post(at + "/close", R"({"reason":"Agreed."})").status, 200);
    // Live is live: once more changes nothing.
    EXPECT_EQ(set("lena", "live", "").status, 200);
    EXPECT_EQ(product.event_count(EventName::intake_changed), 1u);
}

TEST_F(GoingLive, IsForTheLeaderAndTheDirector)
{
    EXPECT_EQ(set("anna", "live", why).status, 403);
    EXPECT_EQ(set("olga", "live", why).status, 403);
    EXPECT_EQ(set("gro", "live", why).status, 403);
    EXPECT_EQ(set("dora", "live", why).status, 200);
    EXPECT_EQ(set("anna", "pause", R"(,"reason":"No.")").status, 403);
    EXPECT_EQ(set("lena", "pause", "").status, 422);
    EXPECT_EQ(product.sign_in("lena")
                  .post("/api/v1/coverage/live", R"({"unit":"no.5001","kind":"x"})")
                  .status,
              422);
}

TEST_F(GoingLive, CanBeTakenBackForATime)
{
    EXPECT_EQ(set("lena", "live", why).status, 200);
    const auto first = send();
    EXPECT_EQ(set("lena", "pause", R"(,"reason":"We move."})").status, 400);
    EXPECT_EQ(set("lena", "pause", R"(,"reason":"We move.")").status, 200);
    EXPECT_EQ(send().text("/delivery/unit/id"), "no.guard.trondheim");
    EXPECT_EQ(product.sign_in("anna").get("/api/v1/inbox?unit=no.5001").size("/items"), 1u)
        << "what is there stays";
    product.reopen();
    EXPECT_EQ(send().text("/delivery/unit/id"), "no.guard.trondheim");
    EXPECT_EQ(set("lena", "live", why).status, 200);
    product.reopen();
    EXPECT_EQ(send().text("/delivery/unit/id"), "no.5001");
}

TEST_F(GoingLive, IsOneChangeForOneKey)
{
    const auto lena = product.sign_in("lena");
    const std::string body = R"({"unit":"no.5001","kind":"concern.child")" + why + "}";
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(lena.post("/api/v1/coverage/live", body, key("one")).status, 200);
    EXPECT_EQ(product.count("problem WHERE name = 'reported'"), 1);
}

TEST_F(GoingLive, ByTheOperatorIsOnRecordWithWhy)
{
    std::promise<Result<std::vector<KindName>>> opened;
    acts::open_intake(product.services(), {"no.5001"}, {}, "All have been trained.",
                      [&](auto result) { opened.set_value(std::move(result)); });
    const auto kinds = opened.get_future().get();
    ASSERT_TRUE(kinds);
    EXPECT_EQ(kinds.value().size(), 3u);
    EXPECT_EQ(send().text("/delivery/unit/id"), "no.5001");
    EXPECT_EQ(product.event_count(EventName::intake_changed), 3u);
    EXPECT_EQ(product.count("problem"), 0);
    std::promise<Result<std::vector<KindName>>> refused;
    acts::open_intake(product.services(), {"no.oversight.50"}, {}, "Why not.",
                      [&](auto result) { refused.set_value(std::move(result)); });
    EXPECT_FALSE(refused.get_future().get());
}

TEST_F(GoingLive, IsNoMatterOfAReportThatNobodyBehindCouldOpenEither)
{
    Product alone;
    alone.goes_live = false;
    alone.add_caseworker("no.5001", "anna");
    const auto sent =
        alone.add_sender("Example school").post("/api/v1/reports", report_to("5001"), key("k"));
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.5001");
    EXPECT_EQ(sent.each("/warnings", "code"), "unit_not_live");
    EXPECT_EQ(alone.sign_in("anna").get("/api/v1/inbox?unit=no.5001").size("/items"), 1u);
    EXPECT_EQ(alone.sign_in("anna").get("/api/v1/inbox?unit=no.5001").number("/passed_on/count"),
              0);
}

TEST_F(GoingLive, TellsThePoliceOfTheKindThatIsMeantForThem)
{
    const auto police = product.add_sender("Example police", domain::Sector::police);
    const auto sent = police.post("/api/v1/reports", report_to("5001"), key("k"));
    EXPECT_EQ(sent.status, 201);
    EXPECT_EQ(sent.each("/warnings", "code"), "other_kind_meant unit_not_live");
    EXPECT_EQ(sent.text("/warnings/0/pointer"), "/kind");
    EXPECT_NE(sent.text("/warnings/0/detail").find("concern.police"), std::string::npos);
    const auto right =
        police.post("/api/v1/reports", report_to("5001", "", "concern.police"), key("l"));
    EXPECT_EQ(right.each("/warnings", "code"), "unit_not_live");
    const auto before = police.get("/api/v1/units/no.5001/reachability?kind=concern.child");
    EXPECT_EQ(before.each("/warnings", "code"), "other_kind_meant unit_not_live");
}

}  // namespace
}  // namespace varde::test
