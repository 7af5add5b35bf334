#include "http/load.hpp"

#include "http/test_server.hpp"

#include <set>

namespace varde::http {
namespace {

void post(std::uint64_t number, std::string& request)
{
    const auto body = std::to_string(number);
    request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body;
}

TEST(Load, SendsEachRequestOnceAndReportsEachAnswer)
{
    TestHandler handler;
    TestServer server(handler);
    for (const double per_second : {0.0, 5'000.0}) {
        std::set<std::uint64_t> seen;
        const LoadOptions options{.port = server->port(),
                                  .connections = 8,
                                  .seconds = 30,
                                  .requests_max = 500,
                                  .per_second = per_second};
        const auto outcome = run_load(options, post, [&](const LoadAnswer& answer) {
            EXPECT_EQ(answer.status, 200);
            EXPECT_EQ(answer.body, "2 /  " + std::to_string(answer.number));
            EXPECT_GE(answer.milliseconds, 0);
            EXPECT_TRUE(seen.insert(answer.number).second);
            return true;
        });
        EXPECT_TRUE(outcome);
        EXPECT_EQ(seen.size(), 500U);
    }
}

TEST(Load, CountsLatencyFromTheScheduledTimeInOpenLoop)
{
    TestHandler handler;
    TestServer server(handler);
    double first = 0, last = 0;
    const LoadOptions options{.port = server->port(),
                              .connections = 1,
                              .seconds = 30,
                              .requests_max = 200,
                              .per_second = 1e9};
    EXPECT_TRUE(run_load(options, post, [&](const LoadAnswer& answer) {
        (answer.number == 0 ? first : last) = answer.milliseconds;
        return true;
    }));
    // All were due at once, so the last waited for all the others.
    EXPECT_GT(last, first);
}

TEST(Load, OpensAgainWhatTheServerCloses)
{
    TestHandler handler;
    TestServer server(handler);
    int answers = 0;
    const auto closing = [](std::uint64_t, std::string& request) {
        request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    };
    const LoadOptions options{.port = server->port(), .connections = 4, .requests_max = 300};
    EXPECT_TRUE(run_load(options, closing, [&](const LoadAnswer& answer) {
        answers += answer.status == 200;
        return true;
    }));
    EXPECT_EQ(answers, 300);
}

TEST(Load, SendsLargeRequestsAndReadsLargeAnswers)
{
    TestHandler handler;
    handler.on_plan = [](const RequestHead&) { return BodyPlan{.bytes_max = 5'000'000}; };
    TestServer server(handler);
    const std::string body(4'000'000, 'x');
    const auto large = [&](std::uint64_t, std::string& request) {
        request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n" + body;
    };
    const LoadOptions options{.port = server->port(), .connections = 2, .requests_max = 4};
    int answers = 0;
    EXPECT_TRUE(run_load(options, large, [&](const LoadAnswer& answer) {
        answers += answer.body.size() == body.size() + 5;
        return true;
    }));
    EXPECT_EQ(answers, 4);
}

TEST(Load, StopsWhenToldTo)
{
    TestHandler handler;
    TestServer server(handler);
    int answers = 0;
    EXPECT_TRUE(run_load({.port = server->port(), .seconds = 1'000}, post,
                         [&](const LoadAnswer&) { return ++answers < 10; }));
    EXPECT_EQ(answers, 10);
}

TEST(Load, GivesUpWhenNobodyListens)
{
    TestHandler handler;
    std::uint16_t port = 0;
    {
        TestServer server(handler);
        port = server->port();
    }
    const auto outcome =
        run_load({.port = port, .connections = 2}, post, [](const LoadAnswer&) { return true; });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
}

TEST(Load, ReportsWhatWasUnderWayWhenTheServerDies)
{
    TestHandler handler;
    std::vector<std::uint64_t> lost;
    std::vector<Reply> unanswered;  // Touched by the only worker.
    TestServer server(handler, {.worker_threads = 1, .drain_seconds_max = 0});
    handler.on_serve = [&](Request, Reply reply) {
        unanswered.push_back(std::move(reply));
        if (unanswered.size() == 3)
            server->stop();
    };
    const auto outcome =
        run_load({.port = server->port(), .connections = 3}, post, [&](const LoadAnswer& answer) {
            EXPECT_EQ(answer.status, 0);
            lost.push_back(answer.number);
            return true;
        });
    EXPECT_FALSE(outcome);
    EXPECT_EQ(lost.size(), 3U);
}

}  // namespace
}  // namespace varde::http
