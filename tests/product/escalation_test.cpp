// Nobody is forgotten: what is owed is told up the ladder until a human acts (P6).
#include "acts/pursue.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

using domain::Role;

using Escalation = StaffedUnit;

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
              "duty:anna readers:berit,lena leader:lena sender: director:dora oversight:olga");
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
    ASSERT_TRUE(
        product.sql("UPDATE person SET disabled_at_us = 1 WHERE login IN ('berit', 'lena')"));
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
    deadlines.pass(7 * days + 15 * hours);
    EXPECT_EQ(story(sent, "review"), "duty:berit readers:anna,lena leader:lena leader:lena");
}

TEST_F(Escalation, GoesToTheGuardWhereTheUnitIsClosedAndItIsUrgent)
{
    people["gro"] = product.add_caseworker("no.guard.trondheim", "gro");
    product.clock.set(*parse_rfc3339("2026-11-23T20:00:00Z"));
    const auto sent = send(R"("urgent":true)");
    EXPECT_EQ(sent.text("/delivery/unit/id").substr(0, 9), "no.guard.");
    EXPECT_NE(story(sent, "open_urgent").find("gro"), std::string::npos)
        << story(sent, "open_urgent");
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
    EXPECT_EQ(story(sent, "open_urgent"),
              "duty:anna readers:berit,lena leader:lena sender: director:dora")
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
                                                    .unit = {"no.guard.trondheim"},
                                                    .from = product.clock.now()}},
                                        .contacts = {.email = "gro@varde.example"}});
    product.clock.set(*parse_rfc3339("2026-11-24T22:30:00Z"));
    send(R"("urgent":true)");
    while (post.make_round())
        continue;
    EXPECT_NE(mail.to().find("gro"), std::string::npos) << mail.to();
}

TEST_F(Escalation, BeginsWithWhatIsUrgentHoweverMuchElseWaitsLonger)
{
    for (int i = 0; i < 2 * jobs::DeadlineClock::batch_max; ++i)
        school.post("/api/v1/reports", report_to("5001"));
    product.advance(16 * minutes);
    const auto sent = school.post("/api/v1/reports", report_to("5001", R"("urgent":true)"));
    deadlines.make_round();
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna");
    EXPECT_EQ(product.count("escalation"), jobs::DeadlineClock::batch_max);
}

TEST_F(Escalation, ASubjectThatFailsHoldsUpNoOther)
{
    ASSERT_TRUE(product.sql(
        "INSERT INTO obligation (subject, rule, since_us, due_us, owed_by, assumed, "
        "wake_us) VALUES (x'00112233445566778899aabbccddeeff', 'open', 1, 2, 'unit', '', "
        "1)"));
    const auto sent = school.post("/api/v1/reports", report_to("5001", R"("urgent":true)"));
    deadlines.make_round();
    EXPECT_EQ(story(sent, "open_urgent"), "duty:anna");
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
