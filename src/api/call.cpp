#include "api/call.hpp"

#include "http/url.hpp"
#include "json/writer.hpp"

#include <charconv>

namespace varde::api {
namespace {

struct Shown {
    int status;
    std::string_view problem;
    std::string_view title;
};

Shown shown(ErrorCode code)
{
    switch (code) {
    case ErrorCode::malformed:
        return {400, "malformed", "The request could not be read"};
    case ErrorCode::invalid:
        return {422, "invalid", "Something in the request is wrong"};
    case ErrorCode::unauthenticated:
        return {401, "unauthenticated", "Not signed in"};
    case ErrorCode::forbidden:
        return {403, "forbidden", "Not allowed"};
    case ErrorCode::not_found:
        return {404, "not-found", "Not found"};
    case ErrorCode::conflict:
        return {409, "conflict", "Does not fit the present state"};
    case ErrorCode::too_large:
        return {413, "too-large", "Too large"};
    case ErrorCode::unavailable:
        return {503, "unavailable", "Not possible just now"};
    case ErrorCode::internal:
        break;
    }
    return {500, "internal", "A fault on our side"};
}

int status_of(const Error& error, int usual)
{
    if (error.problem == "stale-view")
        return 412;
    if (error.problem == "wrong-content-type")
        return 415;
    if (error.problem == "method-not-allowed")
        return 405;
    if (error.problem == "too-many-requests")
        return 429;
    if (error.problem == "request-timeout")
        return 408;
    if (error.problem == "report-erased")
        return 410;
    return usual;
}

}  // namespace

std::string Call::query(std::string_view name) const
{
    return http::query_value(request.query, name).value_or("");
}

std::string Call::path_value(std::string_view name) const
{
    const auto found = request.path_values.find(name);
    return found == request.path_values.end() ? std::string{} : found->second;
}

acts::RetryKey Call::retry_key(bool with_path) const
{
    const auto& actor = who.actor;
    auto scope = actor.is_nobody()       ? std::string("public")
                 : actor.person.is_nil() ? "organisation " + to_string(actor.organisation.id)
                                         : "person " + to_string(actor.person);
    if (with_path)
        scope += " " + request.path;
    return {std::move(scope), std::string(request.header("idempotency-key"))};
}

http::Response json_response(std::string body, int status)
{
    return {.status = status,
            .content_type = "application/json",
            .body = std::move(body),
            .headers = {{"Cache-Control", "no-store"}}};
}

http::Response problem_response(const Error& error)
{
    const auto usual = shown(error.code);
    const auto status = status_of(error, usual.status);
    json::Writer w;
    w.object([&] {
        w("type", "https://varde.example/problems/" +
                      (error.problem.empty() ? std::string(usual.problem) : error.problem));
        w("title", status == 405   ? std::string_view("Method not allowed")
                   : status == 410 ? std::string_view("Erased")
                                   : usual.title)("status", status)("detail", error.message);
        if (error.problem != "outcome-unknown")  // Neither would be true.
            w("kept", error.kept);
        if (!error.faults.empty())
            w.array("errors", [&] {
                for (const auto& fault : error.faults)
                    w.object([&] { w("pointer", fault.pointer)("detail", fault.detail); });
            });
        if (!error.first_report.empty())
            w("first_report", error.first_report);
    });
    http::Response response{.status = status,
                            .content_type = "application/problem+json",
                            .body = w.take(),
                            .headers = {{"Cache-Control", "no-store"}}};
    if (status == 503 || status == 429)
        response.headers.emplace_back("Retry-After", "5");
    if (status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

Result<json::Document> body_of(const http::Request& request)
{
    if (request.body.empty())
        return json::Document::parse("{}");
    const auto type = request.header("content-type");
    if (!type.starts_with("application/json"))
        return Error{.code = ErrorCode::malformed,
                     .message = "Send JSON with Content-Type: application/json. Nothing was "
                                "stored.",
                     .problem = "wrong-content-type"};
    auto parsed = json::Document::parse(request.body);
    if (parsed && !parsed.value().root().is(json::Type::object))
        return Error{ErrorCode::malformed, "The body must be one JSON object. Nothing was stored."};
    return parsed;
}

Result<int> limit_in_query(const Call& call)
{
    const auto text = call.query("limit");
    if (text.empty())
        return 50;
    int limit = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, limit);
    if (error != std::errc{} || stopped != end || limit < 1 || limit > 200)
        return Error{.code = ErrorCode::invalid,
                     .message = "limit must be a number from 1 to 200.",
                     .faults = {{"?limit", "must be a number from 1 to 200"}}};
    return limit;
}

}  // namespace varde::api
