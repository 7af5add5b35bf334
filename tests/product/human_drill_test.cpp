// Human drills: unannounced, a report like any other until a person opens it.
#include "acts/drill_records.hpp"
#include "store/facts.hpp"
#include "support/drills.hpp"
#include "support/staffed_unit.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct HumanDrill : StaffedUnit {
    /// When the month's drill of the unit begins.
    Timestamp drawn(const std::string& unit = "no.5001")
    {
        const auto at = acts::human_drill_at(product.services(), {unit}, product.clock.now());
        CHECK(at);
        return *at;
    }
    /// The first month whose instant lies ahead, so that the round at it begins the drill.
    void go_to_drill()
    {
        while (drawn() <= product.clock.now())
            product.advance(days);
        product.clock.set(drawn());
        hold_drills(product);
        ASSERT_EQ(product.count("drill WHERE ended_us IS NULL"), 1);
    }
    std::string delivery()
    {
        return product.sign_in("anna")
            .get("/api/v1/inbox?unit=no.5001")
            .text("/items/0/delivery_id");
    }
    Answer open(const std::string& id, const std::string& who = "anna")
    {
        return product.sign_in(who).post("/api/v1/deliveries/" + id + "/open", "{}");
    }
    Answer list(const std::string& who = "lena")
    {
        return product.sign_in(who).get("/api/v1/drills?unit=no.5001&limit=1");
    }
    Answer start(const std::string& who, Headers headers = {},
                 const std::string& kind = "concern.child")
    {
        return product.sign_in(who).post(
            "/api/v1/drills", R"({"unit":"no.5001","kind":")" + kind + "\"}", std::move(headers));
    }
};

TEST_F(HumanDrill, ComesOnceAMonthAtAnInstantDrawnWithinTheUnitsHours)
{
    std::set<std::int64_t> hours_of_day;
    for (int month = 0; month < 4; ++month) {
        go_to_drill();
        const auto& unit = *product.pack->directory.find({"no.5001"});
        EXPECT_TRUE(product.pack->calendar.is_open(unit.hours, product.clock.now()));
        hours_of_day.insert(product.pack->calendar.local(product.clock.now()).minute_of_day);
        EXPECT_EQ(open(delivery()).status, 200);
        hold_drills(product);
        EXPECT_EQ(product.count("drill WHERE name = 'human'"), month + 1);
        product.clock.set(drawn().plus_seconds(hours));
    }
    EXPECT_EQ(hours_of_day.size(), 4u);
    EXPECT_EQ(product.count("drill_standing WHERE name = 'human'"), 3) << "each kind has its turn";
}

TEST_F(HumanDrill, LooksLikeAReportUntilItIsOpenedAndThenSaysWhatItWas)
{
    go_to_drill();
    const auto id = delivery();
    const auto before = product.sign_in("anna").get("/api/v1/deliveries/" + id);
    EXPECT_EQ(before.text("/state"), "unopened");
    EXPECT_FALSE(before.text("/sender/name").empty());
    EXPECT_FALSE(before.at("/drill").exists());
    EXPECT_EQ(before.size("/warnings"), 0u);
    EXPECT_EQ(list().body.find("human"), std::string::npos) << "nobody learns of one under way";
    product.advance(30 * minutes);
    const auto opened = open(id);
    EXPECT_EQ(opened.status, 200) << opened.body;
    EXPECT_TRUE(opened.flag("/drill"));
    EXPECT_EQ(opened.text("/state"), "closed");
    EXPECT_NE(opened.text("/content/concern").find("ØVELSE"), std::string::npos) << opened.body;
    for (std::size_t i = 0; i < opened.size("/acts"); ++i) {
        const auto act = "/acts/" + std::to_string(i);
        EXPECT_EQ(opened.flag(act + "/allowed"), opened.text(act + "/name") == "open");
    }
    const auto answer = product.sign_in("anna").post("/api/v1/deliveries/" + id + "/answer",
                                                     R"({"message":"Thank you"})");
    EXPECT_EQ(answer.status, 409) << answer.body;
    const auto drills = list();
    EXPECT_EQ(drills.text("/items/0/outcome"), "passed") << drills.body;
    EXPECT_EQ(drills.text("/items/0/name"), "human");
    EXPECT_EQ(drills.text("/items/0/opened_by/name"), "Name of anna");
    deadlines.pass(30 * days);
    EXPECT_EQ(product.count("escalation WHERE newest = 1"), 0);
    EXPECT_TRUE(product.sign_in("anna").get("/api/v1/deliveries/" + id).flag("/drill"));
}

TEST_F(HumanDrill, CountsInNoNoticeOfABreachOnceItHasEnded)
{
    go_to_drill();
    const auto count = [&](const std::string& query) {
        return product.sign_in("olga").get("/api/v1/scope" + query);
    };
    EXPECT_EQ(count("/notice").number("/data_subjects/records"), 1) << "it is a report to all";
    open(delivery());
    hold_drills(product);
    EXPECT_EQ(count("/notice").number("/data_subjects/records"), 0);
    EXPECT_EQ(count("").number("/total"), 2) << "a machine's drill and this one";
    EXPECT_EQ(count("?people=true").size("/items"), 0u) << "nobody's names";
    EXPECT_EQ(count("?people=true&present=drill").size("/items"), 2u);
    const auto resend = product.sign_in("lena").post("/api/v1/scope/resend", R"({"reason":"r"})");
    EXPECT_EQ(resend.number("/asked"), 0) << "nobody needs it again: " << resend.body;
    EXPECT_EQ(count("?absent=drill").number("/total"), 0);
    EXPECT_EQ(count("?present=drill").number("/total"), 2);
}

TEST_F(HumanDrill, IsLateWhenItIsOpenedAfterItWasDue)
{
    go_to_drill();
    const auto id = delivery();
    deadlines.pass(4 * days);
    open(id);
    EXPECT_EQ(list().text("/items/0/outcome"), "late");
}

TEST_F(HumanDrill, ClimbsTheLadderAndFailsAfterAWeek)
{
    go_to_drill();
    deadlines.pass(7 * days - 1);
    EXPECT_GT(product.count("escalation WHERE listener = 'duty'"), 0);
    EXPECT_GT(product.count("escalation WHERE listener = 'oversight'"), 0);
    hold_drills(product);
    EXPECT_EQ(product.count("drill WHERE name = 'human' AND ended_us IS NOT NULL"), 0);
    deadlines.pass(1);
    hold_drills(product);
    EXPECT_EQ(product.count("drill WHERE outcome = 'failed' AND step = 'opened'"), 1);
    EXPECT_EQ(product.count("problem WHERE name = 'drill_failed' AND closed_at_us IS NULL"), 1);
    EXPECT_EQ(product.count("escalation WHERE newest = 1 AND subject IN (SELECT id FROM delivery)"),
              0);
    EXPECT_EQ(product.sign_in("anna").get("/api/v1/inbox?unit=no.5001").size("/items"), 0u);
}

TEST_F(HumanDrill, EndsEverywhereWhenItWasForwardedUnopened)
{
    go_to_drill();
    product.add_caseworker("no.4601.02", "bergljot");
    const auto forwarded =
        product.sign_in("anna").post("/api/v1/deliveries/" + delivery() + "/forward",
                                     R"({"unit":"no.4601.02","reason":"Theirs"})");
    ASSERT_EQ(forwarded.status, 200) << forwarded.body;
    const auto inbox = product.sign_in("bergljot").get("/api/v1/inbox?unit=no.4601.02");
    EXPECT_TRUE(open(inbox.text("/items/0/delivery_id"), "bergljot").flag("/drill"));
    EXPECT_EQ(product.count("delivery WHERE standing IN ('owned', 'offered')"), 0);
    EXPECT_EQ(product.count("obligation WHERE met_at_us IS NULL AND cancelled_at_us IS NULL"), 0);
    EXPECT_EQ(product.count("drill_standing WHERE unit = 'no.5001' AND name = 'human'"), 1);
}

TEST_F(HumanDrill, IsStartedByTheLeaderAndNobodyElseOnceADay)
{
    EXPECT_EQ(start("anna").status, 403);
    const auto started = start("lena", key("once"));
    EXPECT_EQ(started.status, 202) << started.body;
    EXPECT_EQ(started.text("/unit/id"), "no.5001");
    EXPECT_EQ(product.count("drill"), 1);
    EXPECT_EQ(start("dora").problem(), "drill-started-already");
    EXPECT_EQ(start("dora", {}, "concern.police").status, 202);
    EXPECT_EQ(product.count("drill"), 2);
    product.advance(days);
    EXPECT_EQ(start("lena").status, 202);
    EXPECT_EQ(start("lena", {}, "no.such").status, 422);
    EXPECT_TRUE(open(delivery()).flag("/drill"));
}

TEST_F(HumanDrill, IsStartedOnceForARepeatedRequest)
{
    EXPECT_EQ(start("lena", key("once")).status, 202);
    EXPECT_EQ(start("lena", key("once")).status, 202);
    EXPECT_EQ(product.count("drill"), 1);
}

TEST_F(HumanDrill, CannotBeClaimedBySenders)
{
    EXPECT_EQ(school.post("/api/v1/reports", report_to("5001", R"("drill":"x")")).status, 422);
    const auto sent = school.post("/api/v1/reports",
                                  R"({"kind":"concern.child","unit":"no.5001","content":{"drill":)"
                                  R"("x","concern":"Test-Ola is cold."}})");
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto opened = open(sent.text("/delivery/id"));
    EXPECT_FALSE(opened.at("/drill").exists());
    EXPECT_EQ(opened.text("/state"), "opened");
}

TEST_F(HumanDrill, AreListedPageByPageForWhoeverWatchesTheUnit)
{
    for (int i = 0; i < 3; ++i) {
        start("lena");
        open(delivery());
        product.advance(days);
    }
    const auto first = list("olga");
    EXPECT_EQ(first.size("/items"), 1u) << first.body;
    const auto second = product.sign_in("dora").get("/api/v1/drills?unit=no.5001&limit=5&after=" +
                                                    first.text("/next"));
    EXPECT_EQ(second.size("/items"), 2u);
    EXPECT_FALSE(second.at("/next").exists());
    product.add_caseworker("no.4601.02", "bergljot");
    EXPECT_EQ(list("bergljot").status, 403);
}

/// What a report shows in the clear, but for the ids, place in the ledger and pseudonym that each
/// has of its own.
struct Clear {
    store::Report report;
    domain::Delivery delivery;
    domain::Event accepted;
    std::vector<domain::Obligation> obligations;
    std::string entry;
};

Clear clear_of(Product& product, const std::string& delivery_id)
{
    auto read = product.store().read([&](store::Reading& reading) -> Result<Clear> {
        Clear clear;
        clear.delivery = *TRY(reading.delivery({*parse_uuid(delivery_id)}));
        clear.report = *TRY(reading.report(clear.delivery.report));
        const auto events = TRY(reading.events_of(clear.report.id));
        CHECK(events.size() == 1);
        clear.accepted = events[0].event;
        clear.obligations = TRY(reading.obligations_of(clear.delivery.id.uuid));
        clear.entry = events[0].entry();
        return clear;
    });
    CHECK(read);
    return std::move(read).value();
}

/// `report 0190…` becomes `report`; what stands behind a name is compared by length alone.
std::string shape(const std::string& entry)
{
    std::string text;
    for (std::size_t at = 0; at < entry.size();) {
        const auto end = std::min(entry.find('\n', at), entry.size());
        const auto line = entry.substr(at, end - at);
        text += line.substr(0, line.find(' ')) + " " + std::to_string(line.size()) + "\n";
        at = end + 1;
    }
    return text;
}

TEST_F(HumanDrill, IsInTheClearNothingButAReportBeforeItHasEnded)
{
    ASSERT_EQ(start("lena").status, 202);
    const auto drill_id = delivery();
    const auto sent = school.post("/api/v1/reports", report_to_unit("no.5001"), key("a"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    auto drill = clear_of(product, drill_id), real = clear_of(product, sent.text("/delivery/id"));

    EXPECT_EQ(shape(drill.entry), shape(real.entry));
    EXPECT_EQ(drill.obligations, real.obligations);
    EXPECT_EQ(drill.accepted.by.role, real.accepted.by.role);
    EXPECT_FALSE(drill.report.sender.is_nil());
    EXPECT_NE(drill.accepted.channel, real.accepted.channel);
    drill.delivery.id = real.delivery.id;
    drill.delivery.report = real.delivery.report;
    drill.delivery.channel = real.delivery.channel;
    EXPECT_EQ(drill.delivery, real.delivery);
    drill.accepted.facts.sender = real.accepted.facts.sender;
    EXPECT_EQ(store::to_json(drill.accepted.facts), store::to_json(real.accepted.facts));

    EXPECT_EQ(
        product.count("drill WHERE unit IS NOT NULL OR kind IS NOT NULL OR name IS NOT NULL OR "
                      "began_us IS NOT NULL"),
        0);
    EXPECT_EQ(product.count("drill_standing"), 0);
    EXPECT_EQ(product.count("drill WHERE id IN (SELECT id FROM report) OR report_mac IN (SELECT "
                            "id FROM report)"),
              0);
}

TEST_F(HumanDrill, HasNothingInCommonWithAnEarlierOne)
{
    std::set<domain::Channel> channels;
    std::set<OrganisationId> senders;
    for (int i = 0; i < 3; ++i) {
        ASSERT_EQ(start("lena").status, 202);
        const auto clear = clear_of(product, delivery());
        channels.insert(clear.accepted.channel);
        senders.insert(clear.report.sender);
        open(delivery());
        product.advance(days);
    }
    EXPECT_EQ(channels.size(), 3u);
    EXPECT_EQ(senders.size(), 3u);
}

/// Trondheim works, and has not gone live; its guard has.
struct DrillBeforeGoingLive : testing::Test {
    DrillBeforeGoingLive()
    {
        product.add_caseworker("no.guard.trondheim", "vera");
        product.goes_live = false;
        add("lena", domain::Role::unit_leader);
        add("dora", domain::Role::director);
    }
    void add(const std::string& login, domain::Role role)
    {
        product.add_person(
            {.organisation = "Organisation of no.5001",
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = role, .unit = {"no.5001"}, .from = product.clock.now()}}});
    }
    Answer start(const std::string& who)
    {
        return product.sign_in(who).post("/api/v1/drills",
                                         R"({"unit":"no.5001","kind":"concern.child"})");
    }
    Product product;
};

TEST_F(DrillBeforeGoingLive, ReachesTheUnitItselfWhereReportsDoNotYet)
{
    const auto sent =
        product.add_sender("Example school").post("/api/v1/reports", report_to("5001"));
    ASSERT_EQ(sent.text("/delivery/unit/id"), "no.guard.trondheim") << sent.body;
    const auto started = start("lena");
    ASSERT_EQ(started.status, 202) << started.body;
    const auto lena = product.sign_in("lena");
    const auto inbox = lena.get("/api/v1/inbox?unit=no.5001");
    ASSERT_EQ(inbox.size("/items"), 1u) << inbox.body;
    const auto opened =
        lena.post("/api/v1/deliveries/" + inbox.text("/items/0/delivery_id") + "/open", "{}");
    EXPECT_TRUE(opened.flag("/drill"));
    const auto coverage = lena.get("/api/v1/coverage?unit=no.5001").body;
    EXPECT_NE(coverage.find("\"human\":{"), std::string::npos) << coverage;
    product.clock.set(*parse_rfc3339("2026-11-23T22:59:59Z"));
    hold_drills(product);
    EXPECT_EQ(product.count("drill WHERE unit = 'no.5001' AND name = 'machine'"), 0)
        << "by itself none is held where no report comes";
}

TEST_F(DrillBeforeGoingLive, ThatCannotReachTheUnitFailsAtOnce)
{
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login = 'lena'"));
    product.reopen();
    EXPECT_EQ(start("dora").problem(), "drill-failed");
    EXPECT_EQ(product.count("drill WHERE outcome = 'failed' AND step = 'routed'"), 1);
    EXPECT_EQ(product.count("delivery WHERE standing IN ('owned', 'offered')"), 0);
}

}  // namespace
}  // namespace varde::test
