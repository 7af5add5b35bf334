#include "http/test_server.hpp"

#include <semaphore>

namespace varde::http {
namespace {

/// What a test wants to know of its sink; outlives it.
struct SinkLog {
    std::string bytes;
    std::size_t longest = 0, fail_after = SIZE_MAX;
    std::atomic<int> inside = 0, overlaps = 0, finished = 0;
    std::counting_semaphore<> destroyed{0};
    std::function<void()> before_write;
};

class TestSink : public BodySink {
public:
    explicit TestSink(SinkLog& log) : log_(log) {}
    ~TestSink() override { log_.destroyed.release(); }
    Status write(std::string_view bytes) override
    {
        if (++log_.inside > 1)
            ++log_.overlaps;
        if (log_.before_write)
            log_.before_write();
        log_.bytes += bytes;
        log_.longest = std::max(log_.longest, bytes.size());
        --log_.inside;
        if (log_.bytes.size() > log_.fail_after)
            return Error{.code = ErrorCode::conflict, .message = "enough"};
        return ok();
    }
    void finish(Reply reply) override
    {
        ++log_.finished;
        reply({.status = 201, .body = std::to_string(log_.bytes.size())});
    }

private:
    SinkLog& log_;
};

void stream_into(TestHandler& handler, SinkLog& log)
{
    handler.on_plan = [](const RequestHead&) {
        return BodyPlan{.bytes_max = 10'000'000, .streamed = true};
    };
    handler.on_sink = [&log](const RequestHead& head) -> Result<std::unique_ptr<BodySink>> {
        if (head.path == "/refused")
            return Error{.code = ErrorCode::conflict, .message = "not here"};
        return std::unique_ptr<BodySink>(std::make_unique<TestSink>(log));
    };
}

std::string pattern(std::size_t bytes)
{
    std::string text(bytes, '\0');
    for (std::size_t i = 0; i < bytes; ++i)
        text[i] = char((i * 31 + i / 251) & 0xff);
    return text;
}

std::string post_head(std::size_t bytes, const std::string& path = "/")
{
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(bytes) +
           "\r\n\r\n";
}

TEST(HttpUpload, GivesASlowSinkOnePieceAtATime)
{
    TestHandler handler;
    SinkLog log;
    stream_into(handler, log);
    std::binary_semaphore sender_is_held_up(0);
    std::atomic<bool> first = true;
    log.before_write = [&] {
        if (first.exchange(false))
            sender_is_held_up.acquire();
    };
    TestServer server(handler);
    TestClient client(server->port());
    const auto body = pattern(5'000'000);
    const auto all = post_head(body.size()) + body;
    // While the first piece is held, the sender gets no further than the kernel's buffers reach.
    std::size_t sent = 0;
    while (sent < all.size()) {
        const auto bytes = ::send(client.socket(), all.data() + sent, all.size() - sent,
                                  MSG_NOSIGNAL | MSG_DONTWAIT);
        if (bytes < 0)
            break;
        sent += std::size_t(bytes);
    }
    sender_is_held_up.release();
    EXPECT_TRUE(client.send(std::string_view(all).substr(sent)));
    EXPECT_TRUE(client.read_answer().ends_with("\r\n\r\n5000000"));
    log.destroyed.acquire();
    EXPECT_EQ(log.bytes, body);
    EXPECT_EQ(log.overlaps, 0);
    EXPECT_LE(log.longest, 65'536U);
}

TEST(HttpUpload, TakesChunksAndAnEmptyBody)
{
    TestHandler handler;
    SinkLog log;
    stream_into(handler, log);
    TestServer server(handler);
    TestClient client(server->port());
    client.send(post_head(0) +
                "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    EXPECT_TRUE(client.read_answer().ends_with("\r\n\r\n0"));
    client.send("2\r\nde\r\n0\r\n\r\n");
    EXPECT_TRUE(client.read_answer().ends_with("\r\n\r\n5"));
    EXPECT_EQ(log.finished, 2);
}

TEST(HttpUpload, TellsTheSenderAtOnceWhyASinkRefusesMidway)
{
    TestHandler handler;
    SinkLog log;
    log.fail_after = 100'000;
    stream_into(handler, log);
    TestServer server(handler);
    TestClient client(server->port());
    const auto body = pattern(1'000'000);
    EXPECT_TRUE(client.send(post_head(3'000'000) + body));
    const auto answer = client.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 409 "));
    EXPECT_TRUE(answer.ends_with("enough"));
    log.destroyed.acquire();
    EXPECT_EQ(log.finished, 0);
}

TEST(HttpUpload, IsRefusedBeforeTheBodyIsAskedFor)
{
    TestHandler handler;
    SinkLog log;
    stream_into(handler, log);
    TestServer server(handler);
    TestClient client(server->port());
    client.send("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
                "Expect: 100-continue\r\n\r\n");
    EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 409 "));
    TestClient welcome(server->port());
    welcome.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n"
                 "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(welcome.read_head(), "HTTP/1.1 100 Continue\r\n\r\n");
    welcome.send("a");
    EXPECT_TRUE(welcome.read_answer().starts_with("HTTP/1.1 201 "));
}

TEST(HttpUpload, DestroysTheSinkUnfinishedWhenTheSenderGivesUp)
{
    TestHandler handler;
    SinkLog log;
    std::binary_semaphore writing(0);
    log.before_write = [&] { writing.release(); };
    stream_into(handler, log);
    TestServer server(handler);
    TestClient client(server->port());
    client.send(post_head(1'000) + "some");
    writing.acquire();
    client.close();
    log.destroyed.acquire();
    EXPECT_EQ(log.finished, 0);
}

TEST(HttpUpload, CountsChunksAgainstItsLimit)
{
    TestHandler handler;
    SinkLog log;
    stream_into(handler, log);
    TestServer server(handler);
    TestClient client(server->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
    const auto chunk = "80000\r\n" + pattern(0x80000) + "\r\n";
    for (int i = 0; i < 20 && client.send(chunk); ++i) {
    }
    EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 413 "));
    log.destroyed.acquire();
    EXPECT_EQ(log.finished, 0);
}

/// Gives pieces of `piece_bytes` of a text; the text may be shorter than promised.
class TestSource : public BodySource {
public:
    TestSource(std::string text, bool fails) : text_(std::move(text)), fails_(fails) {}
    Result<std::string> next() override
    {
        auto piece = text_.substr(at_, 100'000);
        at_ += piece.size();
        if (piece.empty() && fails_)
            return Error{.code = ErrorCode::unavailable, .message = "disk"};
        return piece;
    }

private:
    std::string text_;
    std::size_t at_ = 0;
    bool fails_;
};

TEST(HttpDownload, SendsASourceAndKeepsTheConnection)
{
    TestHandler handler;
    const auto text = pattern(3'000'000);
    handler.on_serve = [&](Request, Reply reply) {
        reply({.source = std::make_unique<TestSource>(text, false), .source_bytes = text.size()});
    };
    TestServer server(handler);
    TestClient client(server->port());
    for (int i = 0; i < 3; ++i) {
        client.get("/");
        EXPECT_TRUE(contains(client.read_head(), "Content-Length: 3000000\r\n"));
        EXPECT_EQ(client.read_bytes(text.size()), text);
    }
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const auto head = client.read_to_end();
    EXPECT_TRUE(contains(head, "Content-Length: 3000000\r\n"));
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
}

TEST(HttpDownload, IsCutOffWhenTheSourceFailsOrIsOfAnotherLength)
{
    TestHandler handler;
    handler.on_serve = [&](Request request, Reply reply) {
        const std::uint64_t promised = request.path == "/longer" ? 250'000 : 350'000;
        reply({.source = std::make_unique<TestSource>(pattern(300'000), request.path == "/fails"),
               .source_bytes = promised});
    };
    TestServer server(handler);
    for (const auto* path : {"/fails", "/shorter", "/longer"}) {
        TestClient client(server->port());
        client.get(path);
        client.read_head();
        EXPECT_LE(client.read_to_end().size(), 300'000U) << path;
        EXPECT_TRUE(client.was_closed()) << path;
    }
}

TEST(HttpDownload, FreesTheSourceWhenTheReaderGoes)
{
    TestHandler handler;
    std::promise<void> freed;
    struct Source : BodySource {
        explicit Source(std::promise<void>& p) : freed(p) {}
        ~Source() override { freed.set_value(); }
        Result<std::string> next() override { return std::string(200'000, 'x'); }
        std::promise<void>& freed;
    };
    handler.on_serve = [&](Request, Reply reply) {
        reply({.source = std::make_unique<Source>(freed), .source_bytes = 1ULL << 40});
    };
    TestServer server(handler);
    TestClient client(server->port());
    client.get("/");
    client.read_bytes(1'000'000);
    client.close();
    EXPECT_EQ(freed.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
}

}  // namespace
}  // namespace varde::http
