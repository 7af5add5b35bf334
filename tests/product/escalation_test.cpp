// Nobody is forgotten: what is owed is told up the ladder until a human acts (P6).
#include "acts/pursue.hpp"
#include "support/deadlines.hpp"
#include "support/post.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

using domain::Role;

constexpr std::int64_t minutes = 60, hours = 3600, days = 24 * hours;

/// Takes every message but those to addresses that are broken.
class Mail final : public notify::Sender {
public:
    domain::Attempt send(const notify::Message& message) override
    {
        if (broken.contains(message.address))
            return {domain::Attempt::Outcome::undeliverable, "550 no such user"};
        sent.push_back(message);
        return {domain::Attempt::Outcome::sent, "250 taken"};
    }
    /// To whom, in order: `anna lena`.
    std::string to() const
    {
        std::string names;
        for (const auto& message : sent)
            names +=
                (names.empty() ? "" : " ") + message.address.substr(0, message.address.find('@'));
        return names;
    }
    std::set<std::string> broken;
    std::vector<notify::Message> sent;
};

/// Trondheim on Monday 23 November 2026, 10:00: Anna is on duty, Berit works there, Lena leads,
/// Dora directs, Olga oversees the county. Each has an e-mail address.
struct Escalation : testing::Test {
    Escalation()
    {
        add("anna", Role::caseworker);
        add("berit", Role::caseworker);
        add("lena", Role::unit_leader);
        add("dora", Role::director);
        add("olga", Role::oversight, "no.oversight.50");
        put_on_duty("anna");
    }

    void add(const std::string& login, Role role, const std::string& unit = "no.5001")
    {
        people[login] = product.add_person(
            {.organisation = "Organisation of " + unit,
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}},
             .contacts = {.email = login + "@varde.example"}});
    }

    void put_on_duty(const std::string& login)
    {
        const auto answer = product.sign_in("lena").post(
            "/api/v1/duty/shifts", entry_json("no.5001", people.at(login), "2026-11-23T08:00+01:00",
                                              "2026-11-27T16:00+01:00"));
        EXPECT_EQ(answer.status, 201) << answer.body;
    }

    void send_on_leave(const std::string& login)
    {
        const auto answer = product.sign_in("lena").post(
            "/api/v1/duty/leave", entry_json("no.5001", people.at(login), "2026-11-23T08:00+01:00",
                                             "2026-11-30T16:00+01:00"));
        EXPECT_EQ(answer.status, 201) << answer.body;
    }

    Answer send(const std::string& more = "")
    {
        auto sent = school.post("/api/v1/reports", report_to("5001", more));
        EXPECT_EQ(sent.status, 201) << sent.body;
        deadlines.look();
        return sent;
    }

    /// Whom the steps told so far, oldest first: `duty:anna readers:berit,lena`. Of what is urgent
    /// only the rule `open_urgent`, otherwise only `open`.
    std::string story(const Answer& sent, const std::string& rule = "open")
    {
        std::string text;
        for (const auto& event : product.events(sent.text("/id"))) {
            if (event.name != domain::EventName::escalation_raised || event.facts.rule != rule)
                continue;
            std::string told;
            for (const auto& person : event.facts.people)
                for (const auto& [login, id] : people)
                    if (id == person)
                        told += (told.empty() ? "" : ",") + login;
            text += (text.empty() ? "" : " ") + event.facts.listener + ":" + told;
        }
        return text;
    }

    Answer escalations(const std::string& who, const std::string& query = "?unit=no.5001")
    {
        return product.sign_in(who).get("/api/v1/escalations" + query);
    }

    Product product;
    Deadlines deadlines{product};
    Mail mail;
    Post post{product, domain::NoticeChannel::email, mail};
    std::map<std::string, PersonId> people;
    Caller school = product.add_sender("Example school");
};

TEST_F(Escalation, TellsOneAfterTheOtherUntilSomebodyOpensIt)
{
    const auto sent = send();
    EXPECT_EQ(story(sent), "duty:anna");
    deadlines.pass(4 * hours);
    EXPECT_EQ(story(sent), "duty:anna readers:berit,lena") << "Anna knows it already";
    deadlines.pass(26 * hours);
    EXPECT_EQ(story(sent), "duty:anna readers:berit,lena leader:lena") << "Tuesday, closing time";
    EXPECT_EQ(product.count("event WHERE name = 'obligation.breached'"), 1);
    deadlines.pass(1 * days);
    EXPECT_EQ(story(sent), "duty:anna readers:berit,lena leader:lena sender: director:dora");
    deadlines.pass(3 * days);
    EXPECT_EQ(story(sent), "duty:anna readers:berit,lena leader:lena sender: director:dora "
                           "oversight:olga oversight:olga");
    const auto anna = product.sign_in("anna");
    const auto opened =
        anna.post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "{}");
    ASSERT_EQ(opened.status, 200) << opened.body;
    const auto before = story(sent);
    deadlines.pass(1 * days);
    EXPECT_EQ(story(sent), before);
    EXPECT_EQ(product.count("escalation_listener WHERE rule = 'open'"), 0);
}

TEST_F(Escalation, ReachesAHumanAtOnceWhereItIsUrgentAndTheTopWithinTwoHours)
{
    const auto sent = send(R"("urgent":true)");
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna");
    deadlines.pass(2 * hours);
    EXPECT_EQ(story(sent, "open_urgent"),
              "duty:anna readers:berit,lena leader:lena director:dora sender: oversight:olga");
}

TEST_F(Escalation, DoesTheSameThingOnceHoweverOftenItIsAskedAndAcrossAStop)
{
    const auto sent = send();
    deadlines.pass(5 * hours);
    const auto before = product.count("event");
    const auto subject = parse_uuid(sent.text("/delivery/id"));
    for (int i = 0; i < 3; ++i) {
        std::promise<bool> done;
        acts::pursue(product.services(), *subject,
                     [&](Result<Nothing> outcome) { done.set_value(bool(outcome)); });
        EXPECT_TRUE(done.get_future().get());
    }
    EXPECT_EQ(product.count("event"), before);
    product.reopen();
    Deadlines after(product);
    after.look();
    EXPECT_EQ(product.count("event"), before);
    product.advance(10 * days);  // Nobody looked for ten days.
    after.look();
    EXPECT_EQ(story(sent), "duty:anna readers:berit,lena leader:lena sender: director:dora "
                           "oversight:olga")
        << "what was missed is caught up with, each step once";
}

TEST_F(Escalation, PassesWhomItCannotReachAtOnceAndRecordsIt)
{
    send_on_leave("anna");
    const auto sent = send();
    EXPECT_EQ(story(sent), "duty: readers:berit,lena") << "nobody else is on duty";
    for (const auto* each : {"berit", "lena"})
        send_on_leave(each);
    const auto second = send();
    EXPECT_EQ(story(second), "duty: readers: leader: sender: director:dora");
    EXPECT_EQ(product.count("escalation WHERE in_vain = 1 AND rule = 'open'"), 5);
}

TEST_F(Escalation, NeverTellsTheSilentPartyAlone)
{
    product.sql("UPDATE person SET disabled_at_us = 1 WHERE login IN ('berit', 'lena')");
    const auto sent = send();
    EXPECT_EQ(story(sent), "duty:anna");
    deadlines.pass(4 * hours);
    EXPECT_EQ(story(sent), "duty:anna readers:anna leader: sender: director:dora")
        << "only Anna could read it, and she is silent";
}

TEST_F(Escalation, TellsWhoTookItAndNotWhoIsOnDuty)
{
    const auto sent = send();
    const auto berit = product.sign_in("berit");
    const auto path = "/api/v1/deliveries/" + sent.text("/delivery/id");
    ASSERT_EQ(berit.post(path + "/open", "{}").status, 200);
    ASSERT_EQ(berit.post(path + "/take", "{}").status, 200);
    deadlines.pass(7 * days);
    EXPECT_EQ(story(sent, "review"), "duty:berit readers:anna,lena leader:lena leader:lena");
}

TEST_F(Escalation, GoesToTheGuardWhereTheUnitIsClosedAndItIsUrgent)
{
    people["gro"] = product.add_caseworker("no.guard.trondelag", "gro");
    product.clock.set(*parse_rfc3339("2026-11-23T20:00:00Z"));
    const auto sent = send(R"("urgent":true)");
    EXPECT_EQ(sent.text("/delivery/unit/id").substr(0, 9), "no.guard.");
    EXPECT_NE(story(sent, "open_urgent").find("gro"), std::string::npos)
        << story(sent, "open_urgent");
}

TEST_F(Escalation, IsListedForTheUnitItsDirectorItsOversightAndWhoeverWasTold)
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
        EXPECT_EQ(seen.each("/items/0/told", "name"), "Name of berit Name of lena");
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

TEST_F(Escalation, IsListedInPages)
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

TEST_F(Escalation, IsHeldByWhoAcknowledgesItByNameAndGoesOnWhenNothingFollows)
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

TEST_F(Escalation, IsAcknowledgedByThoseWhoMaySeeItWhileItLasts)
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

TEST_F(Escalation, GoesOnAtOnceWhenAMessageCannotBeBrought)
{
    mail.broken = {"anna@varde.example", "lena@varde.example", "berit@varde.example"};
    const auto sent = send(R"("urgent":true)");
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna");
    post.make_round();
    deadlines.look();
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna readers:berit,lena");
    post.make_round();
    post.make_round();
    deadlines.look();
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna readers:berit,lena leader:lena director:dora")
        << "Lena's address is known to be dead by now";
    post.make_round();
    EXPECT_EQ(mail.to(), "dora");
}

TEST_F(Escalation, TellsWithoutContentAndCountsWhatWaits)
{
    send(R"("urgent":true)");
    while (post.make_round())
        continue;
    ASSERT_FALSE(mail.sent.empty());
    const auto& text = mail.sent.front().text;
    EXPECT_NE(text.find("1"), std::string::npos) << text;
    EXPECT_EQ(text.find("Kari"), std::string::npos) << text;
    EXPECT_EQ(text.find("concern"), std::string::npos) << text;
}

TEST_F(Escalation, IsQuietAtNightUnlessItIsUrgent)
{
    product.clock.set(*parse_rfc3339("2026-11-23T20:30:00Z"));  // 21:30 in Norway.
    const auto sent = send();
    EXPECT_EQ(story(sent), "duty:anna") << "who has the duty when the unit opens";
    EXPECT_EQ(escalations("anna", "").size("/items"), 1u) << "the screen is never quiet";
    post.make_round();
    EXPECT_EQ(mail.to(), "");
    deadlines.pass(*parse_rfc3339("2026-11-24T06:00:00Z") == product.clock.now()
                       ? 0
                       : 9 * hours + 30 * minutes);
    post.make_round();
    EXPECT_NE(mail.to().find("anna"), std::string::npos) << "at seven in the morning";
    mail.sent.clear();
    people["gro"] = product.add_person({.organisation = "Guard",
                                        .login = "gro",
                                        .name = "Name of gro",
                                        .grants = {{.role = Role::caseworker,
                                                    .unit = {"no.guard.trondelag"},
                                                    .from = product.clock.now()}},
                                        .contacts = {.email = "gro@varde.example"}});
    product.clock.set(*parse_rfc3339("2026-11-24T22:30:00Z"));
    send(R"("urgent":true)");
    while (post.make_round())
        continue;
    EXPECT_NE(mail.to().find("gro"), std::string::npos) << mail.to();
}

TEST_F(Escalation, TellsTheSenderThatNobodyHasOpenedItPastItsLimit)
{
    product.add_person({.organisation = "Example school",
                        .login = "siri",
                        .name = "Name of siri",
                        .grants = {{.role = Role::sender, .from = product.clock.now()}},
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
    EXPECT_EQ(product.sign_in("siri").get("/api/v1/escalations").size("/items"), 1u);
    product.sign_in("anna").post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "{}");
    EXPECT_FALSE(school.get(path).at("/unopened_past_limit").exists());
}

TEST_F(Escalation, ASubjectThatFailsHoldsUpNoOther)
{
    product.sql("INSERT INTO obligation (subject, rule, since_us, due_us, owed_by, assumed, "
                "wake_us) VALUES (x'00112233445566778899aabbccddeeff', 'open', 1, 2, 'unit', '', "
                "1)");
    const auto sent = school.post("/api/v1/reports", report_to("5001"));
    deadlines.make_round();
    EXPECT_EQ(story(sent), "duty:anna");
    deadlines.make_round();
    EXPECT_EQ(product.count("obligation WHERE wake_us = 1"), 1) << "it is tried again later";
}

TEST_F(Escalation, NobodyIsToldWhereTheStoreIsInRecovery)
{
    const auto sent = school.post("/api/v1/reports", report_to("5001"));
    product.store().enter_recovery({store::Recovery::Cause::tree_damaged, "a test"});
    deadlines.make_round();
    EXPECT_EQ(story(sent), "");
}

}  // namespace
}  // namespace varde::test
