// More than a server can do: what is refused, and that all else goes on.
#include "http/test_server.hpp"

#include <poll.h>

namespace varde::http {
namespace {

/// Keeps its requests until they are let go.
class HoldingHandler : public TestHandler {
public:
    HoldingHandler()
    {
        on_serve = [this](Request request, Reply reply) {
            if (request.path != "/held")
                return reply({.body = request.path});
            const std::lock_guard lock(mutex_);
            held_.push_back(std::move(reply));
            come_.notify_all();
        };
    }
    void wait_for(std::size_t count)
    {
        std::unique_lock lock(mutex_);
        EXPECT_TRUE(
            come_.wait_for(lock, std::chrono::seconds(30), [&] { return held_.size() >= count; }));
    }
    void let_go()
    {
        const std::lock_guard lock(mutex_);
        for (auto& reply : held_)
            reply({.body = "held"});
        held_.clear();
    }

private:
    std::mutex mutex_;
    std::condition_variable come_;
    std::vector<Reply> held_;  // Guarded by `mutex_`.
};

std::string post(const std::string& path, std::size_t bytes)
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(bytes) +
           "\r\n\r\n" + std::string(bytes, 'x');
}

TEST(Overload, TellsOneConnectionTooManyToComeBackLater)
{
    HoldingHandler handler;
    TestServer server(handler, {.connections_max = 1});
    TestClient first(server->port());
    first.get("/held");
    handler.wait_for(1);
    TestClient second(server->port());
    second.get("/");
    const auto answer = second.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 "));
    EXPECT_TRUE(contains(answer, "Retry-After: "));
    handler.let_go();
    EXPECT_TRUE(contains(first.read_answer(), "held"));
}

TEST(Overload, ClosesTheIdlestConnectionForANewOne)
{
    TestHandler handler;
    TestServer server(handler, {.connections_max = 3});
    TestClient oldest(server->port()), older(server->port()), old(server->port());
    for (auto* client : {&oldest, &older, &old}) {
        client->get("/");
        client->read_answer();
    }
    for (int i = 0; i < 5; ++i) {
        TestClient fresh(server->port());
        fresh.get("/fresh");
        EXPECT_TRUE(contains(fresh.read_answer(), "/fresh"));
    }
    EXPECT_EQ(oldest.read_to_end(), "");
    EXPECT_TRUE(oldest.was_closed());
}

TEST(Overload, HoldsNoMoreLargeBodiesThanItHasRoomForAndStillTakesSmallOnes)
{
    HoldingHandler handler;
    TestServer server(handler, {.bodies_bytes_max = 100'000});
    TestClient large(server->port());
    large.send(post("/held", 60'000));
    handler.wait_for(1);

    TestClient refused(server->port());
    refused.send(post("/", 60'000));
    EXPECT_TRUE(refused.read_answer().starts_with("HTTP/1.1 503 "));
    TestClient small(server->port());
    small.send(post("/small", 2'000));
    EXPECT_TRUE(contains(small.read_answer(), "/small"));

    handler.let_go();
    large.read_answer();
    TestClient again(server->port());
    again.send(post("/again", 60'000));
    EXPECT_TRUE(contains(again.read_answer(), "/again"));
}

TEST(Overload, GivesRoomBackWhenAClientGoesInTheMiddleOfItsBody)
{
    TestHandler handler;
    TestServer server(handler, {.bodies_bytes_max = 60'000});
    {
        TestClient gone(server->port());
        gone.send(post("/", 60'000).substr(0, 30'000));
        gone.finish_sending();
        gone.read_to_end();
    }
    TestClient next(server->port());
    next.send(post("/next", 60'000));
    EXPECT_TRUE(contains(next.read_answer(), "/next"));
}

TEST(Overload, LetsSlowRequestsKeepOnlyEachOtherWaiting)
{
    TestHandler handler;
    std::promise<void> go;
    std::promise<void> begun;
    const auto gone = go.get_future().share();
    handler.on_plan = [](const RequestHead& head) {
        return BodyPlan{.bytes_max = 1'000, .slow = head.path == "/slow"};
    };
    handler.on_serve = [&](Request request, Reply reply) {
        if (request.path == "/slow") {
            begun.set_value();
            gone.wait();
        }
        reply({.body = request.path});
    };
    TestServer server(handler, {.worker_threads = 1, .slow_max = 1});
    TestClient slow(server->port());
    slow.get("/slow");
    begun.get_future().wait();

    TestClient quick(server->port());
    quick.get("/quick");
    EXPECT_TRUE(contains(quick.read_answer(), "/quick"));
    TestClient surplus(server->port());
    surplus.get("/slow");
    EXPECT_TRUE(surplus.read_answer().starts_with("HTTP/1.1 503 "));
    go.set_value();
    EXPECT_TRUE(contains(slow.read_answer(), "/slow"));
}

TEST(Overload, EndsABodyThatTrickles)
{
    TestHandler handler;
    TestServer server(handler, {.body_seconds_max = 1});
    TestClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    // A byte each time the server has been silent for a while keeps every single wait short.
    pollfd heard{.fd = client.socket(), .events = POLLIN};
    int bytes = 0;
    for (; bytes < 1'000 && ::poll(&heard, 1, 50) == 0; ++bytes)
        client.send("x");
    EXPECT_LT(bytes, 1'000);
    EXPECT_TRUE(contains(client.read_to_end(), "request-timeout"));
}

}  // namespace
}  // namespace varde::http
