#include "http/test_server.hpp"

namespace varde::http {
namespace {

struct BadRequest {
    const char* name;
    std::string bytes;
    const char* status;
};

TEST(HttpLimits, RefuseWhatIsNotARequest)
{
    const std::string host = "Host: x\r\n";
    const std::string post = "POST / HTTP/1.1\r\nHost: x\r\n";
    const std::vector<BadRequest> table{
        {"junk", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9), "400"},
        {"no version", "GET /\r\n\r\n", "400"},
        {"unknown version", "GET / HTTP/2.0\r\n" + host + "\r\n", "400"},
        {"no target", "GET  HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"target that is no path", "GET foo HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"asterisk", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"broken percent-encoding", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"cut percent-encoding", "GET /a%2 HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"NUL in path", "GET /a%00b HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
        {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", "400"},
        {"blank before colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"},
        {"bare line feed", "GET / HTTP/1.1\nHost: x\n\n", "400"},
        {"NUL in header", std::string("GET / HTTP/1.1\r\nHost: \0\r\n\r\n", 27), "400"},
        {"two lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", "400"},
        {"list of lengths", post + "Content-Length: 1, 1\r\n\r\na", "400"},
        {"negative length", post + "Content-Length: -1\r\n\r\na", "400"},
        {"length with sign", post + "Content-Length: +1\r\n\r\na", "400"},
        {"overflowing length", post + "Content-Length: 99999999999999999999\r\n\r\na", "400"},
        {"length and chunks",
         post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
        {"chunks and length",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n0\r\n\r\n", "400"},
        {"other coding", post + "Transfer-Encoding: gzip\r\n\r\n", "400"},
        {"coding and chunks", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400"},
        {"chunks twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", "400"},
        {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "400"},
        {"bad chunk size", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
        {"overflowing chunk size",
         post + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "400"},
        {"chunk longer than said", post + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
         "400"},
        {"endless chunk extension",
         post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(30'000, 'e'), "413"},
        {"endless trailer",
         post + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + std::string(30'000, 't'), "413"},
        {"long header", "GET / HTTP/1.1\r\n" + host + "A: " + std::string(30'000, 'a'), "413"},
        {"long target", "GET /" + std::string(30'000, 'a'), "413"},
        {"body over limit", post + "Content-Length: 100001\r\n\r\n", "413"},
        {"chunk over limit", post + "Transfer-Encoding: chunked\r\n\r\n186a1\r\n", "413"},
    };
    TestHandler handler;
    TestServer server(handler);
    for (const auto& row : table) {
        TestClient client(server->port());
        client.send(row.bytes);
        const auto answer = client.read_answer();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + std::string(row.status)))
            << row.name << ": " << answer;
        EXPECT_TRUE(contains(answer, "application/problem+json")) << row.name;
        EXPECT_TRUE(contains(answer, "Connection: close")) << row.name;
        EXPECT_EQ(client.read_to_end(), "") << row.name;
        EXPECT_TRUE(client.was_closed()) << row.name;
    }
}

TEST(HttpLimits, CountHeadersThatAreShortEachButMany)
{
    TestHandler handler;
    TestServer server(handler, {.header_bytes_max = 2'000});
    TestClient client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 200; ++i)
        client.send("X-Header-" + std::to_string(i) + ": value\r\n");
    EXPECT_TRUE(client.read_answer().starts_with("HTTP/1.1 413 "));
}

TEST(HttpLimits, CountTheBytesOfManySmallChunks)
{
    TestHandler handler;
    handler.on_plan = [](const RequestHead&) { return BodyPlan{.bytes_max = 10}; };
    TestServer server(handler);
    TestClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 11; ++i)
        client.send("1\r\na\r\n");
    EXPECT_TRUE(client.read_answer().starts_with("HTTP/1.1 413 "));
}

TEST(HttpLimits, LetAClientReadTheRefusalOfABodyThatItIsStillSending)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
    EXPECT_TRUE(client.send(std::string(2'000'000, 'x')));
    EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 413 "));
}

TEST(HttpLimits, AnswerABodyThatIsCutShort)
{
    TestHandler handler;
    std::atomic<int> served = 0;
    handler.on_serve = [&](Request, Reply) { ++served; };
    TestServer server(handler);
    for (const auto* framing :
         {"Content-Length: 10\r\n\r\nshort", "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"}) {
        TestClient client(server->port());
        client.send(std::string("POST / HTTP/1.1\r\nHost: x\r\n") + framing);
        client.finish_sending();
        EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 400 "));
    }
    EXPECT_EQ(served, 0);
}

TEST(HttpLimits, AskForABodyOnlyWhenItWillBeTaken)
{
    TestHandler handler;
    TestServer server(handler);
    TestClient welcome(server->port());
    welcome.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n");
    EXPECT_EQ(welcome.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
    welcome.send("ab");
    EXPECT_TRUE(welcome.read_answer().ends_with("2 /  ab"));

    TestClient refused(server->port());
    refused.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n"
                 "Expect: 100-continue\r\n\r\n");
    EXPECT_TRUE(refused.read_answer().starts_with("HTTP/1.1 413 "));
}

TEST(HttpLimits, EndASlowHeader)
{
    TestHandler handler;
    TestServer server(handler, {.header_seconds_max = 1});
    TestClient silent(server->port()), slow(server->port());
    slow.send("GET / HTTP/1.1\r\nHo");
    const auto answer = slow.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 "));
    EXPECT_TRUE(contains(answer, "request-timeout"));
    EXPECT_TRUE(slow.was_closed());
    EXPECT_EQ(silent.read_to_end(), "");
    EXPECT_TRUE(silent.was_closed());
}

TEST(HttpLimits, EndASlowBody)
{
    TestHandler handler;
    TestServer server(handler, {.body_seconds_max = 1});
    TestClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    EXPECT_TRUE(contains(client.read_to_end(), "request-timeout"));
    EXPECT_TRUE(client.was_closed());
}

TEST(HttpLimits, EndAnIdleConnection)
{
    TestHandler handler;
    TestServer server(handler, {.idle_seconds_max = 1});
    TestClient client(server->port());
    client.get("/");
    client.read_answer();
    EXPECT_EQ(client.read_to_end(), "");
    EXPECT_TRUE(client.was_closed());
}

class EndlessSource : public BodySource {
public:
    explicit EndlessSource(std::promise<void>& ended) : ended_(ended) {}
    ~EndlessSource() override { ended_.set_value(); }
    Result<std::string> next() override { return std::string(65'536, 'x'); }

private:
    std::promise<void>& ended_;
};

TEST(HttpLimits, EndAReaderThatStopsReading)
{
    TestHandler handler;
    std::promise<void> ended;
    handler.on_serve = [&](Request, Reply reply) {
        reply({.source = std::make_unique<EndlessSource>(ended), .source_bytes = 1ULL << 40});
    };
    TestServer server(handler, {.body_seconds_max = 1});
    TestClient client(server->port());
    client.get("/");
    EXPECT_EQ(ended.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
}

}  // namespace
}  // namespace varde::http
