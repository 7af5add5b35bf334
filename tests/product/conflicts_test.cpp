// P9: the accused is never a reader. Who must not read a report opens, reads and handles nothing of
// it and is told nothing; and it never loses its last readers in silence (P5).
#include "support/coverage.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using domain::EventName;

struct Conflicts : StaffedUnit {
    Conflicts() : sent(send()), delivery("/api/v1/deliveries/" + sent.text("/delivery/id")) {}

    Answer declare(const std::string& who, const std::string& whom,
                   const std::string& verb = "/conflicts")
    {
        return product.sign_in(who).post(delivery + verb,
                                         R"({"person":")" + to_string(people.at(whom)) +
                                             R"(","reason":"Is the child's aunt"})");
    }
    Answer act(const std::string& who, const std::string& verb, const std::string& body = "{}")
    {
        return product.sign_in(who).post(delivery + "/" + verb, body);
    }
    std::int64_t too_few(const std::string& name = "coverage_low")
    {
        return product.count("problem WHERE name = '" + name + "' AND closed_at_us IS NULL");
    }

    Answer sent;
    std::string delivery;
};

TEST_F(Conflicts, KeepThePersonFromOpeningReadingAndHandling)
{
    ASSERT_EQ(act("anna", "open").status, 200);
    ASSERT_EQ(act("anna", "take").status, 200);
    ASSERT_EQ(declare("berit", "anna").status, 204);
    const std::vector<std::pair<std::string, std::string>> acts{
        {"open", "{}"},
        {"take", "{}"},
        {"file", R"({"reference":"r"})"},
        {"assess", R"({"outcome":"investigate"})"},
        {"answer", R"({"message":"m"})"},
        {"close", R"({"reason":"handled"})"},
        {"forward", R"({"unit":"no.1103","reason":"r"})"}};
    for (const auto& [verb, body] : acts) {
        const auto refused = act("anna", verb, body);
        EXPECT_EQ(refused.status, 403) << verb;
        EXPECT_NE(refused.text("/detail").find("conflict of interest"), std::string::npos) << verb;
    }
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.get(delivery + "/attachments/1").status, 403);
    const auto readings = product.event_count(EventName::delivery_read);
    const auto seen = anna.get(delivery);
    EXPECT_EQ(seen.body.find("Kari"), std::string::npos) << seen.body;
    for (const auto* part : {"/milestones", "/attachments", "/obligations", "/warnings"})
        EXPECT_EQ(seen.size(part), 0u) << part << seen.body;
    EXPECT_EQ(product.event_count(EventName::delivery_read), readings);
    EXPECT_EQ(act("berit", "open").status, 200);
    EXPECT_EQ(declare("berit", "anna").status, 204);  // Twice is once.
    EXPECT_EQ(product.event_count(EventName::conflict_declared), 1u);
}

TEST_F(Conflicts, GiveWhatThePersonOwnedBackToTheDutySlot)
{
    ASSERT_EQ(act("anna", "open").status, 200);
    ASSERT_EQ(act("anna", "take").status, 200);
    EXPECT_EQ(product.count("delivery WHERE owner_id IS NOT NULL"), 1);
    ASSERT_EQ(declare("anna", "anna").status, 204);
    EXPECT_EQ(product.count("delivery WHERE owner_id IS NOT NULL"), 0);
    EXPECT_EQ(act("berit", "take").status, 200);
    const auto refused =
        act("berit", "assign", R"({"person":")" + to_string(people.at("anna")) + "\"}");
    EXPECT_EQ(refused.status, 422) << refused.body;
}

TEST_F(Conflicts, LeaveThePersonOutOfTheLadder)
{
    EXPECT_EQ(story(sent), "duty:anna");
    post.make_round();
    ASSERT_EQ(declare("lena", "anna").status, 204);
    mail.sent.clear();
    deadlines.pass(4 * days);
    post.make_round();
    EXPECT_EQ(story(sent).find("anna", std::string("duty:anna").size()), std::string::npos)
        << story(sent);
    EXPECT_NE(story(sent).find("readers:"), std::string::npos) << story(sent);
    EXPECT_EQ(mail.to().find("anna"), std::string::npos) << mail.to();
}

TEST_F(Conflicts, AreLiftedBySomebodyElseWhoLeadsTheUnit)
{
    ASSERT_EQ(declare("anna", "lena").status, 204);
    ASSERT_EQ(declare("berit", "anna").status, 204);
    EXPECT_EQ(declare("lena", "lena", "/conflicts/lift").status, 403);
    EXPECT_EQ(declare("anna", "anna", "/conflicts/lift").status, 403);
    EXPECT_EQ(declare("berit", "anna", "/conflicts/lift").status, 403);
    EXPECT_EQ(declare("dora", "anna", "/conflicts/lift").status, 403);
    EXPECT_EQ(act("anna", "open").status, 403);
    add("tove", domain::Role::unit_leader);
    EXPECT_EQ(declare("tove", "anna", "/conflicts/lift").status, 204);
    EXPECT_EQ(act("anna", "open").status, 200);
    EXPECT_EQ(declare("tove", "anna", "/conflicts/lift").status, 409);
}

TEST_F(Conflicts, ThatLeaveTooFewReadersAreAProblemAtOnce)
{
    ASSERT_EQ(declare("anna", "anna").status, 204);
    EXPECT_EQ(too_few(), 0);  // Berit and Lena.
    ASSERT_EQ(declare("berit", "berit").status, 204);
    EXPECT_EQ(too_few(), 1);
    EXPECT_EQ(product.count("problem WHERE about = '" + sent.text("/delivery/id") + "'"), 1);
    ASSERT_EQ(declare("lena", "lena").status, 204);
    EXPECT_EQ(too_few(), 0);
    EXPECT_EQ(too_few("coverage_none"), 1);
    add("tove", domain::Role::unit_leader);
    EXPECT_EQ(too_few("coverage_none"), 0);
    EXPECT_EQ(too_few(), 1);
    ASSERT_EQ(declare("tove", "anna", "/conflicts/lift").status, 204);
    EXPECT_EQ(too_few(), 0);
}

TEST_F(Conflicts, KeepTheProblemThatTooFewCanOpenItFromThePersonToo)
{
    ASSERT_EQ(declare("anna", "berit").status, 204);
    ASSERT_EQ(declare("anna", "lena").status, 204);
    ASSERT_EQ(too_few(), 1);
    const auto problem = product.sign_in("anna").get("/api/v1/problems").text("/items/0/id");
    ASSERT_NE(problem, "");
    const auto lena = product.sign_in("lena");
    EXPECT_EQ(lena.get("/api/v1/problems").size("/items"), 0u);
    EXPECT_EQ(lena.get("/api/v1/problems/" + problem).status, 403);
    EXPECT_EQ(lena.post("/api/v1/problems/" + problem + "/close", R"({"reason":"r"})").status, 403);
    deadlines.pass(2 * days);
    std::size_t told = 0;
    for (const auto& event : product.events(problem))
        for (const auto& person : event.facts.people) {
            ++told;
            EXPECT_NE(person, people.at("lena"));
            EXPECT_NE(person, people.at("berit"));
        }
    EXPECT_GT(told, 0u);
    // Nor do they hold the ladder of the report, or of its problem.
    EXPECT_EQ(escalations("lena").size("/items"), 0u);
    const auto steps = escalations("anna");
    ASSERT_GE(steps.size("/items"), 2u) << steps.body;
    for (std::size_t i = 0; i < steps.size("/items"); ++i)
        EXPECT_EQ(product.sign_in("lena")
                      .post("/api/v1/escalations/" +
                                steps.text("/items/" + std::to_string(i) + "/id") + "/acknowledge",
                            "{}")
                      .status,
                  403);
}

TEST_F(Conflicts, AreWatchedAsTimePassesUntilTheReportIsClosed)
{
    ASSERT_EQ(declare("anna", "anna").status, 204);
    look_at_coverage(product);
    EXPECT_EQ(too_few(), 0);
    // Berit is away from tomorrow on: then Lena is alone with it.
    const auto leave = product.sign_in("lena").post(
        "/api/v1/duty/leave", entry_json("no.5001", people.at("berit"), "2026-11-24T08:00+01:00",
                                         "2026-11-30T16:00+01:00"));
    ASSERT_EQ(leave.status, 201) << leave.body;
    EXPECT_EQ(too_few(), 0);
    product.advance(days);
    EXPECT_EQ(look_at_coverage(product), 1u);
    EXPECT_EQ(too_few(), 1);
    EXPECT_EQ(look_at_coverage(product), 0u);  // It is said once.
    ASSERT_EQ(act("lena", "open").status, 200);
    ASSERT_EQ(act("lena", "assess", R"({"outcome":"investigate"})").status, 200);
    ASSERT_EQ(act("lena", "close", R"({"reason":"handled"})").status, 200);
    look_at_coverage(product);
    EXPECT_EQ(too_few(), 0);
}

TEST_F(Conflicts, FollowTheReportToTheNextUnit)
{
    const auto bo = product.add_caseworker("no.1103", "bo");
    people["bo"] = bo;
    ASSERT_EQ(declare("lena", "bo").status, 204);
    ASSERT_EQ(act("anna", "forward", R"({"unit":"no.1103","reason":"r"})").status, 200);
    const auto caller = product.sign_in("bo");
    const auto offered = caller.get("/api/v1/inbox?unit=no.1103").text("/items/0/delivery_id");
    ASSERT_NE(offered, "");
    EXPECT_EQ(caller.post("/api/v1/deliveries/" + offered + "/open", "").status, 403);
    // Why is for the unit in which it was written.
    product.add_caseworker("no.1103", "ida");
    const auto ida = product.sign_in("ida");
    EXPECT_EQ(ida.post("/api/v1/deliveries/" + offered + "/open", "").status, 200);
    const auto seen = ida.get("/api/v1/deliveries/" + offered + "/access");
    EXPECT_EQ(seen.text("/barred/0/person/name"), "Name of bo") << seen.body;
    EXPECT_EQ(seen.text("/barred/0/reason"), "");
}

TEST_F(Conflicts, AndReadingsShowWhoHasOpenedItWhoCouldAndWhoMustNot)
{
    ASSERT_EQ(act("anna", "open").status, 200);
    ASSERT_EQ(declare("lena", "anna").status, 204);
    EXPECT_EQ(act("anna", "open").status, 403);
    product.sign_in("berit").get(delivery);
    const auto seen = product.sign_in("lena").get(delivery + "/access");
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.size("/opened"), 2u);
    EXPECT_EQ(seen.text("/opened/0/person/name"), "Name of anna");
    EXPECT_NE(seen.text("/opened/0/why").find("You are caseworker in"), std::string::npos);
    EXPECT_EQ(seen.text("/opened/1/person/name"), "Name of berit");
    EXPECT_EQ(seen.text("/refused/0/person/name"), "Name of anna");
    EXPECT_NE(seen.text("/refused/0/why").find("conflict of interest"), std::string::npos);
    EXPECT_EQ(seen.size("/able"), 2u) << seen.body;
    EXPECT_EQ(seen.text("/barred/0/person/name"), "Name of anna");
    EXPECT_EQ(seen.text("/barred/0/reason"), "Is the child's aunt");
    const auto refused = product.event_count(EventName::access_refused);
    EXPECT_EQ(product.sign_in("anna").get(delivery + "/access").status, 403);
    EXPECT_EQ(product.event_count(EventName::access_refused), refused + 1);
    EXPECT_EQ(product.count("event WHERE facts LIKE '%aunt%' OR facts LIKE '%You are%'"), 0);
}

TEST_F(Conflicts, SayWhyOnlyOnceTheReportHasBeenOpened)
{
    ASSERT_EQ(declare("lena", "anna").status, 204);
    const auto why = [&] {
        return product.sign_in("lena").get(delivery + "/access").text("/barred/0/reason");
    };
    EXPECT_EQ(why(), "");
    ASSERT_EQ(act("berit", "open").status, 200);
    EXPECT_EQ(why(), "Is the child's aunt");
}

TEST_F(Conflicts, AreForThoseWhoReadItAndAboutPeopleWhoExist)
{
    product.add_caseworker("no.1103", "bo");
    const auto refused = product.event_count(EventName::access_refused);
    EXPECT_EQ(declare("bo", "anna").status, 403);
    EXPECT_EQ(declare("dora", "anna").status, 403);
    EXPECT_EQ(product.event_count(EventName::access_refused), refused + 2);
    people["nobody"] = {Uuid{{9}}};
    EXPECT_EQ(declare("anna", "nobody").status, 422);
    EXPECT_FALSE(product.sql("INSERT INTO conflict_of_interest (report_id, person_id, delivery_id, "
                             "declared_at_us) SELECT x'00', x'00', x'00', 1; DELETE FROM "
                             "conflict_of_interest"));
}

}  // namespace
}  // namespace varde::test
