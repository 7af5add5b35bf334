// P1 over years: how long a sender's key is found, and where.
#include "acts/forget_keys.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

constexpr std::int64_t day = 24 * 3600;

struct KeptKeys : testing::Test {
    Answer send(const std::string& k, const std::string& reference = "r")
    {
        return school.post("/api/v1/reports",
                           report_to("5001", R"("sender_reference":")" + reference + "\""), key(k));
    }
    void send_many(int count)
    {
        for (int i = 0; i < count; ++i)
            ASSERT_EQ(send("other " + std::to_string(many++), "other").status, 201);
    }
    std::string found_by_reference(const std::string& reference)
    {
        return school.get("/api/v1/reports?sender_reference=" + reference).each("/items", "id");
    }
    /// Waits until the writer has done what was asked of it.
    void forget_old_keys()
    {
        acts::forget_old_keys(product.services());
        for (int i = 0; i < 50; ++i)
            HeldWriter(product.store()).let_go();
    }
    Product product;
    Caller school = product.add_sender("Example school");
    int many = 0;
};

TEST_F(KeptKeys, GiveTheFirstAnswerThirteenMonthsLater)
{
    const auto first = send("k");
    ASSERT_EQ(first.status, 201) << first.body;
    for (int month = 0; month < 13; ++month) {
        product.advance(30 * day);
        send_many(3);
        forget_old_keys();
    }
    EXPECT_EQ(send("k").body, first.body);
    product.reopen();
    EXPECT_EQ(send("k").body, first.body);
    ASSERT_TRUE(product.store().learn_keys());
    EXPECT_EQ(send("k").body, first.body);
    EXPECT_EQ(send("k", "another").status, 409);
}

TEST_F(KeptKeys, GoWhenTheirMonthIsFourHundredDaysOld)
{
    const auto first = send("k");
    product.advance(20 * day);
    send_many(150);
    const auto last = send("l");
    product.advance(400 * day);
    send_many(1);
    forget_old_keys();
    EXPECT_EQ(send("l").body, last.body);
    product.advance(31 * day);
    forget_old_keys();
    EXPECT_EQ(product.count("retry_batch"), 1);  // Of the last of the many.
    const auto anew = send("k");
    EXPECT_EQ(anew.status, 201);
    EXPECT_NE(anew.text("/id"), first.text("/id"));
}

TEST_F(KeptKeys, AreFoundWhereTheProcessStoppedBeforeTheyWereIndexed)
{
    const auto first = send("k", "mine");
    ASSERT_EQ(product.count("retry_index"), 0);
    for (int i = 0; i < 2; ++i) {
        product.reopen();
        EXPECT_EQ(send("k", "mine").body, first.body);
        EXPECT_EQ(found_by_reference("mine"), first.text("/id"));
        ASSERT_TRUE(product.store().learn_keys());
        EXPECT_EQ(send("k", "mine").body, first.body);
    }
    EXPECT_EQ(product.count("report"), 1);
}

TEST_F(KeptKeys, BelongToNobodyWhenTheirTurnIsRefused)
{
    const auto upload = school.upload("image/jpeg", "picture").text("/id");
    const auto body =
        report_to("5001", R"("attachments":[{"upload":")" + upload + R"(","name":"yard.jpg"}])");
    std::future<Answer> lost;
    {
        HeldWriter held(product.store());
        // As a sweep in the last moment would.
        product.store().write<bool>(
            [id = UploadId{*parse_uuid(upload)}](store::Transaction& tx) {
                return tx.remove_unused_upload(id);
            },
            [](Result<bool>, const store::Committed&) {});
        lost = school.post_later("/api/v1/reports", body, key("k"));
    }
    EXPECT_EQ(lost.get().status, 404);
    const auto again = school.post("/api/v1/reports", body, key("k"));
    EXPECT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(again.number("/delivery/sequence"), 1);
}

}  // namespace
}  // namespace varde::test
