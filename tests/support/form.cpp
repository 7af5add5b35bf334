#include "support/form.hpp"

#include "http/url.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

constexpr std::string_view boundary = "----form-boundary-of-tests";

/// What stands between `before` and the next `after`.
std::string between(const std::string& text, std::string_view before, std::string_view after)
{
    const auto at = text.find(before);
    if (at == std::string::npos)
        return {};
    const auto begin = at + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

}  // namespace

void FilledForm::set(const std::string& name, std::string value)
{
    for (auto& field : fields)
        if (field.first == name) {
            field.second = std::move(value);
            return;
        }
    fields.emplace_back(name, std::move(value));
}

std::string FilledForm::get(const std::string& name) const
{
    for (const auto& field : fields)
        if (field.first == name)
            return field.second;
    return {};
}

std::string FilledForm::body() const
{
    std::string body;
    const auto begin = [&](const std::string& name) {
        body += "--" + std::string(boundary) + "\r\nContent-Disposition: form-data; name=\"" +
                name + "\"";
    };
    for (const auto& [name, value] : fields) {
        begin(name);
        body += "\r\n\r\n" + value + "\r\n";
    }
    // Browsers send the control even when nothing was chosen in it.
    if (files.empty()) {
        begin("attachments");
        body += "; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n";
    }
    for (const auto& file : files) {
        begin("attachments");
        body += "; filename=\"" + file.name + "\"\r\nContent-Type: " + file.media_type +
                "\r\n\r\n" + file.bytes + "\r\n";
    }
    return body + "--" + std::string(boundary) + "--\r\n";
}

FilledForm form()
{
    return {.fields = {{"form_token", std::string(32, 'a')},
                       {"content.concern", "He is often alone in the evening."},
                       {"content.danger_now", ""},
                       {"place", "5001"},
                       {"content.children.0.name", "Kari Example"},
                       {"content.children.0.address", ""},
                       {"content.guardians.1.relation", ""},
                       {"content.reporter.name", ""}}};
}

Answer send_body(Product& product, const std::string& body, Headers headers,
                 const std::string& path)
{
    http::RequestHead head;
    head.method = http::Method::post;
    head.path = path.substr(0, path.find('?'));
    if (const auto question = path.find('?'); question != std::string::npos)
        head.query = path.substr(question + 1);
    head.peer = "127.0.0.1";
    head.headers = std::move(headers);
    head.headers.emplace("content-type", "multipart/form-data; boundary=" + std::string(boundary));
    auto& api = product.api();
    EXPECT_TRUE(api.plan(head).streamed);
    EXPECT_GE(api.plan(head).bytes_max, body.size());
    auto sink = api.open_sink(head);
    if (!sink)
        return Answer(api.problem(sink.error()));
    constexpr std::size_t piece_bytes = 50'021;
    for (std::size_t at = 0; at < body.size(); at += piece_bytes)
        if (auto written = sink.value()->write(std::string_view(body).substr(at, piece_bytes));
            !written)
            return Answer(api.problem(written.error()));
    std::promise<Answer> promise;
    auto future = promise.get_future();
    sink.value()->finish(http::Reply(
        [&](http::Response response) { promise.set_value(Answer(std::move(response))); }));
    return future.get();
}

Answer send_form(Product& product, const FilledForm& form, Headers headers, const std::string& path)
{
    return send_body(product, form.body(), std::move(headers), path);
}

Answer follow_up(Product& product, const std::string& code, const std::string& path)
{
    return product.anyone().post(path, "code=" + http::percent_encode(code),
                                 {{"content-type", "application/x-www-form-urlencoded"}});
}

std::string code_on(const Answer& receipt) { return between(receipt.body, "id=\"code\">", "<"); }

std::string token_on(const Answer& page)
{
    return between(page.body, "name=\"form_token\" value=\"", "\"");
}

}  // namespace varde::test
