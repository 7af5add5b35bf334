// Heartbeats to a real HTTP server, as an outside party would have it.
#include "http/test_server.hpp"
#include "notify/heartbeat_call.hpp"

#include <gtest/gtest.h>

#include <mutex>

namespace varde::test {
namespace {

struct HeartbeatCall : testing::Test {
    HeartbeatCall()
    {
        handler.on_serve = [this](http::Request request, http::Reply reply) {
            const std::lock_guard lock(mutex);
            requests.push_back(std::move(request));
            reply({.status = status, .content_type = "text/plain", .body = "OK"});
        };
        server.emplace(handler);
        auto made = notify::HeartbeatCall::make(
            "http://127.0.0.1:" + std::to_string((*server)->port()) + "/ping/17", stopping);
        CHECK(made);
        call = std::move(made).value();
    }
    std::mutex mutex;  // Guards requests.
    std::vector<http::Request> requests;
    std::atomic<int> status{200};
    http::TestHandler handler;
    std::optional<http::TestServer> server;
    std::atomic<bool> stopping{false};
    std::unique_ptr<notify::HeartbeatCall> call;
};

TEST(HeartbeatPause, GrowsUntilItIsAsLongAsWhenAllIsWell)
{
    using std::chrono::seconds;
    const std::vector<seconds> pauses{seconds(60), seconds(1),  seconds(2),  seconds(4),
                                      seconds(8),  seconds(16), seconds(32), seconds(60)};
    for (int missed = 0; missed < int(pauses.size()); ++missed)
        EXPECT_EQ(notify::heartbeat_pause(missed), pauses[std::size_t(missed)]) << missed;
    EXPECT_EQ(notify::heartbeat_pause(1'000'000), seconds(60));
}

TEST_F(HeartbeatCall, IsAPostOfWhatItWasGiven)
{
    EXPECT_TRUE(call->send(R"({"ledger_size":17})"));
    const std::lock_guard lock(mutex);
    ASSERT_EQ(requests.size(), 1u);
    EXPECT_EQ(requests[0].method, http::Method::post);
    EXPECT_EQ(requests[0].path, "/ping/17");
    EXPECT_EQ(requests[0].header("content-type"), "application/json");
    EXPECT_EQ(requests[0].body, R"({"ledger_size":17})");
}

TEST_F(HeartbeatCall, ThatIsNotTakenSaysWhatWasHeard)
{
    for (const int refused : {301, 404, 500}) {
        status = refused;
        const auto sent = call->send("{}");
        ASSERT_FALSE(sent);
        EXPECT_EQ(sent.error().message, "HTTP " + std::to_string(refused));
    }
    server->stop();
    const auto sent = call->send("{}");
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code, ErrorCode::unavailable);
}

TEST(HeartbeatAddress, MustBeOneThatNobodyListensTo)
{
    const std::atomic<bool> stopping{false};
    EXPECT_TRUE(notify::HeartbeatCall::make("https://hc.example/ping/1", stopping));
    EXPECT_TRUE(notify::HeartbeatCall::make("http://127.0.0.1:8000/", stopping));
    for (const auto* url : {"http://hc.example/", "ftp://hc.example/", "hc.example",
                            "https://user:secret@hc.example/"})
        EXPECT_FALSE(notify::HeartbeatCall::make(url, stopping)) << url;
}

}  // namespace
}  // namespace varde::test
