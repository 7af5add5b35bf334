// P2: the owner moves only when the other side takes it.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct HandingOn : testing::Test {
    HandingOn()
    {
        ids["anna"] = product.add_caseworker("no.5001", "anna");
        ids["berit"] = product.add_caseworker("no.5001", "berit");
        ids["bo"] = product.add_caseworker("no.1103", "bo");
        for (const auto* login : {"anna", "berit", "bo"})
            people.emplace(login, product.sign_in(login));
        const auto sent =
            school.post("/api/v1/reports", report_to("5001", R"("urgent":true)"), key("k"));
        report = sent.text("/id");
        first = sent.text("/delivery/id");
    }
    Answer act(const std::string& login, const std::string& delivery, const std::string& verb,
               const std::string& body = "{}")
    {
        product.advance(60);
        return people.at(login).post("/api/v1/deliveries/" + delivery + "/" + verb, body);
    }
    Answer see(const std::string& login, const std::string& delivery)
    {
        return people.at(login).get("/api/v1/deliveries/" + delivery);
    }
    Answer forward()
    {
        return act("anna", first, "forward", R"({"unit":"no.1103","reason":"Moved there."})");
    }
    /// The delivery at the top of a unit's inbox.
    std::string top(const std::string& login, const std::string& unit)
    {
        return people.at(login).get("/api/v1/inbox?unit=" + unit).text("/items/0/delivery_id");
    }
    std::string unit_now() { return school.get("/api/v1/reports/" + report).text("/unit/id"); }

    Product product;
    Caller school = product.add_sender("Example school");
    std::map<std::string, Caller> people;
    std::map<std::string, PersonId> ids;
    std::string report, first;
};

TEST_F(HandingOn, LeavesTheUnitAccountableUntilTheOtherTakesIt)
{
    const auto forwarded = forward();
    ASSERT_EQ(forwarded.status, 200) << forwarded.body;
    EXPECT_EQ(forwarded.text("/offered_to/id"), "no.1103");
    EXPECT_EQ(unit_now(), "no.5001");
    const auto offered = top("bo", "no.1103");
    ASSERT_NE(offered, first);
    EXPECT_EQ(see("bo", offered).text("/state"), "offered");
    EXPECT_EQ(see("bo", offered).text("/from_unit/id"), "no.5001");
    EXPECT_TRUE(see("bo", offered).flag("/urgent"));
    // Until it is taken the new unit can read it and decide on nothing.
    EXPECT_EQ(act("bo", offered, "open").text("/content/children/0/name"), "Kari Example");
    EXPECT_EQ(act("bo", offered, "assess", R"({"outcome":"investigate"})").status, 409);

    ASSERT_EQ(act("bo", offered, "take").status, 200);
    EXPECT_EQ(unit_now(), "no.1103");
    EXPECT_EQ(see("bo", offered).text("/owner/name"), "Name of bo");
    EXPECT_EQ(see("anna", first).text("/state"), "transferred");
    EXPECT_EQ(act("anna", first, "assess", R"({"outcome":"investigate"})").status, 409);
}

TEST_F(HandingOn, GivesItBackUntouchedWhenTheOtherDeclines)
{
    forward();
    const auto offered = top("bo", "no.1103");
    ASSERT_EQ(act("bo", offered, "return", R"({"reason":"Lives with you."})").status, 200);
    EXPECT_EQ(see("bo", offered).text("/state"), "returned");
    EXPECT_FALSE(see("anna", first).at("/offered_to").exists());
    EXPECT_EQ(unit_now(), "no.5001");
    EXPECT_EQ(act("bo", offered, "take").status, 409);
    EXPECT_EQ(forward().status, 200);  // It may be offered anew.
}

TEST_F(HandingOn, OffersBackWhatWasTaken)
{
    forward();
    const auto offered = top("bo", "no.1103");
    act("bo", offered, "take");
    ASSERT_EQ(act("bo", offered, "return", R"({"reason":"Moved back."})").status, 200);
    EXPECT_EQ(unit_now(), "no.1103");
    const auto back = top("anna", "no.5001");
    ASSERT_NE(back, first);
    ASSERT_EQ(act("anna", back, "take").status, 200);
    EXPECT_EQ(unit_now(), "no.5001");
    EXPECT_EQ(see("bo", offered).text("/state"), "transferred");
}

TEST_F(HandingOn, MakesOneOfferAtATimeAndNoneToItself)
{
    ASSERT_EQ(forward().status, 200);
    EXPECT_EQ(forward().status, 409);
    EXPECT_EQ(act("anna", first, "forward", R"({"unit":"no.5001","reason":"r"})").status, 409);
    act("anna", first, "open");
    act("anna", first, "assess", R"({"outcome":"investigate"})");
    EXPECT_EQ(act("anna", first, "close", R"({"reason":"handled"})").status, 409);
}

TEST_F(HandingOn, KeepsWhatEachUnitWroteInThatUnit)
{
    act("anna", first, "open");
    act("anna", first, "assess", R"({"outcome":"investigate","reason":"Known in the north."})");
    forward();
    const auto offered = top("bo", "no.1103");
    act("bo", offered, "take");
    const auto opened = act("bo", offered, "open");
    EXPECT_EQ(opened.status, 200);
    EXPECT_EQ(opened.body.find("Known in the north"), std::string::npos);
    act("bo", offered, "assess", R"({"outcome":"investigate","reason":"Known in the south."})");
    const auto seen = see("anna", first);
    EXPECT_EQ(seen.text("/assessment/reason"), "Known in the north.");
    EXPECT_EQ(seen.body.find("Known in the south"), std::string::npos);
}

TEST_F(HandingOn, NumbersWhatIsForwardedInAChannelOfItsOwn)
{
    forward();
    EXPECT_EQ(see("bo", top("bo", "no.1103")).number("/sequence"), 1);
    const auto own = school.post("/api/v1/reports", report_to("1103"), key("2"));
    EXPECT_EQ(own.number("/delivery/sequence"), 1);
}

TEST_F(HandingOn, ToAColleagueWaitsUntilTheyTakeIt)
{
    act("anna", first, "take");
    const auto to_berit = "{\"person\":\"" + to_string(ids["berit"]) + "\"}";
    ASSERT_EQ(act("anna", first, "assign", to_berit).status, 200);
    EXPECT_EQ(see("anna", first).text("/owner/name"), "Name of anna");
    ASSERT_EQ(act("berit", first, "take").status, 200);
    EXPECT_EQ(see("anna", first).text("/owner/name"), "Name of berit");
    EXPECT_EQ(act("anna", first, "take").status, 409);  // Nobody takes it from a colleague.
}

TEST_F(HandingOn, ToAColleagueNeedsOneWhoCanOpenIt)
{
    const auto to_bo = "{\"person\":\"" + to_string(ids["bo"]) + "\"}";
    const auto refused = act("anna", first, "assign", to_bo);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.text("/errors/0/pointer"), "/person");
    EXPECT_EQ(see("anna", first).text("/owner/role"), "duty");
}

TEST_F(HandingOn, TakesFromTheDutySlotOnce)
{
    ASSERT_EQ(act("anna", first, "take").status, 200);
    EXPECT_EQ(act("berit", first, "take").status, 409);
    EXPECT_EQ(see("berit", first).text("/owner/name"), "Name of anna");
}

TEST_F(HandingOn, ShowsTheSenderThatItMovedAndWhoHasItNow)
{
    forward();
    act("bo", top("bo", "no.1103"), "take");
    const auto seen = school.get("/api/v1/reports/" + report);
    EXPECT_EQ(seen.each("/milestones", "name"), "accepted routed forwarded");
    EXPECT_EQ(seen.text("/unit/id"), "no.1103");
    EXPECT_EQ(seen.body.find("Name of"), std::string::npos);
    EXPECT_EQ(seen.body.find("Moved there"), std::string::npos);
}

TEST_F(HandingOn, ListsColleaguesForThoseOfTheUnitAlone)
{
    const auto colleagues = people.at("anna").get("/api/v1/units/no.5001/people");
    EXPECT_EQ(colleagues.each("/items", "name"), "Name of anna Name of berit");
    EXPECT_EQ(people.at("bo").get("/api/v1/units/no.5001/people").status, 403);
}

}  // namespace
}  // namespace varde::test
