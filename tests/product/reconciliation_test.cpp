// A sender's or a unit's own list against ours: four lists, and an event that keeps the counts.
#include "crypto/crypto.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

struct Reconciling : StaffedUnit {
    Answer send_as(const std::string& reference)
    {
        auto sent = school.post("/api/v1/reports",
                                report_to("5001", R"("sender_reference":")" + reference + "\""));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer compare(Caller& who, const std::string& items, const std::string& more = "")
    {
        return who.post("/api/v1/reconciliations", "{" + more + R"("items":[)" + items + "]}");
    }
    static std::string of(const std::string& member, const std::string& value)
    {
        return R"({")" + member + R"(":")" + value + "\"}";
    }
    static std::string without_hyphens(std::string id)
    {
        std::erase(id, '-');
        return id;
    }
    std::string today = R"("from":"2026-11-23T00:00:00Z","until":"2026-11-24T00:00:00Z",)";
};

TEST_F(Reconciling, SaysWhatEitherSideLacksAndWhatDiffers)
{
    const auto a = send_as("a"), b = send_as("b"), c = send_as("c"), d = send_as("d");
    const auto text = report_to("5001", R"("sender_reference":"a")");
    const auto digest = to_hex(crypto::sha256(bytes_of(text)));
    const auto answer = compare(school,
                                R"({"sender_reference":"a","digest":")" + digest + "\"}," +
                                    of("code", b.text("/receipt/code")) + R"(,{"report_id":")" +
                                    c.text("/id") + R"(","digest":")" + std::string(64, '0') +
                                    "\"}," + of("sender_reference", "never sent"),
                                today);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.each("/agreed", "report_id"), a.text("/id") + " " + b.text("/id"));
    EXPECT_EQ(answer.each("/different", "report_id"), c.text("/id"));
    EXPECT_EQ(answer.number("/missing_here/0/row"), 3);
    EXPECT_EQ(answer.each("/missing_there", "report_id"), d.text("/id"));
    EXPECT_EQ(answer.text("/missing_there/0/sender_reference"), "d");
    const auto kept = school.get("/api/v1/reconciliations");
    EXPECT_EQ(kept.text("/items/0/id"), answer.text("/id"));
    EXPECT_EQ(kept.number("/items/0/counts/agreed"), 2);
    EXPECT_EQ(product.event_count(domain::EventName::reconciliation_made), 1u);
}

TEST_F(Reconciling, LooksThroughNoReportThatWasMadeLongAfterItsWindow)
{
    const auto inside = send_as("inside");
    product.advance(2 * days);
    const auto later = send_as("later");
    ASSERT_TRUE(product.sql("UPDATE report SET accepted_at_us = (SELECT min(accepted_at_us) FROM "
                            "report) WHERE id = x'" +
                            without_hyphens(later.text("/id")) + "'"));
    const auto answer = compare(school, of("sender_reference", "none"), today);
    EXPECT_EQ(answer.each("/missing_there", "report_id"), inside.text("/id")) << answer.body;
}

TEST_F(Reconciling, ShowsNobodyWhatOthersSent)
{
    const auto sent = send_as("a");
    auto other = product.add_sender("Another school");
    const auto answer = compare(other, of("report_id", sent.text("/id")), today);
    EXPECT_EQ(answer.size("/missing_here"), 1u);
    EXPECT_EQ(answer.size("/missing_there"), 0u);
    EXPECT_EQ(other.get("/api/v1/reconciliations").number("/items/0/counts/missing_here"), 1);
    EXPECT_EQ(school.get("/api/v1/reconciliations").size("/items"), 0u);
}

TEST_F(Reconciling, ComparesAUnitsListWithStates)
{
    const auto a = send_as("a"), b = send_as("b"), c = send_as("c");
    auto anna = product.sign_in("anna");
    anna.post("/api/v1/deliveries/" + a.text("/delivery/id") + "/open", "{}");
    const auto row = [](const Answer& sent, const std::string& state) {
        return R"({"delivery_id":")" + sent.text("/delivery/id") + R"(","state":")" + state + "\"}";
    };
    const auto answer =
        compare(anna, row(a, "opened") + "," + row(b, "closed"), R"("unit":"no.5001",)" + today);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.each("/agreed", "delivery_id"), a.text("/delivery/id"));
    EXPECT_EQ(answer.each("/different", "delivery_id"), b.text("/delivery/id"));
    EXPECT_EQ(answer.each("/missing_there", "delivery_id"), c.text("/delivery/id"));
    EXPECT_EQ(anna.get("/api/v1/reconciliations?unit=no.5001").size("/items"), 1u);
    EXPECT_EQ(compare(school, "", R"("unit":"no.5001",)").status, 403);
}

TEST_F(Reconciling, RefusesRowsThatNameNothingAndSaysWhich)
{
    const auto answer = compare(school, R"({"digest":"12"},{})");
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_EQ(answer.text("/errors/0/pointer"), "/items/0/report_id");
    EXPECT_EQ(product.count("reconciliation"), 0);
}

TEST_F(Reconciling, IsOneEventHoweverOftenItsAnswerIsLost)
{
    send_as("a");
    const auto body = R"({"items":[{"sender_reference":"a"}]})";
    const auto first = school.post("/api/v1/reconciliations", body, key("k"));
    const auto again = school.post("/api/v1/reconciliations", body, key("k"));
    EXPECT_EQ(first.text("/id"), again.text("/id"));
    EXPECT_EQ(product.count("reconciliation"), 1);
}

}  // namespace
}  // namespace varde::test
