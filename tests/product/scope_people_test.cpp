// P9 and P10: whom a fault affects by name, for those who may read it; and each reading is known.
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

struct ScopePeople : StaffedUnit {
    Answer ask(const std::string& who, const std::string& query = "?people=true")
    {
        return product.sign_in(who).get("/api/v1/scope" + query);
    }
    Answer send_one()
    {
        auto sent = school.post("/api/v1/reports", report_to("5001"));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer send_opened()
    {
        auto sent = send_one();
        const auto opened = product.sign_in("anna").post(
            "/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "{}");
        EXPECT_EQ(opened.status, 200) << opened.body;
        return sent;
    }
    std::int64_t readings() { return product.count("event WHERE name = 'delivery.read'"); }
    std::int64_t refusals() { return product.count("event WHERE name = 'access.refused'"); }
};

TEST_F(ScopePeople, AreNamedToWhoMayOpenTheReportsAndEachReadingIsKept)
{
    const auto sent = send_opened();
    const auto named = ask("berit");
    EXPECT_EQ(named.status, 200) << named.body;
    EXPECT_EQ(named.text("/items/0/people/0"), "Kari Example") << named.body;
    EXPECT_EQ(named.size("/people_hidden"), 0u);
    EXPECT_EQ(readings(), 1);
    const auto access =
        product.sign_in("anna").get("/api/v1/deliveries/" + sent.text("/delivery/id") + "/access");
    EXPECT_NE(access.body.find("Name of berit"), std::string::npos) << access.body;
    EXPECT_EQ(ask("berit", "").body.find("Kari Example"), std::string::npos) << "not asked for";
    EXPECT_EQ(readings(), 1);
}

TEST_F(ScopePeople, AreCountedOnlyForWhoMayNotOpenThemWithTheReason)
{
    send_opened();
    for (const auto* who : {"olga", "dora"}) {
        const auto counted = ask(who);
        EXPECT_EQ(counted.number("/total"), 1);
        EXPECT_EQ(counted.body.find("Kari Example"), std::string::npos) << who;
        EXPECT_EQ(counted.number("/people_hidden/0/count"), 1) << counted.body;
        EXPECT_NE(counted.text("/people_hidden/0/reason").find("no access in"), std::string::npos)
            << counted.body;
    }
    const auto own = school.get("/api/v1/scope?people=true");
    EXPECT_EQ(own.status, 200) << own.body;
    EXPECT_EQ(own.body.find("Kari Example"), std::string::npos) << "a machine reads nothing";
    EXPECT_EQ(readings(), 0);
}

TEST_F(ScopePeople, OfWhatNobodyHasOpenedAreNotShownByAList)
{
    send_one();
    const auto listed = ask("anna");
    EXPECT_NE(listed.text("/people_hidden/0/reason").find("Nobody has opened it"),
              std::string::npos)
        << listed.body;
    EXPECT_EQ(listed.body.find("Kari Example"), std::string::npos);
    EXPECT_EQ(product.count("event WHERE name = 'delivery.opened'"), 0);
    EXPECT_EQ(readings(), 0);
}

TEST_F(ScopePeople, OfTheOthersAreNamedWhereOneReportCannotBeRead)
{
    send_opened();
    product.advance(40 * days);
    send_opened();
    ASSERT_TRUE(product.services().vault.destroy(20261101));  // November's.
    const auto named = ask("berit");
    EXPECT_EQ(named.status, 200) << named.body;
    EXPECT_FALSE(named.at("/items/0/people").exists()) << named.body;
    EXPECT_EQ(named.text("/items/1/people/0"), "Kari Example") << named.body;
    EXPECT_NE(named.text("/people_hidden/0/reason").find("cannot be read"), std::string::npos);
    EXPECT_EQ(readings(), 1) << "of what was read";
}

TEST_F(ScopePeople, AreNotShownToWhoeverIsBarredAndTheRefusalIsKept)
{
    const auto sent = send_opened();
    const auto declared = product.sign_in("anna").post(
        "/api/v1/deliveries/" + sent.text("/delivery/id") + "/conflicts",
        R"({"person":")" + to_string(people.at("berit")) + R"(","reason":"An aunt"})");
    EXPECT_LT(declared.status, 300) << declared.body;
    const auto listed = ask("berit");
    EXPECT_EQ(listed.body.find("Kari Example"), std::string::npos);
    EXPECT_NE(listed.text("/people_hidden/0/reason").find("conflict of interest"),
              std::string::npos)
        << listed.body;
    EXPECT_EQ(readings(), 0);
    EXPECT_EQ(refusals(), 1);
}

}  // namespace
}  // namespace varde::test
