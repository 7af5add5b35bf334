// Silence clocks: counted once, away from acceptance, and told when a sender who used to send has
// stopped.
#include "acts/problem_content.hpp"
#include "support/drills.hpp"
#include "support/staffed_unit.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Silence : StaffedUnit {
    void send_one(Caller& from)
    {
        const auto sent = from.post("/api/v1/reports", report_to("5001"));
        EXPECT_EQ(sent.status, 201) << sent.body;
    }
    /// Six weeks of one each day.
    void send_for_weeks(Caller& from)
    {
        for (int i = 0; i < 42; ++i) {
            send_one(from);
            product.advance(days);
        }
        watch_silence(product);
    }
    std::int64_t standing()
    {
        return product.count("problem WHERE name = 'channel_silent' AND closed_at_us IS NULL");
    }
    std::int64_t ever() { return product.count("problem WHERE name = 'channel_silent'"); }
    Answer see(const std::string& who = "anna")
    {
        return product.sign_in(who).get("/api/v1/silence?unit=no.5001");
    }
};

TEST_F(Silence, IsToldOnceWhenASenderHasStoppedAndTakenBackWhenItIsHeard)
{
    send_for_weeks(school);
    product.advance(5 * days);  // One day has passed after the last: six.
    watch_silence(product);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(see().text("/channels/0/state"), "heard");
    product.advance(days);  // ln(1000) days at one a day: 6.9.
    watch_silence(product);
    watch_silence(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(see().text("/channels/0/state"), "silent");
    EXPECT_NE(
        product.anyone().get("/metrics").body.find("varde_channel_silent{unit=\"no.5001\"} 1\n"),
        std::string::npos);
    const auto problems = product.sign_in("lena").get("/api/v1/problems?unit=no.5001");
    EXPECT_EQ(problems.text("/items/0/name"), "channel_silent") << problems.body;
    product.advance(400 * days);
    watch_silence(product);
    EXPECT_EQ(standing(), 1) << "however long it lasts";
    send_one(school);
    watch_silence(product);
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(ever(), 1);
    EXPECT_NE(
        product.anyone().get("/metrics").body.find("varde_channel_silent{unit=\"no.5001\"} 0\n"),
        std::string::npos);
}

TEST_F(Silence, ThatAPersonHasClosedIsNotToldAgainBeforeItIsHeard)
{
    send_for_weeks(school);
    product.advance(10 * days);
    watch_silence(product);
    const auto list = product.sign_in("lena").get("/api/v1/problems?unit=no.5001");
    const auto closed =
        product.sign_in("lena").post("/api/v1/problems/" + list.text("/items/0/id") + "/close",
                                     R"({"reason":"Their holidays"})");
    ASSERT_EQ(closed.status, 200) << closed.body;
    product.advance(days);
    watch_silence(product);
    EXPECT_EQ(ever(), 1);
    send_for_weeks(school);
    product.advance(10 * days);
    watch_silence(product);
    EXPECT_EQ(ever(), 2);
    EXPECT_EQ(standing(), 1);
}

TEST_F(Silence, CountsNothingTwiceAndGoesOnAfterARestart)
{
    send_one(school);
    send_one(school);
    watch_silence(product);
    watch_silence(product);
    product.reopen();
    watch_silence(product);
    send_one(school);
    watch_silence(product);
    EXPECT_EQ(see().number("/channels/0/count"), 3);
    EXPECT_EQ(product.count("silence_watermark WHERE position = (SELECT max(position) + 1 FROM "
                            "event)"),
              1);
}

TEST_F(Silence, CountsTheWholePastInSteps)
{
    for (int i = 0; i < 30; ++i)
        send_one(school);
    // As if five thousand other events stood between.
    ASSERT_TRUE(product.sql("UPDATE silence_watermark SET position = 0"));
    watch_silence(product);
    EXPECT_EQ(see().number("/channels/0/count"), 30);
}

TEST_F(Silence, LeavesDrillsOutAndWhatTheUnitWritesDownItself)
{
    product.sign_in("lena").post("/api/v1/drills", R"({"unit":"no.5001","kind":"concern.child"})");
    const auto noted = product.sign_in("anna").post(
        "/api/v1/reports", report_to_unit("no.5001", R"("channel":"phone")"));
    ASSERT_EQ(noted.status, 201) << noted.body;
    watch_silence(product);
    EXPECT_EQ(product.count("silence_clock"), 0);
    EXPECT_EQ(see().size("/channels"), 0u);
}

TEST_F(Silence, SaysOfASmallChannelThatItCannotSayAndOfAllWhatTheyCan)
{
    send_one(school);
    product.anyone().post("/api/v1/public/reports", report_to("5001", "", "concern.child.public"));
    watch_silence(product);
    product.advance(300 * days);
    watch_silence(product);
    EXPECT_EQ(ever(), 0);
    const auto seen = see("olga");
    EXPECT_EQ(seen.size("/channels"), 2u) << seen.body;
    EXPECT_EQ(seen.each("/channels", "state"), "too_few too_few");
    EXPECT_NE(seen.body.find("Example school"), std::string::npos);
    EXPECT_NE(seen.body.find("Publikum"), std::string::npos);
    EXPECT_NE(seen.text("/statement/en").find("nothing else"), std::string::npos);
    product.add_caseworker("no.4601.02", "bergljot");
    EXPECT_EQ(see("bergljot").status, 403);
}

TEST_F(Silence, KeepsChannelsApart)
{
    auto kindergarten = product.add_sender("Example kindergarten");
    for (int i = 0; i < 42; ++i) {
        send_one(kindergarten);
        send_one(school);
        product.advance(days);
    }
    for (int i = 0; i < 10; ++i) {
        send_one(school);
        product.advance(days);
    }
    watch_silence(product);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(see().each("/channels", "state"), "heard silent");
}

}  // namespace
}  // namespace varde::test
