// A server that runs tells an outside party so, once everything that must run by itself has run.
#include "app/node.hpp"
#include "app/scratch_test.hpp"
#include "http/test_server.hpp"
#include "json/value.hpp"

#include <future>

namespace varde::app {
namespace {

using Heartbeats = ScratchTest;

TEST_F(Heartbeats, AreSentByAServerThatIsWell)
{
    std::promise<http::Request> heard;
    std::atomic<bool> first{true};
    http::TestHandler handler;
    handler.on_serve = [&](http::Request request, http::Reply reply) {
        if (first.exchange(false))
            heard.set_value(std::move(request));
        reply({.content_type = "text/plain", .body = "OK"});
    };
    http::TestServer listener(handler);

    const auto data = folder + "/data";
    ASSERT_TRUE(init_data_folder(data, {.origin = "varde.example/beats"}));
    auto node = Node::open(data);
    ASSERT_TRUE(node);
    ASSERT_TRUE(node.value()->listen({.address = "127.0.0.1", .port = 0}));
    EXPECT_FALSE(node.value()->send_heartbeats("http://elsewhere.example/"));
    ASSERT_TRUE(node.value()->send_heartbeats(
        "http://127.0.0.1:" + std::to_string(listener->port()) + "/beat"));
    std::thread running([&] { node.value()->run(); });
    const auto request = heard.get_future().get();
    node.value()->stop();
    running.join();

    EXPECT_EQ(request.path, "/beat");
    const auto body = json::Document::parse(request.body);
    ASSERT_TRUE(body);
    const auto checks = body.value().root().member("checks");
    EXPECT_EQ(checks.size(), 4u);
    for (std::size_t i = 0; i < checks.size(); ++i)
        EXPECT_EQ(checks.at(i).member("ok").boolean(), true);
}

}  // namespace
}  // namespace varde::app
