// What comes by phone, letter or in a meeting is written down by staff and lives the same life.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

const std::string by_phone = R"("channel":"phone","occurred_at":"2026-11-22T18:30:00+01:00")";

TEST(Recording, IsDoneByAPersonOfTheUnitAndNamesTheChannel)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto anna = product.sign_in("anna");
    const auto sent = anna.post(
        "/api/v1/reports", report_to_unit("no.5001", by_phone, "concern.child.public"), key("k"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_EQ(sent.text("/delivery/unit/id"), "no.5001");
    const auto accepted = product.events(sent.text("/id")).at(0);
    EXPECT_EQ(accepted.by.role, domain::Role::caseworker);
    EXPECT_EQ(accepted.by.unit.text, "no.5001");
    EXPECT_FALSE(accepted.by.person.is_nil());
    EXPECT_EQ(accepted.facts.medium, domain::Medium::phone);
    EXPECT_EQ(accepted.facts.occurred_at, parse_rfc3339("2026-11-22T17:30:00Z"));

    const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    const auto seen = anna.get(delivery);
    EXPECT_EQ(seen.text("/channel"), "phone");
    EXPECT_EQ(seen.text("/state"), "unopened");
    EXPECT_EQ(anna.post(delivery + "/open", "").text("/state"), "opened");
    EXPECT_EQ(anna.post(delivery + "/assess", R"({"outcome":"investigate"})").text("/state"),
              "assessed");
    EXPECT_EQ(anna.post(delivery + "/close", R"({"reason":"handled"})").text("/state"), "closed");
}

TEST(Recording, IsNotOpenToSystemsOrToWhoHasNoAccess)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    product.add_person({.organisation = "Example office", .login = "carl", .name = "Carl"});
    const auto body = report_to_unit("no.5001", by_phone, "concern.child");
    EXPECT_EQ(product.sign_in("carl").post("/api/v1/reports", body).status, 403);
    const auto auditor =
        product.add_sender("Example audit", domain::Sector::other, domain::Role::auditor);
    EXPECT_EQ(auditor.post("/api/v1/reports", body).status, 403);
    EXPECT_EQ(product.count("report"), 0);
}

TEST(Recording, DoesNotMakeACaseworkerASenderOfAnythingElse)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.post("/api/v1/reports", report_to("5001")).status, 403);
    EXPECT_EQ(anna.post("/api/v1/reports", report_to("5001", by_phone, "concern.police")).status,
              403);
    EXPECT_EQ(product.count("report"), 0);
}

TEST(Recording, LeavesWhoWorksThereFreeToReportAsAnyoneMay)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto anna = product.sign_in("anna");
    const auto sent = anna.post("/api/v1/public/reports",
                                report_to("5001", "", "concern.child.public"), key("k"));
    EXPECT_EQ(sent.status, 201) << sent.body;
}

}  // namespace
}  // namespace varde::test
