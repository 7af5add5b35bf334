#include "http/request_parser.hpp"

#include <gtest/gtest.h>

#include <random>

namespace varde::http {
namespace {

/// What came of the bytes: everything about a complete request, or that there is none.
std::string outcome(std::string_view bytes, const std::function<std::size_t()>& piece_bytes)
{
    RequestParser parser(1'000);
    std::string held;
    while (!parser.is_complete()) {
        const auto piece = bytes.substr(0, piece_bytes());
        bytes.remove_prefix(piece.size());
        held += piece;
        const bool had_head = parser.has_head();
        const auto used = parser.parse(held);
        if (!used)
            return "none";
        held.erase(0, used.value());
        if (!had_head && parser.has_head())
            parser.accept_body(500, true);
        else if (piece.empty() && !parser.is_complete())
            return "none";
    }
    std::string all = std::to_string(int(parser.request.method)) + " " + parser.request.path + "?" +
                      parser.request.query + (parser.keeps_alive() ? " keeps" : " closes");
    for (const auto& [name, value] : parser.request.headers)
        all += "|" + name + "=" + value;
    return all + "|" + parser.request.body + "|" + std::to_string(held.size() + bytes.size());
}

const std::string requests[] = {
    "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET http://h/p%20q?a=b HTTP/1.1\r\nHost: h\r\nAccept: a\r\n folded\r\n\r\nnext",
    "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
    "POST /a HTTP/1.0\r\nContent-Length: 0\r\n\r\n",
    "PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;a=\"b\"\r\nhello\r\n00A\r\n0123456789\r\n0;x\r\nHost: y\r\nT: u\r\n\r\nGET",
};

TEST(RequestParser, SeesTheSameRequestHoweverTheBytesAreCut)
{
    for (const auto& request : requests) {
        const auto whole = outcome(request, [&] { return request.size(); });
        EXPECT_NE(whole, "none") << request;
        for (std::size_t cut = 0; cut <= request.size(); ++cut) {
            bool first = true;
            EXPECT_EQ(outcome(request,
                              [&] {
                                  const bool now = std::exchange(first, false);
                                  return now && cut > 0 ? cut : request.size();
                              }),
                      whole)
                << request << " cut at " << cut;
        }
        for (std::size_t piece = 1; piece < 10; ++piece)
            EXPECT_EQ(outcome(request, [&] { return piece; }), whole) << request << piece;
    }
}

TEST(RequestParser, SeesTheSameInBrokenRequestsToo)
{
    std::mt19937 random(20'261'122);  // The same inputs on every run.
    const auto below = [&](std::size_t n) { return random() % n; };
    const std::string_view alphabet("\r\n\0 :;,%0aAfFhH/\x7f\xff", 19);
    for (int round = 0; round < 30'000; ++round) {
        auto text = requests[below(std::size(requests))];
        for (auto changes = 1 + below(3); changes > 0; --changes) {
            const auto at = below(text.size());
            const auto kind = below(4);
            if (kind == 0)
                text[at] = alphabet[below(alphabet.size())];
            else if (kind == 1)
                text.insert(at, 1, alphabet[below(alphabet.size())]);
            else if (kind == 2)
                text.erase(at, 1 + below(4));
            else
                text.insert(at, text.substr(below(text.size()), below(30)));
            if (text.empty())
                text = "\r";
        }
        const auto whole = outcome(text, [&] { return text.size(); });
        ASSERT_EQ(outcome(text, [] { return std::size_t(1); }), whole) << text;
        ASSERT_EQ(outcome(text, [&] { return 1 + below(7); }), whole) << text;
    }
}

TEST(RequestParser, TakesNoHeaderFromATrailer)
{
    RequestParser parser(1'000);
    const std::string_view bytes =
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\nAuthorization: forged\r\n\r\n";
    const auto head = parser.parse(bytes);
    ASSERT_TRUE(head);
    parser.accept_body(10, true);
    ASSERT_TRUE(parser.parse(bytes.substr(head.value())));
    EXPECT_TRUE(parser.is_complete());
    EXPECT_EQ(parser.request.header("authorization"), "");
}

}  // namespace
}  // namespace varde::http
