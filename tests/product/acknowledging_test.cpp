// Escalations as people see them: lists, acknowledging, and what the sender is told.
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using Acknowledging = StaffedUnit;

TEST_F(Acknowledging, IsListedForTheUnitItsDirectorItsOversightAndWhoeverWasTold)
{
    const auto sent = send();
    deadlines.pass(4 * hours);
    for (const auto* who : {"anna", "berit", "lena", "dora", "olga"}) {
        const auto seen = escalations(who);
        ASSERT_EQ(seen.size("/items"), 1u) << who << seen.body;
        EXPECT_EQ(seen.text("/items/0/subject"), "delivery");
        EXPECT_EQ(seen.text("/items/0/subject_id"), sent.text("/delivery/id"));
        EXPECT_EQ(seen.text("/items/0/kind"), "concern.child");
        EXPECT_EQ(seen.text("/items/0/rule"), "open");
        EXPECT_EQ(seen.text("/items/0/title/en"), "Open the report");
        EXPECT_EQ(seen.number("/items/0/step"), 2);
        EXPECT_EQ(seen.text("/items/0/listener"), "readers");
        EXPECT_EQ(seen.size("/items/0/told"), 2u);
        for (const auto* told : {"Name of berit", "Name of lena"})
            EXPECT_NE(seen.each("/items/0/told", "name").find(told), std::string::npos);
        EXPECT_EQ(seen.text("/items/0/next/listener"), "leader");
        EXPECT_EQ(seen.text("/items/0/next/at"), "2026-11-24T14:30:00.000Z");
        EXPECT_FALSE(seen.flag("/items/0/urgent"));
        EXPECT_FALSE(seen.at("/items/0/acknowledged").exists());
    }
    product.add_caseworker("no.1103", "bo");
    EXPECT_EQ(escalations("bo").status, 403);
    EXPECT_EQ(escalations("bo", "").size("/items"), 0u);
    EXPECT_EQ(escalations("anna", "").size("/items"), 1u) << "told by an earlier step";
    EXPECT_EQ(escalations("dora", "").size("/items"), 0u) << "not told yet";
    EXPECT_EQ(school.get("/api/v1/escalations").status, 403);
    EXPECT_EQ(product.anyone().get("/api/v1/escalations").status, 401);
}

TEST_F(Acknowledging, IsListedInPages)
{
    for (int i = 0; i < 5; ++i) {
        send();
        product.advance(1);
    }
    std::set<std::string> seen;
    std::string after;
    do {
        const auto page = escalations("lena", "?unit=no.5001&limit=2" + after);
        ASSERT_EQ(page.status, 200) << page.body;
        EXPECT_LE(page.size("/items"), 2u);
        for (std::size_t i = 0; i < page.size("/items"); ++i)
            EXPECT_TRUE(seen.insert(page.text("/items/" + std::to_string(i) + "/id")).second);
        after = page.text("/next").empty() ? "" : "&after=" + page.text("/next");
    } while (!after.empty());
    EXPECT_EQ(seen.size(), 5u);
    EXPECT_EQ(escalations("lena", "?unit=no.5001&after=there").status, 422);
}

TEST_F(Acknowledging, IsHeldByWhoAcknowledgesItByNameAndGoesOnWhenNothingFollows)
{
    const auto sent = send(R"("urgent":true)");
    deadlines.pass(16 * minutes);
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna readers:berit,lena");
    auto listed = escalations("berit");
    std::size_t urgent = 0;
    while (listed.text("/items/" + std::to_string(urgent) + "/rule") != "open_urgent")
        ASSERT_LT(++urgent, listed.size("/items")) << listed.body;
    const auto path = "/api/v1/escalations/" +
                      listed.text("/items/" + std::to_string(urgent) + "/id") + "/acknowledge";
    product.advance(9 * minutes);
    const auto acknowledged = product.sign_in("berit").post(path, "{}");
    ASSERT_EQ(acknowledged.status, 200) << acknowledged.body;
    EXPECT_EQ(acknowledged.text("/acknowledged/name"), "Name of berit");
    EXPECT_EQ(acknowledged.text("/acknowledged/at"), "2026-11-23T09:25:00.000Z");
    EXPECT_EQ(acknowledged.text("/next/at"), "2026-11-23T09:40:00.000Z");
    const auto again = product.sign_in("lena").post(path, "{}");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.text("/acknowledged/name"), "Name of berit");
    EXPECT_EQ(product.event_count(domain::EventName::escalation_acknowledged), 1u);
    deadlines.pass(14 * minutes);
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna readers:berit,lena");
    deadlines.pass(1 * minutes);
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna readers:berit,lena leader:lena");
}

TEST_F(Acknowledging, IsAcknowledgedByThoseWhoMaySeeItWhileItLasts)
{
    const auto sent = send();
    const auto path =
        "/api/v1/escalations/" + escalations("anna").text("/items/0/id") + "/acknowledge";
    product.add_caseworker("no.1103", "bo");
    EXPECT_EQ(product.sign_in("bo").post(path, "{}").status, 403);
    EXPECT_EQ(product.sign_in("bo").post("/api/v1/escalations/1/acknowledge", "{}").status, 404);
    EXPECT_EQ(product.sign_in("bo")
                  .post("/api/v1/escalations/" + to_string(post.fresh_id()) + "/acknowledge", "{}")
                  .status,
              404);
    const auto anna = product.sign_in("anna");
    anna.post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "{}");
    EXPECT_EQ(anna.post(path, "{}").status, 409);
    EXPECT_EQ(product.event_count(domain::EventName::escalation_acknowledged), 0u);
}

TEST_F(Acknowledging, TellsTheSenderThatNobodyHasOpenedItPastItsLimit)
{
    product.add_person({.organisation = "Example school",
                        .login = "siri",
                        .name = "Name of siri",
                        .grants = {{.role = domain::Role::sender, .from = product.clock.now()}},
                        .contacts = {.email = "siri@varde.example"}});
    const auto sent = send();
    const auto path = "/api/v1/reports/" + sent.text("/id");
    EXPECT_FALSE(school.get(path).at("/unopened_past_limit").exists());
    deadlines.pass(30 * hours);
    EXPECT_EQ(school.get(path).text("/unopened_past_limit/due"), "2026-11-24T14:30:00.000Z");
    EXPECT_FALSE(school.get(path).at("/unopened_past_limit/told_at").exists());
    deadlines.pass(24 * hours);
    EXPECT_EQ(school.get(path).text("/unopened_past_limit/told_at"), "2026-11-25T14:30:00.000Z");
    while (post.make_round())
        continue;
    EXPECT_NE(mail.to().find("siri"), std::string::npos) << mail.to();
    // The sender sees that step and nobody of the unit; the unit alone holds what comes next.
    const auto step =
        "/api/v1/escalations/" + escalations("lena").text("/items/0/id") + "/acknowledge";
    ASSERT_EQ(product.sign_in("lena").post(step, "{}").status, 200);
    const auto own = escalations("siri", "");
    ASSERT_EQ(own.size("/items"), 1u) << own.body;
    EXPECT_EQ(own.text("/items/0/listener"), "sender");
    EXPECT_EQ(own.each("/items/0/told", "name"), "Name of siri");
    EXPECT_EQ(own.body.find("Name of lena"), std::string::npos);
    const auto refused = product.sign_in("siri").post(
        "/api/v1/escalations/" + own.text("/items/0/id") + "/acknowledge", "{}");
    EXPECT_EQ(refused.status, 403);
    product.sign_in("anna").post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "{}");
    EXPECT_FALSE(school.get(path).at("/unopened_past_limit").exists());
}

struct TellingTheSender : StaffedUnit {
    Caller add_colleague(const std::string& login)
    {
        people[login] = product.add_person(
            {.organisation = "Example school",
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = domain::Role::sender, .from = product.clock.now()}},
             .contacts = {.email = login + "@varde.example"}});
        return product.sign_in(login);
    }
    std::string told_of(const Answer& sent)
    {
        EXPECT_EQ(sent.status, 201) << sent.body;
        deadlines.pass(54 * hours);
        const auto text = story(sent);
        const auto from = text.find("sender:");
        return text.substr(from, text.find(' ', from) - from);
    }
};

TEST_F(TellingTheSender, TellsWhoSentItAndNoColleague)
{
    auto siri = add_colleague("siri");
    add_colleague("stine");
    EXPECT_EQ(told_of(siri.post("/api/v1/reports", report_to("5001"))), "sender:siri");
}

TEST_F(TellingTheSender, TellsTheColleaguesWhereWhoSentItHasLeft)
{
    auto siri = add_colleague("siri");
    add_colleague("stine");
    const auto sent = siri.post("/api/v1/reports", report_to("5001"));
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login = 'siri'"));
    EXPECT_EQ(told_of(sent), "sender:stine");
}

TEST_F(TellingTheSender, TellsTheOrganisationsOwnAddressInsteadOfAllItsPeople)
{
    add_colleague("siri");
    ASSERT_TRUE(product.sql("INSERT INTO contact (owner_id, channel, address, language, set_at_us) "
                            "SELECT id, 'email', 'office@varde.example', 'nb', 1 "
                            "FROM organisation WHERE name = 'Example school'"));
    EXPECT_EQ(told_of(school.post("/api/v1/reports", report_to("5001"))), "sender:");
    while (post.make_round())
        continue;
    EXPECT_NE(mail.to().find("office"), std::string::npos) << mail.to();
    EXPECT_EQ(mail.to().find("siri"), std::string::npos) << mail.to();
}

TEST_F(Acknowledging, IsNotForThoseWhoWereToldOnceAndWorkThereNoLonger)
{
    send();
    deadlines.pass(4 * hours);
    const auto path =
        "/api/v1/escalations/" + escalations("anna", "").text("/items/0/id") + "/acknowledge";
    ASSERT_TRUE(product.sql(
        "UPDATE access_grant SET until_us = " + std::to_string(product.clock.now().unix_us) +
        " WHERE person_id = (SELECT id FROM person WHERE login = 'anna')"));
    EXPECT_EQ(escalations("anna", "").size("/items"), 0u);
    EXPECT_EQ(product.sign_in("anna").post(path, "{}").status, 403);
    EXPECT_EQ(escalations("berit", "").size("/items"), 1u);
}

TEST_F(Acknowledging, IsForTheGuardWhoHasTheDutyWhileTheUnitIsClosed)
{
    const auto guard = norway().directory.find({"no.5001"})->fallbacks.front().text;
    add("gina", domain::Role::caseworker, guard);
    add("gro", domain::Role::unit_leader, guard);
    const auto shift = product.sign_in("gro").post(
        "/api/v1/duty/shifts",
        entry_json(guard, people.at("gina"), "2026-11-23T08:00+01:00", "2026-12-20T16:00+01:00"));
    ASSERT_EQ(shift.status, 201) << shift.body;
    product.advance(12 * hours);
    const auto sent = send(R"("urgent":true)");
    EXPECT_EQ(story(sent, "open_urgent"), "duty:gina");
    const auto own = escalations("gina", "");
    ASSERT_GE(own.size("/items"), 1u) << own.body;
    const auto path = "/api/v1/escalations/" + own.text("/items/0/id") + "/acknowledge";
    EXPECT_EQ(product.sign_in("gina").post(path, "{}").status, 200);
}

}  // namespace
}  // namespace varde::test
