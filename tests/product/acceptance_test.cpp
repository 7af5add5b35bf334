// P1 and "accept never fails on policy": what a sender gets for a report, whatever is odd about it.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

constexpr auto night = 14 * 3600;  // From 10:00 to midnight in Norway.

TEST(Acceptance, AnswersWithEverythingThatTheContractPromises)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("k1"));

    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_TRUE(parse_uuid(sent.text("/id")));
    EXPECT_EQ(sent.text("/accepted_at"), "2026-11-23T09:00:00.000Z");
    EXPECT_TRUE(parse_uuid(sent.text("/delivery/id")));
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.5001");
    EXPECT_EQ(sent.text("/delivery/unit/name"), "Barnevernstjenesten i Trondheim kommune");
    EXPECT_EQ(sent.number("/delivery/sequence"), 1);
    EXPECT_TRUE(sent.at("/warnings").is(json::Type::array));
    EXPECT_EQ(sent.size("/warnings"), 0u) << sent.body;
    EXPECT_EQ(sent.text("/receipt/code").size(), 24u + 5);
    EXPECT_TRUE(sent.text("/receipt/proof").starts_with("c2sp.org/tlog-proof@v1\n"));
    EXPECT_TRUE(sent.text("/receipt/vkey").starts_with("varde.example/test+"));
    EXPECT_EQ(sent.header("Location"), "/api/v1/reports/" + sent.text("/id"));
    EXPECT_EQ(sent.header("Cache-Control"), "no-store");
}

TEST(Acceptance, NumbersEachChannelFromOneWithoutGaps)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    product.add_caseworker("no.1103", "bo");
    const auto school = product.add_sender("Example school");
    const auto clinic = product.add_sender("Example clinic");
    const auto sequence = [](const Caller& sender, const std::string& place) {
        return sender.post("/api/v1/reports", report_to(place)).number("/delivery/sequence");
    };
    EXPECT_EQ(sequence(school, "5001"), 1);
    EXPECT_EQ(sequence(school, "5001"), 2);
    EXPECT_EQ(sequence(school, "1103"), 1);
    EXPECT_EQ(sequence(clinic, "5001"), 1);
    EXPECT_EQ(sequence(school, "5001"), 3);
}

TEST(Acceptance, NeedsNoNameFromAnyone)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto sent = product.anyone().post("/api/v1/public/reports",
                                            report_to("5001", "", "concern.child.public"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.5001");
    const auto events = product.events(sent.text("/id"));
    EXPECT_TRUE(events.at(0).by.organisation.is_nil());
    EXPECT_TRUE(events.at(0).facts.sender.is_nil());
}

struct Oddity {
    const char* name;
    std::string body;
    std::string warnings;  ///< Codes, in order.
    std::string unit;
};

TEST(Acceptance, TakesEveryOddReportAndSaysWhatIsOdd)
{
    Product product;
    for (const auto* unit : {"no.5001", "no.guard.trondheim", "no.sorting", "no.0301.02"})
        product.add_caseworker(unit, std::string("reader of ") + unit);
    const auto school = product.add_sender("Example school");
    const std::vector<Oddity> oddities{
        {"unknown place", report_to("9999"), "place_unknown", "no.sorting"},
        {"unknown unit", report_to_unit("no.nowhere"), "unit_unknown", "no.sorting"},
        {"no place",
         R"({"kind":"concern.child","content":{"concern":"c","children":[{"name":"n"}]}})",
         "place_missing", "no.sorting"},
        {"place of a wrong type",
         R"({"kind":"concern.child","place":5001,)"
         R"("content":{"concern":"c","children":[{"name":"n"}]}})",
         "field_unusable place_missing", "no.sorting"},
        {"a time that is none", report_to("5001", R"("occurred_at":"yesterday")"), "field_unusable",
         "no.5001"},
        {"a reference of two lines", report_to("5001", R"("sender_reference":"a\nb")"),
         "field_unusable", "no.5001"},
        {"a channel that is none", report_to("5001", R"("captured_at":17)"), "field_unusable",
         "no.5001"},
        {"an upload that is none",
         report_to("5001", R"("attachments":[{"upload":"x","name":"y"}])"), "attachment_missing",
         "no.5001"},
        {"unknown content",
         R"({"kind":"concern.child","place":{"municipality":"5001"},)"
         R"("content":{"concern":"c","children":[{"name":"n"}],"shoe_size":44}})",
         "content_unexpected", "no.5001"},
        {"no content", R"({"kind":"concern.child","place":{"municipality":"5001"}})",
         "content_unexpected content_unexpected", "no.5001"},
        {"content of a wrong type",
         R"({"kind":"concern.child","place":{"municipality":"5001"},"content":"text"})",
         "content_unexpected content_unexpected content_unexpected", "no.5001"},
        {"control characters in a name",
         R"({"kind":"concern.child","place":{"municipality":"5001"},)"
         R"("content":{"concern":"c","children":[{"name":"a\u0000\u001bb"}]}})",
         "content_unexpected", "no.5001"},
    };
    for (const auto& odd : oddities) {
        const auto sent = school.post("/api/v1/reports", odd.body, key(odd.name));
        ASSERT_EQ(sent.status, 201) << odd.name << sent.body;
        EXPECT_EQ(sent.each("/warnings", "code"), odd.warnings) << odd.name << sent.body;
        EXPECT_EQ(sent.text("/delivery/unit/id"), odd.unit) << odd.name;
        for (std::size_t i = 0; i < sent.size("/warnings"); ++i)
            EXPECT_FALSE(sent.text("/warnings/" + std::to_string(i) + "/detail").empty())
                << odd.name;
    }
    EXPECT_EQ(product.count("report"), std::int64_t(oddities.size()));
}

TEST(Acceptance, WarnsAboutAMissingIdempotencyKey)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto sent =
        product.add_sender("Example school").post("/api/v1/reports", report_to("5001"));
    ASSERT_EQ(sent.status, 201);
    EXPECT_EQ(sent.each("/warnings", "code"), "no_idempotency_key");
}

TEST(Acceptance, TellsAtNightThatTheUnitIsClosedAndWhomToCall)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    product.advance(night);
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("k"));
    ASSERT_EQ(sent.status, 201);
    EXPECT_EQ(sent.each("/warnings", "code"), "unit_closed");
    EXPECT_NE(sent.text("/warnings/0/detail").find("116 111"), std::string::npos);
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.5001");
}

TEST(Acceptance, TakesAReportThatNobodyCanRead)
{
    Product product;
    const auto school = product.add_sender("Example school");
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("k"));
    ASSERT_EQ(sent.status, 201);
    EXPECT_EQ(sent.each("/warnings", "code"), "nobody_can_open");
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.5001");
}

TEST(Acceptance, PassesOnWhatOnlyTheFallbackCanRead)
{
    Product product;
    product.add_caseworker("no.5001", "anna", {{"concern.police"}});
    product.add_caseworker("no.guard.trondheim", "guard");
    const auto school = product.add_sender("Example school");
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("k"));
    EXPECT_EQ(sent.each("/warnings", "code"), "nobody_can_open");
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.guard.trondheim");
}

TEST(Acceptance, RefusesFaultyContentOnlyWhereTheSenderAskedForIt)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    const std::string faulty = R"({"kind":"concern.child","place":{"municipality":"5001"},)"
                               R"("content":{"concern":"","children":"none","shoe_size":44}})";
    const auto refused = school.post("/api/v1/reports?strict=true", faulty, key("k"));
    EXPECT_EQ(refused.status, 422);
    EXPECT_FALSE(refused.flag("/kept"));
    EXPECT_GE(refused.size("/errors"), 3u) << refused.body;
    EXPECT_NE(refused.each("/errors", "pointer").find("/content/children"), std::string::npos);
    EXPECT_EQ(product.count("report"), 0);
    EXPECT_EQ(product.count("event WHERE name <> 'access.changed'"), 0);
    EXPECT_EQ(product.count("content_key"), product.count("access_grant"));
    // The key was not used up: with the faults mended it works.
    const auto mended = school.post("/api/v1/reports?strict=true", report_to("5001"), key("k"));
    EXPECT_EQ(mended.status, 201) << mended.body;
}

TEST(Acceptance, KeepsWhatWasSentByteForByte)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    const std::string odd =
        " {\"kind\" : \"concern.child\",\n\t\"place\":{\"municipality\":\"5001\"},"
        "\"content\":{\"concern\":\"\\u00e5 1.50\",\"children\":[]}} \n";
    const auto sent = school.post("/api/v1/reports", odd, key("k"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto digest = to_hex(crypto::sha256(bytes_of(odd)));
    EXPECT_EQ(sent.text("/receipt/manifest"),
              "part 0 application/json " + std::to_string(odd.size()) + " " + digest + "\n");
}

}  // namespace
}  // namespace varde::test
