// P1: the same key gives the same answer, whatever happened in between.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Idempotency : testing::Test {
    Idempotency() { product.add_caseworker("no.5001", "anna"); }
    Answer send(const std::string& k, const std::string& more = "")
    {
        return school.post("/api/v1/reports", report_to("5001", more), key(k));
    }
    Product product;
    Caller school = product.add_sender("Example school");
};

TEST_F(Idempotency, GivesTheSameBytesForTheSameKeyAndContent)
{
    const auto first = send("k");
    ASSERT_EQ(first.status, 201) << first.body;
    product.advance(3 * 24 * 3600);
    for (int i = 0; i < 3; ++i)
        send("other " + std::to_string(i));
    const auto again = send("k");
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(product.count("report"), 4);
}

TEST_F(Idempotency, GivesTheSameBytesWithWarningsAndAttachments)
{
    const auto upload = school.upload("image/jpeg", "picture");
    const auto more = R"("sender_reference":"ref 1","occurred_at":"?","attachments":[{"upload":")" +
                      upload.text("/id") + R"(","name":"yard.jpg"}])";
    const auto first = send("k", more);
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first.each("/warnings", "code"), "field_unusable");
    EXPECT_EQ(send("k", more).body, first.body);
}

TEST_F(Idempotency, OutlivesTheProcess)
{
    const auto first = send("k");
    product.reopen();
    EXPECT_EQ(send("k").body, first.body);
    EXPECT_EQ(product.count("report"), 1);
}

TEST_F(Idempotency, HoldsWithinOneBatch)
{
    std::vector<std::future<Answer>> answers;
    const auto before = product.count("ledger_batch");
    {
        HeldWriter held(product.store());
        for (int i = 0; i < 4; ++i)
            answers.push_back(school.post_later("/api/v1/reports", report_to("5001"), key("k")));
        answers.push_back(
            school.post_later("/api/v1/reports", report_to("5001", R"("urgent":true)"), key("k")));
        answers.push_back(school.post_later("/api/v1/reports", report_to("5001"), key("l")));
    }
    const auto first = answers[0].get();
    ASSERT_EQ(first.status, 201) << first.body;
    for (int i = 1; i < 4; ++i)
        EXPECT_EQ(answers[std::size_t(i)].get().body, first.body);
    const auto other = answers[4].get();
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.text("/first_report"), first.text("/id"));
    const auto next = answers[5].get();
    EXPECT_EQ(next.status, 201);
    EXPECT_EQ(next.number("/delivery/sequence"), 2);
    EXPECT_EQ(product.count("report"), 2);
    EXPECT_EQ(product.count("ledger_batch"), before + 1);  // It was one batch indeed.
}

TEST_F(Idempotency, RefusesOtherContentAndNamesTheFirstReport)
{
    const auto first = send("k");
    const auto other = send("k", R"("urgent":true)");
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.problem(), "idempotency-key-reused");
    EXPECT_EQ(other.text("/first_report"), first.text("/id"));
    EXPECT_FALSE(other.flag("/kept"));
    EXPECT_EQ(product.count("report"), 1);
    EXPECT_EQ(send("k").body, first.body);
}

TEST_F(Idempotency, IsScopedToTheSender)
{
    const auto clinic = product.add_sender("Example clinic");
    const auto theirs = clinic.post("/api/v1/reports", report_to("5001"), key("k"));
    const auto ours = send("k");
    const auto anyone = product.anyone().post(
        "/api/v1/public/reports", report_to("5001", "", "concern.child.public"), key("k"));
    EXPECT_EQ(theirs.status, 201);
    EXPECT_EQ(ours.status, 201);
    EXPECT_EQ(anyone.status, 201);
    EXPECT_EQ(product.count("report"), 3);
}

TEST_F(Idempotency, IsSharedByAllKeysOfOneOrganisation)
{
    const auto second = product.add_sender("Example school");
    const auto first = send("k");
    EXPECT_EQ(second.post("/api/v1/reports", report_to("5001"), key("k")).body, first.body);
}

TEST_F(Idempotency, GivesTheFirstAnswerAlsoAfterTheUnitLostItsReaders)
{
    const auto first = send("k");
    ASSERT_TRUE(product.sql("UPDATE access_grant SET until_us = 1"));
    product.reopen();
    EXPECT_EQ(send("k").body, first.body);
}

TEST_F(Idempotency, DoesAnActOnceHoweverOftenItIsSent)
{
    const auto sent = send("k");
    const auto anna = product.sign_in("anna");
    const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    anna.post(delivery + "/open", "");
    const std::string yes = R"({"outcome":"investigate"})";
    const auto first = anna.post(delivery + "/assess", yes, key("a"));
    ASSERT_EQ(first.status, 200) << first.body;
    const auto again = anna.post(delivery + "/assess", yes, key("a"));
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.header("ETag"), first.header("ETag"));
    EXPECT_EQ(product.event_count(domain::EventName::delivery_assessed), 1u);
    const auto other =
        anna.post(delivery + "/assess", R"({"outcome":"already_in_case"})", key("a"));
    EXPECT_EQ(other.status, 409);
    EXPECT_EQ(other.problem(), "idempotency-key-reused");
    // The same key for another act is another key.
    EXPECT_EQ(anna.post(delivery + "/answer", R"({"message":"Thank you."})", key("a")).status, 200);
}

TEST_F(Idempotency, ShowsARepeatedActEvenWhereItWouldNoLongerBePossible)
{
    const auto sent = send("k");
    const auto anna = product.sign_in("anna");
    const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    anna.post(delivery + "/open", "");
    anna.post(delivery + "/assess", R"({"outcome":"investigate"})");
    const auto seen = anna.get(delivery).header("ETag");
    const auto closing = Headers{{"idempotency-key", "c"}, {"if-match", seen}};
    ASSERT_EQ(anna.post(delivery + "/close", R"({"reason":"handled"})", closing).status, 200);
    const auto again = anna.post(delivery + "/close", R"({"reason":"handled"})", closing);
    EXPECT_EQ(again.status, 200) << again.body;
    EXPECT_EQ(again.text("/state"), "closed");
    EXPECT_EQ(product.event_count(domain::EventName::delivery_closed), 1u);
}

TEST_F(Idempotency, TellsLongKeysApartToTheirLastLetter)
{
    const std::string same(300, 'k');
    EXPECT_NE(send(same + "1").text("/id"), send(same + "2").text("/id"));
    EXPECT_EQ(send(same + "1").text("/id"), send(same + "1").text("/id"));
}

TEST_F(Idempotency, SaysThatAReportIsKeptWhenItsReceiptCannotBeShown)
{
    const auto id = send("k").text("/id");
    ASSERT_TRUE(product.sql("ALTER TABLE content_key RENAME TO out_of_reach"));
    const auto again = send("k");
    EXPECT_GE(again.status, 500);
    EXPECT_TRUE(again.flag("/kept")) << again.body;
    EXPECT_EQ(again.text("/first_report"), id);
    ASSERT_TRUE(product.sql("ALTER TABLE out_of_reach RENAME TO content_key"));
    EXPECT_EQ(send("k").text("/id"), id);
}

}  // namespace
}  // namespace varde::test
