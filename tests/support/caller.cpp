#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

constexpr std::string_view content =
    R"({"concern":"He is often alone in the evening.","children":[{"name":"Kari Example"}]})";

std::string report(const std::string& address, const std::string& more, const std::string& kind)
{
    return R"({"kind":")" + kind + "\"," + address + R"(,"content":)" + std::string(content) +
           (more.empty() ? "" : "," + more) + "}";
}

}  // namespace

http::Request Caller::request(http::Method method, const std::string& path, std::string body,
                              Headers extra) const
{
    http::Request request;
    request.method = method;
    const auto question = path.find('?');
    request.path = path.substr(0, question);
    if (question != std::string::npos)
        request.query = path.substr(question + 1);
    request.headers = headers;
    if (!body.empty())
        request.headers["content-type"] = "application/json";
    for (auto& [name, value] : extra)
        request.headers[name] = value;
    request.peer = "127.0.0.1";
    request.body = std::move(body);
    return request;
}

Answer Caller::send(http::Request request) const
{
    return product_->serve(std::move(request)).get();
}

Answer Caller::get(const std::string& path, Headers extra) const
{
    return send(request(http::Method::get, path, {}, std::move(extra)));
}

Answer Caller::post(const std::string& path, std::string body, Headers extra) const
{
    return post_later(path, std::move(body), std::move(extra)).get();
}

std::future<Answer> Caller::post_later(const std::string& path, std::string body,
                                       Headers extra) const
{
    return product_->serve(request(http::Method::post, path, std::move(body), std::move(extra)));
}

Answer Caller::remove(const std::string& path) const
{
    return send(request(http::Method::remove, path, {}, {}));
}

Answer Caller::upload(const std::string& media_type, std::string_view bytes) const
{
    const auto head =
        request(http::Method::post, "/api/v1/uploads", {}, {{"content-type", media_type}});
    auto& api = product_->api();
    EXPECT_TRUE(api.plan(head).streamed);
    auto sink = api.open_sink(head);
    if (!sink)
        return Answer(api.problem(sink.error()));
    // Odd pieces, so that they never fall together with the chunks of the sealed file.
    constexpr std::size_t piece_bytes = 60'001;
    for (std::size_t at = 0; at < bytes.size(); at += piece_bytes)
        if (auto written = sink.value()->write(bytes.substr(at, piece_bytes)); !written)
            return Answer(api.problem(written.error()));
    std::promise<Answer> promise;
    auto future = promise.get_future();
    sink.value()->finish(http::Reply(
        [&](http::Response response) { promise.set_value(Answer(std::move(response))); }));
    return future.get();
}

std::string report_to(const std::string& municipality, const std::string& more,
                      const std::string& kind)
{
    return report(R"("place":{"municipality":")" + municipality + "\"}", more, kind);
}

std::string report_to_unit(const std::string& unit, const std::string& more,
                           const std::string& kind)
{
    return report(R"("unit":")" + unit + "\"", more, kind);
}

Headers key(const std::string& key) { return {{"idempotency-key", key}}; }

}  // namespace varde::test
