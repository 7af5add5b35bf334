// Who releases a hold, and who reads why it was placed.
#include "support/kept_unit.hpp"

namespace varde::test {
namespace {

using Holds = KeptUnit;

TEST_F(Holds, LetsNobodyWhoIsBarredReleaseAHold)
{
    const auto sent = due();
    const auto held = as("olga").post("/api/v1/retention/holds",
                                      R"({"report":")" + sent.text("/id") +
                                          R"(","name":"complaint","reason":"About Lena."})");
    ASSERT_EQ(held.status, 201) << held.body;
    act("anna", delivery(sent) + "/conflicts",
        R"({"person":")" + to_string(people["lena"]) + R"(","reason":"It is about her."})", 204);
    const auto release = "/api/v1/retention/holds/" + held.text("/id") + "/release";
    const auto refused = as("lena").post(release, R"({"reason":"Nothing in it."})");
    EXPECT_EQ(refused.status, 403) << refused.body;
    EXPECT_NE(refused.text("/detail").find("conflict of interest"), std::string::npos);
    EXPECT_EQ(state_of(sent), "held");
    EXPECT_EQ(as("olga").post(release, R"({"reason":"It is settled."})").status, 200);
}

TEST_F(Holds, ShowsWhyItIsHeldToWhoeverMayHoldItAlone)
{
    product.add_caseworker("no.5001", "vera", {{"concern.child.public"}});
    const auto sent = due();
    const auto hold = [&](const std::string& what) {
        const auto held = as("olga").post("/api/v1/retention/holds", "{" + what + "}");
        ASSERT_EQ(held.status, 201) << held.body;
    };
    hold(R"("report":")" + sent.text("/id") + R"(","name":"complaint","reason":"About Lena.")");
    hold(R"("unit":"no.5001","kinds":["concern.child"],"name":"legal","reason":"An inquiry.")");
    act("anna", delivery(sent) + "/conflicts",
        R"({"person":")" + to_string(people["lena"]) + R"(","reason":"It is about her."})", 204);
    const auto reads = [&](const std::string& who, const std::string& reason) {
        return as(who).get("/api/v1/retention/holds?unit=no.5001").body.contains(reason) &&
               as(who).get("/api/v1/retention?unit=no.5001").body.contains(reason);
    };
    EXPECT_TRUE(reads("olga", "About Lena.") && reads("olga", "An inquiry."));
    EXPECT_TRUE(reads("anna", "About Lena.") && reads("anna", "An inquiry."));
    EXPECT_TRUE(reads("lena", "An inquiry."));
    for (const auto* path :
         {"/api/v1/retention/holds?unit=no.5001", "/api/v1/retention?unit=no.5001"}) {
        EXPECT_FALSE(as("lena").get(path).body.contains("About Lena.")) << path;
        EXPECT_FALSE(as("vera").get(path).body.contains("About Lena.")) << path;
        EXPECT_FALSE(as("vera").get(path).body.contains("An inquiry.")) << path;
        EXPECT_EQ(as("vera").get(path).status, 200) << path;
    }
}

}  // namespace
}  // namespace varde::test
