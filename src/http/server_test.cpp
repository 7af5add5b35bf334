#include "http/test_server.hpp"

#include <stdexcept>

namespace varde::http {
namespace {

TEST(HttpServer, AnswersARequestWithLengthAndDateAndNoServerName)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient client(server->port());
    client.get("/a%20b?c=%20d");
    const auto answer = client.read_answer();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(contains(answer, "\r\nDate: "));
    EXPECT_TRUE(contains(answer, "\r\nContent-Type: text/plain\r\n"));
    EXPECT_FALSE(contains(answer, "Server:"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n0 /a b c=%20d "));
}

TEST(HttpServer, KeepsTheConnectionBetweenRequests)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient client(server->port());
    for (int i = 0; i < 5; ++i) {
        client.send("POST /" + std::to_string(i) +
                    " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
        EXPECT_TRUE(client.read_answer().ends_with("/" + std::to_string(i) + "  abc"));
    }
    EXPECT_EQ(server->counters().connections, 1U);
    EXPECT_EQ(server->counters().requests, 5U);
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient client(server->port());
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += "POST /" + std::to_string(i) +
               " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n\r\n";
    client.send(all);
    for (int i = 0; i < 50; ++i)
        EXPECT_TRUE(client.read_answer().ends_with(" /" + std::to_string(i) + "  hi"));
}

TEST(HttpServer, TakesARequestThatArrivesByteByByte)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient client(server->port());
    for (char c :
         std::string_view("PUT /p HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n"))
        client.send(std::string(1, c));
    EXPECT_TRUE(client.read_answer().ends_with("3 /p  abcde"));
}

TEST(HttpServer, SpeaksHttp10)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient kept(server->port());
    kept.send("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_TRUE(contains(kept.read_answer(), "Connection: keep-alive\r\n"));
    kept.send("GET /b HTTP/1.0\r\n\r\n");
    const auto last = kept.read_to_end();
    EXPECT_TRUE(contains(last, "Connection: close\r\n"));
    EXPECT_TRUE(last.ends_with("0 /b  "));
    EXPECT_TRUE(kept.was_closed());
}

TEST(HttpServer, SendsNoBodyToHead)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient client(server->port());
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto head = client.read_head();
    EXPECT_TRUE(contains(head, "Content-Length: 6\r\n"));
    EXPECT_TRUE(client.read_answer().ends_with("0 /b  "));
}

TEST(HttpServer, SendsNoLengthWhereThereCanBeNoBody)
{
    TestHandler handler;
    handler.on_serve = [](Request, Reply reply) { reply({.status = 204, .body = "ignored"}); };
    TestServer server(handler);
    TestClient client(server->port());
    client.get("/");
    client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const auto both = client.read_to_end();
    EXPECT_FALSE(contains(both, "Content-Length"));
    EXPECT_FALSE(contains(both, "ignored"));
    EXPECT_EQ(both.find("HTTP/1.1 204", 1), both.find("\r\n\r\n") + 4);
}

TEST(HttpServer, SendsALongBodyWhole)
{
    TestHandler handler;
    const std::string body(20'000'000, 'x');
    handler.on_serve = [&](Request, Reply reply) { reply({.body = body}); };
    TestServer server(handler);
    TestClient client(server->port());
    client.get("/");
    client.read_head();
    EXPECT_EQ(client.read_bytes(body.size()), body);
}

TEST(HttpServer, JoinsRepeatedHeaders)
{
    TestHandler handler;
    handler.on_serve = [](Request request, Reply reply) {
        reply({.body = std::string(request.header("accept")) + "|" +
                       std::string(request.header("cookie")) + "|" + request.peer});
    };
    TestServer server(handler);
    TestClient client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\nACCEPT: a\r\nAccept: b\r\nCookie: c=1\r\n"
                "Cookie: d=2\r\n\r\n");
    EXPECT_TRUE(client.read_answer().ends_with("a, b|c=1; d=2|127.0.0.1"));
}

TEST(HttpServer, LetsNoHeaderValueStartAnother)
{
    TestHandler handler;
    handler.on_serve = [](Request, Reply reply) {
        reply({.headers = {{"X-Name", "a\r\nSet-Cookie: b=c"}}});
    };
    TestServer server(handler);
    TestClient client(server->port());
    client.get("/");
    EXPECT_TRUE(contains(client.read_answer(), "X-Name: a  Set-Cookie: b=c\r\n"));
}

TEST(HttpServer, AnswersForAHandlerThatDropsItsReplyOrThrows)
{
    TestHandler handler;
    handler.on_serve = [](Request request, Reply reply) {
        const auto owned = std::move(reply);
        if (request.path == "/throw")
            throw std::runtime_error("for the test");
    };
    TestServer server(handler);
    TestClient client(server->port());
    for (const auto* path : {"/drop", "/throw", "/drop"}) {
        client.get(path);
        const auto answer = client.read_answer();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 500 ")) << path;
        EXPECT_TRUE(contains(answer, "application/problem+json")) << path;
    }
}

TEST(HttpServer, AnswersFromAnotherThread)
{
    TestHandler handler;
    std::promise<Reply> held;
    handler.on_serve = [&](Request, Reply reply) { held.set_value(std::move(reply)); };
    TestServer server(handler);
    TestClient client(server->port());
    client.get("/");
    auto reply = held.get_future().get();
    server->post([&] { reply({.body = "from a worker"}); });
    EXPECT_TRUE(client.read_answer().ends_with("from a worker"));
}

TEST(HttpServer, SurvivesAnAnswerToAClientThatHasGone)
{
    TestHandler handler;
    std::promise<Reply> held;
    handler.on_serve = [&](Request request, Reply reply) {
        if (request.path == "/held")
            held.set_value(std::move(reply));
        else
            reply({.body = "alive"});
    };
    TestServer server(handler);
    {
        TestClient gone(server->port());
        gone.get("/held");
        auto reply = held.get_future().get();
        gone.close();
        reply({.body = std::string(1'000'000, 'x')});
    }
    TestClient client(server->port());
    client.get("/");
    EXPECT_TRUE(client.read_answer().ends_with("alive"));
}

TEST(HttpServer, SurvivesAnAnswerAfterItsOwnEnd)
{
    TestHandler handler;
    std::promise<Reply> held;
    handler.on_serve = [&](Request, Reply reply) { held.set_value(std::move(reply)); };
    auto server = std::make_unique<TestServer>(handler, ServerOptions{.drain_seconds_max = 0});
    TestClient client((*server)->port());
    client.get("/");
    auto reply = held.get_future().get();
    server.reset();
    EXPECT_EQ(client.read_to_end(), "");
    reply({.body = "too late"});
}

TEST(HttpServer, FinishesWhatIsUnderWayWhenStopped)
{
    TestHandler handler;
    std::promise<Reply> held;
    handler.on_serve = [&](Request request, Reply reply) {
        if (request.path == "/idle")
            reply({.body = "idle"});
        else
            held.set_value(std::move(reply));
    };
    TestServer server(handler);
    TestClient idle(server->port()), busy(server->port());
    idle.get("/idle");
    EXPECT_TRUE(idle.read_answer().ends_with("idle"));
    busy.get("/busy");
    auto reply = held.get_future().get();
    server->stop();
    EXPECT_EQ(idle.read_to_end(), "");  // So draining has begun.
    EXPECT_TRUE(idle.was_closed());
    reply({.body = "finished"});
    const auto answer = busy.read_to_end();
    EXPECT_TRUE(contains(answer, "Connection: close\r\n"));
    EXPECT_TRUE(answer.ends_with("finished"));
    busy.close();
    server.stop();
    EXPECT_EQ(server->counters().connections, 0U);
}

TEST(HttpServer, SaysWhyItCannotListen)
{
    TestHandler handler;
    TestServer first(handler);
    const auto taken = Server::listen({.port = first->port()}, handler);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(contains(taken.error().message, std::to_string(first->port())));
    EXPECT_FALSE(Server::listen({.address = "nowhere"}, handler));
    EXPECT_FALSE(Server::listen({.tls_certificate = "/nonexistent"}, handler));
}

TEST(HttpServer, StopsBeforeItHasServedAnything)
{
    TestHandler handler;
    const auto server = Server::listen({}, handler).value().release();
    const std::unique_ptr<Server> owned(server);
    owned->stop();
    owned->run();
    EXPECT_EQ(owned->counters().requests, 0U);
}

}  // namespace
}  // namespace varde::http
