// P1 and "accept never fails on policy": what a sender gets for a report, whatever is odd about it.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

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
    EXPECT_TRUE(sent.text("/receipt/proof").starts_with("c2sp.org/tlog-proof@v1\n"));
    EXPECT_EQ(sent.header("Location"), "/api/v1/reports/" + sent.text("/id"));
}

}  // namespace
}  // namespace varde::test
