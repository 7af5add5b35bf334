// Who has the duty of a unit: as planned, as changed, and as it was.
#include "acts/duty.hpp"
#include "support/product.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// Monday 23 November 2026, 10:00 in Norway; Trondheim (no.5001) is open until 15:30.
struct Duty : testing::Test {
    Duty()
    {
        rota.add_leader("no.5001", "lena");
        people["anna"] = product.add_caseworker("no.5001", "anna");
        people["berit"] = product.add_caseworker("no.5001", "berit");
        people["bo"] = product.add_caseworker("no.1103", "bo");
        lena.emplace(product.sign_in("lena"));
        anna.emplace(product.sign_in("anna"));
    }
    Answer shift(const std::string& who, const std::string& from, const std::string& until,
                 const std::string& more = "")
    {
        return lena->post("/api/v1/duty/shifts",
                          entry_json("no.5001", people.at(who), from, until, more));
    }
    Answer leave(const Caller& by, const std::string& who, const std::string& from,
                 const std::string& until)
    {
        return by.post("/api/v1/duty/leave", entry_json("no.5001", people.at(who), from, until,
                                                        R"("override_reason":"For this test")"));
    }
    /// Signed in anew: a session ends while the clock is moved.
    Answer see(const std::string& more = "")
    {
        return product.sign_in("anna").get("/api/v1/duty?unit=no.5001" + more);
    }
    std::string gaps(const std::string& more = "") { return spans(see(more), "/gaps"); }
    std::string names(const std::string& at)
    {
        return see("&at=" + at).each("/now/people", "name");
    }

    Product product;
    RotaKeeper rota{product};
    std::map<std::string, PersonId> people;
    std::optional<Caller> lena, anna;
};

TEST_F(Duty, IsWhoHasTheShiftAndIsShownWithWhatIsOpenAndWhatIsMissing)
{
    ASSERT_EQ(shift("anna", "2026-11-23T08:00+01:00", "2026-11-23T12:00+01:00").status, 201);
    ASSERT_EQ(shift("berit", "2026-11-23T12:00+01:00", "2026-11-23T15:00+01:00").status, 201);
    const auto seen = see("&days=2");
    EXPECT_EQ(seen.text("/unit/name"), "Barnevernstjenesten i Trondheim kommune");
    EXPECT_EQ(seen.text("/now/unit/id"), "no.5001");
    EXPECT_FALSE(seen.flag("/now/out_of_hours"));
    EXPECT_EQ(seen.each("/now/people", "name"), "Name of anna");
    EXPECT_EQ(seen.each("/shifts", "from"), "2026-11-23T07:00:00.000Z 2026-11-23T11:00:00.000Z");
    EXPECT_EQ(seen.text("/shifts/1/person/name"), "Name of berit");
    EXPECT_EQ(spans(seen, "/open"), "23T07:00-23T14:30 24T07:00-24T14:30");
    // What was before the shift was entered stays as it was: nobody was on duty.
    EXPECT_EQ(spans(seen, "/gaps"), "23T07:00-23T09:00 23T14:00-23T14:30 24T07:00-24T14:30");
    product.advance(2 * 3'600);
    EXPECT_EQ(see().each("/now/people", "name"), "Name of berit");
    EXPECT_EQ(product.event_count(domain::EventName::duty_changed), 2u);
}

TEST_F(Duty, IsChangedByTheLeaderAloneAndSeenByTheUnitAndItsOversight)
{
    const auto body =
        entry_json("no.5001", people["anna"], "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00");
    const auto refused = anna->post("/api/v1/duty/shifts", body);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.text("/detail"), "Only the leader of Barnevernstjenesten i Trondheim kommune "
                                       "changes its duty.");
    const auto bo = product.sign_in("bo");
    EXPECT_EQ(bo.post("/api/v1/duty/shifts", body).status, 403);
    EXPECT_EQ(bo.get("/api/v1/duty?unit=no.5001").status, 403);
    EXPECT_EQ(bo.get("/api/v1/duty?unit=no.9999").status, 403);
    EXPECT_EQ(bo.get("/api/v1/duty").status, 403);
    EXPECT_EQ(product.event_count(domain::EventName::duty_changed), 0u);

    const auto made = lena->post("/api/v1/duty/shifts", body);
    ASSERT_EQ(made.status, 201) << made.body;
    const auto address = "/api/v1/duty/shifts/" + made.text("/items/0/id");
    EXPECT_EQ(anna->remove(address).status, 403);
    EXPECT_EQ(bo.remove(address).status, 403);

    rota.add_oversight("no.oversight.50", "trond");
    rota.add_oversight("no.oversight.11", "roger");
    const auto trond = product.sign_in("trond");
    EXPECT_EQ(trond.get("/api/v1/duty?unit=no.5001").status, 200);
    EXPECT_EQ(trond.post("/api/v1/duty/shifts", body).status, 403);
    EXPECT_EQ(trond.remove(address).status, 403);
    EXPECT_EQ(product.sign_in("roger").get("/api/v1/duty?unit=no.5001").status, 403);

    const auto seen = see();
    EXPECT_EQ(seen.text("/acts/0/name"), "plan");
    EXPECT_FALSE(seen.flag("/acts/0/allowed"));
    EXPECT_TRUE(seen.flag("/acts/1/allowed"));
    EXPECT_TRUE(lena->get("/api/v1/duty?unit=no.5001").flag("/acts/0/allowed"));
}

TEST_F(Duty, CannotBeGivenToWhoCanOpenNothingThere)
{
    const auto answer = shift("bo", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(answer.text("/errors/0/pointer"), "/person");
    EXPECT_EQ(product.count("shift"), 0);
}

TEST_F(Duty, IsRefusedForTimesThatCannotBe)
{
    const auto fault = [&](const std::string& from, const std::string& until) {
        const auto answer = shift("anna", from, until);
        EXPECT_EQ(answer.status, 422) << answer.body;
        return answer.text("/errors/0/pointer") + " " + answer.text("/errors/0/detail");
    };
    EXPECT_EQ(fault("2026-11-24T12:00Z", "2026-11-24T12:00Z"), "/until must be after from");
    EXPECT_EQ(fault("2026-11-24T12:00Z", "2026-12-26T12:00Z"),
              "/until must be at most 31 days after from");
    EXPECT_EQ(fault("2026-11-22T12:00Z", "2026-11-23T09:00Z"),
              "/until is over already: who was on duty then stays as it was");
    EXPECT_EQ(fault("soon", "2026-11-24T12:00Z"),
              "/from must be a time such as 2026-11-22T09:30:00Z");
    const auto bare = lena->post("/api/v1/duty/shifts", R"({"unit":"no.5001"})");
    EXPECT_EQ(bare.each("/errors", "pointer"), "/person /from /until");
    EXPECT_EQ(product.count("shift"), 0);
}

TEST_F(Duty, IsNotGivenTwiceToOnePersonAndTheRefusalNamesTheShift)
{
    ASSERT_EQ(shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00").status, 201);
    const auto answer = shift("anna", "2026-11-24T11:00+01:00", "2026-11-24T15:00+01:00");
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.problem(), "overlap");
    EXPECT_EQ(answer.text("/detail"),
              "Name of anna has a shift from Tuesday 24 November 2026 at 08:00 until Tuesday 24 "
              "November 2026 at 12:00. Cancel that first; nothing was stored.");
    EXPECT_EQ(shift("anna", "2026-11-24T12:00+01:00", "2026-11-24T15:00+01:00").status, 201);
    EXPECT_EQ(shift("berit", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00").status, 201);
}

TEST_F(Duty, PassesToWhoReplacesAndBack)
{
    shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T15:30+01:00");
    ASSERT_EQ(
        shift("berit", "2026-11-24T10:00+01:00", "2026-11-24T11:00+01:00", R"("replaces":true)")
            .status,
        201);
    EXPECT_EQ(names("2026-11-24T09:59:59%2B01:00"), "Name of anna");
    EXPECT_EQ(names("2026-11-24T10:00:00%2B01:00"), "Name of berit");
    EXPECT_EQ(names("2026-11-24T11:00:00%2B01:00"), "Name of anna");
    EXPECT_EQ(gaps("&from=2026-11-24&days=1"), "");
}

TEST_F(Duty, IsMissingWhereSomebodyIsOnLeave)
{
    shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T15:30+01:00");
    EXPECT_EQ(gaps("&from=2026-11-24&days=1"), "");
    // People enter their own; the leader everybody's; nobody somebody else's.
    const auto own = leave(*anna, "anna", "2026-11-24T10:00+01:00", "2026-11-24T11:00+01:00");
    ASSERT_EQ(own.status, 201) << own.body;
    EXPECT_EQ(own.text("/person/name"), "Name of anna");
    EXPECT_EQ(leave(*anna, "berit", "2026-11-24T10:00+01:00", "2026-11-24T11:00+01:00").status,
              403);
    EXPECT_EQ(leave(*lena, "berit", "2026-11-24T10:00+01:00", "2026-11-24T11:00+01:00").status,
              201);
    EXPECT_EQ(leave(*lena, "anna", "2026-11-24T10:30+01:00", "2026-11-24T12:00+01:00").problem(),
              "overlap");
    EXPECT_EQ(gaps("&from=2026-11-24&days=1"), "24T09:00-24T10:00");
    EXPECT_EQ(see("&from=2026-11-24&days=1").size("/leave"), 2u);
    EXPECT_EQ(names("2026-11-24T10:30:00%2B01:00"), "");

    const auto address = "/api/v1/duty/leave/" + own.text("/id");
    EXPECT_EQ(product.sign_in("berit").remove(address).status, 403);
    EXPECT_EQ(anna->remove(address).status, 204);
    EXPECT_EQ(anna->remove(address).status, 204);
    EXPECT_EQ(gaps("&from=2026-11-24&days=1"), "");
    EXPECT_EQ(product.event_count(domain::EventName::duty_changed), 4u);
}

TEST_F(Duty, OfOneselfIsLeaveWithoutSayingWho)
{
    const auto answer = anna->post(
        "/api/v1/duty/leave",
        R"({"unit":"no.5001","from":"2026-11-24T08:00:00Z","until":"2026-11-25T08:00:00Z"})");
    ASSERT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.text("/person/id"), to_string(people["anna"]));
}

TEST_F(Duty, RepeatsInLocalTimeAcrossTheChangeOfTime)
{
    product.clock.set(*parse_rfc3339("2027-03-15T08:00:00Z"));
    const auto leader = product.sign_in("lena");
    const auto made = leader.post("/api/v1/duty/shifts",
                                  entry_json("no.5001", people["anna"], "2027-03-22T08:00+01:00",
                                             "2027-03-22T15:30+01:00", R"("repeat_weeks":3)"));
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made.each("/items", "from"), "2027-03-22T07:00:00.000Z 2027-03-29T06:00:00.000Z "
                                           "2027-04-05T06:00:00.000Z");
    EXPECT_EQ(made.each("/items", "until"), "2027-03-22T14:30:00.000Z 2027-03-29T13:30:00.000Z "
                                            "2027-04-05T13:30:00.000Z");
    // The 29th is Easter Monday: nobody is missed.
    const auto seen = leader.get("/api/v1/duty?unit=no.5001&from=2027-03-26&days=7");
    EXPECT_EQ(spans(seen, "/gaps"), "30T06:00-30T13:30 31T06:00-31T13:30 01T06:00-01T13:30");
}

TEST_F(Duty, IsEnteredForAllWeeksOrForNone)
{
    shift("anna", "2026-12-08T10:00+01:00", "2026-12-08T11:00+01:00");
    const auto answer =
        shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00", R"("repeat_weeks":4)");
    EXPECT_EQ(answer.status, 409);
    EXPECT_NE(answer.text("/detail").find("8 December 2026 at 10:00"), std::string::npos);
    EXPECT_EQ(product.count("shift"), 1);
    EXPECT_EQ(
        shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00", R"("repeat_weeks":54)")
            .status,
        422);
}

TEST_F(Duty, GoesToTheGuardOutOfHoursAndFurtherBackWhereThatHasNobody)
{
    shift("anna", "2026-11-23T08:00+01:00", "2026-11-24T08:00+01:00");
    product.clock.set(*parse_rfc3339("2026-11-23T14:30:00Z"));  // 15:30: it closes.
    auto seen = see();
    EXPECT_TRUE(seen.flag("/now/out_of_hours"));
    EXPECT_EQ(seen.text("/now/unit/id"), "no.guard.trondheim");
    EXPECT_EQ(seen.size("/now/people"), 0u);

    people["nina"] = product.add_caseworker("no.sorting", "nina");
    rota.enter("no.sorting", people["nina"], "2026-11-23T00:00Z", "2026-11-30T00:00Z");
    seen = see();
    EXPECT_EQ(seen.text("/now/unit/id"), "no.sorting");
    EXPECT_EQ(seen.each("/now/people", "name"), "Name of nina");

    people["vera"] = product.add_caseworker("no.guard.trondheim", "vera");
    rota.enter("no.guard.trondheim", people["vera"], "2026-11-23T15:30+01:00",
               "2026-11-24T08:00+01:00");
    seen = see();
    EXPECT_EQ(seen.text("/now/unit/name"), "Barnevernvakten i Trondheim");
    EXPECT_EQ(seen.each("/now/people", "name"), "Name of vera");
    product.clock.set(*parse_rfc3339("2026-11-24T07:00:00Z"));  // 08:00: it opens.
    seen = product.sign_in("anna").get("/api/v1/duty?unit=no.5001");
    EXPECT_EQ(seen.text("/now/unit/id"), "no.5001");
    EXPECT_EQ(seen.size("/now/people"), 0u) << "its own people are nearer than the guard";
}

TEST_F(Duty, StaysWhatItWasWhateverIsCancelledLater)
{
    const auto first =
        shift("anna", "2026-11-23T08:00+01:00", "2026-11-23T15:30+01:00").text("/items/0/id");
    const auto later =
        shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T15:30+01:00").text("/items/0/id");
    product.advance(3'600);
    EXPECT_EQ(lena->remove("/api/v1/duty/shifts/" + first).status, 204);
    EXPECT_EQ(lena->remove("/api/v1/duty/shifts/" + later).status, 204);
    EXPECT_EQ(lena->remove("/api/v1/duty/shifts/" + later).status, 204);
    shift("berit", "2026-11-23T08:00+01:00", "2026-11-23T15:30+01:00");
    EXPECT_EQ(names("2026-11-23T09:59:59%2B01:00"), "") << "before it was entered";
    EXPECT_EQ(names("2026-11-23T10:59:59%2B01:00"), "Name of anna");
    EXPECT_EQ(names("2026-11-23T11:00:00%2B01:00"), "Name of berit");
    const auto seen = see("&days=2");
    EXPECT_EQ(seen.size("/shifts"), 2u);
    EXPECT_EQ(seen.text("/shifts/0/until"), "2026-11-23T10:00:00.000Z");

    product.clock.set(*parse_rfc3339("2026-11-25T09:00:00Z"));
    const auto leader = product.sign_in("lena");
    const auto over = seen.text("/shifts/1/id");
    EXPECT_EQ(leader.remove("/api/v1/duty/shifts/" + over).status, 409);
    EXPECT_EQ(leader.remove("/api/v1/duty/shifts/" + to_string(people["anna"])).status, 404);
    EXPECT_EQ(leader.remove("/api/v1/duty/shifts/x").status, 404);
}

TEST_F(Duty, EndsWithTheAccessOfWhoHasIt)
{
    const auto carl =
        product.add_person({.organisation = "Trondheim",
                            .login = "carl",
                            .name = "Carl",
                            .grants = {{.role = domain::Role::caseworker,
                                        .unit = {"no.5001"},
                                        .from = product.clock.now(),
                                        .until = *parse_rfc3339("2026-11-24T11:00:00Z")}}});
    people["carl"] = carl;
    ASSERT_EQ(shift("carl", "2026-11-24T08:00+01:00", "2026-11-24T15:30+01:00").status, 201);
    EXPECT_EQ(gaps("&from=2026-11-24&days=1"), "24T11:00-24T14:30");
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = " +
                            std::to_string(product.clock.now().unix_us) + " WHERE login = 'carl'"));
    EXPECT_EQ(gaps("&from=2026-11-24&days=1"), "24T07:00-24T14:30");
}

TEST_F(Duty, IsEnteredOnceHoweverOftenTheRequestIsSent)
{
    const auto body = entry_json("no.5001", people["anna"], "2026-11-24T08:00+01:00",
                                 "2026-11-24T12:00+01:00", R"("repeat_weeks":2)");
    const auto once = lena->post("/api/v1/duty/shifts", body, key("k"));
    const auto twice = lena->post("/api/v1/duty/shifts", body, key("k"));
    EXPECT_EQ(once.status, 201);
    EXPECT_EQ(twice.status, 201);
    EXPECT_EQ(twice.body, once.body);
    EXPECT_EQ(product.count("shift"), 2);
    const auto other =
        entry_json("no.5001", people["anna"], "2026-11-25T08:00+01:00", "2026-11-25T12:00+01:00");
    EXPECT_EQ(lena->post("/api/v1/duty/shifts", other, key("k")).problem(),
              "idempotency-key-reused");
}

TEST_F(Duty, IsAskedForInWaysThatCanBeAnswered)
{
    for (const auto* query : {"&days=0", "&days=43", "&days=x", "&from=yesterday", "&at=noon"})
        EXPECT_EQ(see(query).status, 422) << query;
    EXPECT_EQ(spans(see("&from=2026-11-27&days=4"), "/open"),
              "27T07:00-27T14:30 30T07:00-30T14:30");
    EXPECT_EQ(spans(see("&from=2026-11-27T12:00:00Z&days=1"), "/open"), "27T12:00-27T14:30");
}

TEST_F(Duty, IsAFoldOverItsEventsAndNothingElse)
{
    const auto shifts = shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00",
                              R"("repeat_weeks":2,"replaces":true)");
    lena->remove("/api/v1/duty/shifts/" + shifts.text("/items/1/id"));
    for (const auto* member : {"/items/0/id", "/items/1/id"}) {
        const auto id = shifts.text(member);
        const auto events = product.events(id);
        ASSERT_FALSE(events.empty());
        auto folded = domain::entry_of(events.front());
        if (events.size() > 1)
            folded.cancelled_at = events.back().at;
        const auto row = product.store().read(
            [&](store::Reading& reading) { return reading.shift({*parse_uuid(id)}); });
        ASSERT_TRUE(row && row.value());
        EXPECT_EQ(row.value()->entry, folded);
    }
}

TEST_F(Duty, IsNeverEditedInTheDatabaseEither)
{
    shift("anna", "2026-11-24T08:00+01:00", "2026-11-24T12:00+01:00");
    leave(*anna, "anna", "2026-11-25T08:00+01:00", "2026-11-26T12:00+01:00");
    for (const std::string table : {"shift", "leave_of_absence"})
        for (const std::string change :
             {"UPDATE " + table + " SET until_us = until_us + 1",
              "UPDATE " + table + " SET from_us = 1, cancelled_at_us = 1",
              "DELETE FROM " + table}) {
            const auto done = product.sql(change);
            ASSERT_FALSE(done) << change;
            EXPECT_EQ(done.error().code, ErrorCode::conflict) << change;
        }
    ASSERT_TRUE(product.sql("UPDATE shift SET cancelled_at_us = 1"));
    EXPECT_FALSE(product.sql("UPDATE shift SET cancelled_at_us = 2"));
}

}  // namespace
}  // namespace varde::test
