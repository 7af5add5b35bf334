// P9: nobody outside the policy; every no has its reason and leaves a trace; every reading too.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::EventName;

struct Access : testing::Test {
    Access()
    {
        product.add_caseworker("no.5001", "anna");
        product.add_caseworker("no.1103", "bo");
    }
    /// A delivery in no.5001; gives its address.
    std::string deliver(const std::string& kind = "concern.child")
    {
        sent = std::make_unique<Answer>(
            school.post("/api/v1/reports", report_to("5001", "", kind), key(kind)));
        EXPECT_EQ(sent->status, 201) << sent->body;
        return "/api/v1/deliveries/" + sent->text("/delivery/id");
    }
    domain::Event last_event() { return product.events(sent->text("/id")).back(); }

    Product product;
    Caller school = product.add_sender("Example school");
    std::unique_ptr<Answer> sent;
};

TEST_F(Access, IsRefusedToAnotherUnitWithAReasonAndATrace)
{
    const auto delivery = deliver();
    const auto bo = product.sign_in("bo");
    const std::vector<std::pair<std::string, std::string>> acts{
        {"open", "{}"},
        {"take", "{}"},
        {"file", R"({"reference":"r"})"},
        {"assess", R"({"outcome":"investigate"})"},
        {"answer", R"({"message":"m"})"},
        {"close", R"({"reason":"handled"})"},
        {"forward", R"({"unit":"no.1103","reason":"r"})"},
        {"return", R"({"reason":"r"})"},
        {"assign", R"({"person":"00000000-0000-7000-8000-000000000000"})"}};
    std::size_t refused = 0;
    for (const auto& [act, body] : acts) {
        const auto answer = bo.post(delivery + "/" + act, body);
        EXPECT_EQ(answer.status, 403) << act << answer.body;
        EXPECT_NE(answer.text("/detail").find("your access is in another unit"), std::string::npos)
            << act;
        EXPECT_EQ(answer.body.find("Kari"), std::string::npos) << act;
        EXPECT_EQ(product.event_count(EventName::access_refused), ++refused) << act;
    }
    EXPECT_EQ(bo.get(delivery).status, 403);
    EXPECT_EQ(bo.get(delivery + "/attachments/1").status, 403);
    EXPECT_EQ(product.event_count(EventName::access_refused), refused + 2);
    const auto trace = last_event();
    EXPECT_EQ(trace.name, EventName::access_refused);
    EXPECT_EQ(trace.by.unit.text, "no.1103");
    EXPECT_FALSE(trace.by.person.is_nil());
    EXPECT_EQ(trace.unit.text, "no.5001");
    EXPECT_EQ(trace.facts.action, "open");
}

TEST_F(Access, ShowsTheUnitWhoWasRefused)
{
    const auto delivery = deliver();
    product.sign_in("bo").post(delivery + "/open", "");
    const auto seen = product.sign_in("anna").get(delivery);
    EXPECT_EQ(seen.each("/milestones", "name"), "accepted refused") << seen.body;
    EXPECT_EQ(seen.text("/milestones/1/by/name"), "Name of bo");
}

TEST_F(Access, EndsAtOnceWhenItIsTakenAway)
{
    const auto delivery = deliver();
    const auto anna = product.sign_in("anna");
    ASSERT_EQ(anna.post(delivery + "/open", "").status, 200);
    ASSERT_TRUE(product.sql("UPDATE access_grant SET until_us = " +
                            std::to_string(product.clock.now().unix_us)));
    const auto refused = anna.get(delivery);
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.text("/detail").find("not in force now"), std::string::npos);
    EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001").status, 403);
}

TEST_F(Access, EndsAtTheHourItWasGivenUntil)
{
    const auto until = product.clock.now().plus_seconds(600);
    product.add_person({.organisation = "Trondheim",
                        .login = "temp",
                        .name = "Temp",
                        .grants = {{.role = domain::Role::caseworker,
                                    .unit = {"no.5001"},
                                    .from = product.clock.now(),
                                    .until = until}}});
    const auto delivery = deliver();
    const auto temp = product.sign_in("temp");
    EXPECT_EQ(temp.get(delivery).status, 200);
    product.advance(600);
    EXPECT_EQ(temp.get(delivery).status, 403);
}

TEST_F(Access, CoversOnlyTheKindsThatItNames)
{
    product.add_caseworker("no.5001", "paul", {{"concern.police"}});
    const auto delivery = deliver();
    const auto paul = product.sign_in("paul");
    const auto refused = paul.post(delivery + "/open", "");
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.text("/detail").find("does not include concern.child"), std::string::npos);
}

TEST_F(Access, OfSendersEndsAtTheirOrganisation)
{
    deliver();
    const auto clinic = product.add_sender("Example clinic");
    const auto report = "/api/v1/reports/" + sent->text("/id");
    for (const auto& answer : {clinic.get(report), clinic.get(report + "/receipts"),
                               clinic.post(report + "/withdraw", "{}")}) {
        EXPECT_EQ(answer.status, 403);
        EXPECT_EQ(answer.body.find("no.5001"), std::string::npos);
    }
    EXPECT_EQ(clinic.get("/api/v1/reports").size("/items"), 0u);
    EXPECT_EQ(school.get(report).status, 200);
    EXPECT_EQ(school.get("/api/v1/reports").size("/items"), 1u);
}

TEST_F(Access, ToThePoliceKindIsThePolices)
{
    const auto refused =
        school.post("/api/v1/reports", report_to("5001", "", "concern.police"), key("p"));
    EXPECT_EQ(refused.status, 403);
    EXPECT_NE(refused.text("/detail").find("not registered as police"), std::string::npos);
    EXPECT_EQ(product.count("report"), 0);
    const auto police = product.add_sender("Example police", domain::Sector::police);
    EXPECT_EQ(
        police.post("/api/v1/reports", report_to("5001", "", "concern.police"), key("p")).status,
        201);
}

TEST_F(Access, ToProfessionalKindsNeedsAKey)
{
    const auto nobody = product.anyone();
    EXPECT_EQ(nobody.post("/api/v1/public/reports", report_to("5001")).status, 403);
    EXPECT_EQ(nobody.post("/api/v1/reports", report_to("5001")).status, 401);
    Caller stranger(product);
    stranger.headers["authorization"] = "Bearer varde_0000";
    EXPECT_EQ(stranger.post("/api/v1/reports", report_to("5001")).status, 401);
    stranger.headers["authorization"] = "Basic YTpi";
    EXPECT_EQ(stranger.post("/api/v1/reports", report_to("5001")).status, 401);
    EXPECT_EQ(product.count("report"), 0);
}

TEST_F(Access, OfARevokedKeyEndsAtOnce)
{
    ASSERT_EQ(school.post("/api/v1/reports", report_to("5001")).status, 201);  // Known by now.
    const auto text = school.headers["authorization"].substr(std::string_view("Bearer ").size());
    std::promise<bool> revoked;
    acts::revoke_key(product.services(), text,
                     [&](Result<Nothing> done) { revoked.set_value(bool(done)); });
    ASSERT_TRUE(revoked.get_future().get());
    EXPECT_EQ(school.post("/api/v1/reports", report_to("5001")).status, 401);
    EXPECT_EQ(product.count("report"), 1);
}

TEST_F(Access, ToContentIsForPeopleAndNoSystem)
{
    const auto delivery = deliver();
    const auto system = product.add_sender("Example case system", domain::Sector::child_protection,
                                           domain::Role::case_system);
    for (const auto& caller : {system, school}) {
        const auto refused = caller.post(delivery + "/open", "");
        EXPECT_EQ(refused.status, 403);
        EXPECT_NE(refused.text("/detail").find("named person"), std::string::npos);
        EXPECT_EQ(caller.get("/api/v1/inbox?unit=no.5001").status, 403);
    }
    EXPECT_EQ(system.post("/api/v1/reports", report_to("5001")).status, 403);
}

TEST_F(Access, LeavesATraceOfEveryReading)
{
    const auto delivery = deliver();
    const auto anna = product.sign_in("anna");
    EXPECT_FALSE(anna.get(delivery).at("/content").exists() &&
                 !anna.get(delivery).at("/content").is(json::Type::null));
    EXPECT_EQ(product.event_count(EventName::delivery_read), 0u);  // From outside is no reading.
    const auto opened = anna.post(delivery + "/open", "", key("o"));
    EXPECT_EQ(opened.text("/content/children/0/name"), "Kari Example");
    EXPECT_EQ(product.event_count(EventName::delivery_opened), 1u);
    EXPECT_EQ(anna.get(delivery).text("/content/children/0/name"), "Kari Example");
    EXPECT_EQ(product.event_count(EventName::delivery_read), 1u);
    EXPECT_EQ(anna.post(delivery + "/open", "").status, 200);
    EXPECT_EQ(product.event_count(EventName::delivery_read), 2u);
    // A repeated request shows the content once more, so it is a reading once more.
    EXPECT_EQ(anna.post(delivery + "/open", "", key("o")).text("/content/children/0/name"),
              "Kari Example");
    EXPECT_EQ(product.event_count(EventName::delivery_read), 3u);
    EXPECT_EQ(product.event_count(EventName::delivery_opened), 1u);
    EXPECT_FALSE(last_event().by.person.is_nil());
}

TEST_F(Access, SaysNothingOfWhatDoesNotExist)
{
    const auto anna = product.sign_in("anna");
    for (const auto* id : {"00000000-0000-7000-8000-000000000000", "x", "%00", "1"}) {
        EXPECT_EQ(anna.get(std::string("/api/v1/deliveries/") + id).status, 404) << id;
        EXPECT_EQ(school.get(std::string("/api/v1/reports/") + id).status, 404) << id;
    }
}

}  // namespace
}  // namespace varde::test
