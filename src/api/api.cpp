#include "api/api.hpp"

#include "acts/keep_upload.hpp"
#include "api/content_digest.hpp"
#include "api/routes.hpp"
#include "api/session.hpp"

namespace varde::api {
namespace {

/// Headers that no answer goes without.
http::Response guarded(http::Response response)
{
    auto& headers = response.headers;
    const auto has = [&](std::string_view name) {
        return std::any_of(headers.begin(), headers.end(),
                           [&](const auto& header) { return header.first == name; });
    };
    headers.emplace_back("X-Content-Type-Options", "nosniff");
    if (!has("Referrer-Policy"))
        headers.emplace_back("Referrer-Policy", "no-referrer");
    if (!has("Content-Security-Policy"))
        headers.emplace_back("Content-Security-Policy",
                             "default-src 'self'; object-src 'none'; base-uri 'none'; "
                             "form-action 'self'; frame-ancestors 'none'");
    return response;
}

http::Reply guarding(http::Reply reply, Counts& counts)
{
    return http::Reply([reply = std::move(reply), &counts](http::Response response) mutable {
        if (response.status >= 400)
            ++counts.problems;
        reply(guarded(std::move(response)));
    });
}

/// Gives a streamed body's answer the headers that every answer has.
class GuardedSink final : public http::BodySink {
public:
    GuardedSink(std::unique_ptr<http::BodySink> sink, Counts& counts)
        : sink_(std::move(sink)), counts_(counts)
    {
    }
    Status write(std::string_view bytes) override { return sink_->write(bytes); }
    void finish(http::Reply reply) override { sink_->finish(guarding(std::move(reply), counts_)); }

private:
    std::unique_ptr<http::BodySink> sink_;
    Counts& counts_;
};

bool changes(http::Method method)
{
    return method != http::Method::get && method != http::Method::head;
}

Status may_enter(const Route& route, const acts::Authenticated& who, const http::RequestHead& head)
{
    if (route.entry != Entry::anyone && who.actor.is_nobody())
        return Error{ErrorCode::unauthenticated,
                     "Sign in, or send an API key as Authorization: Bearer <key>."};
    if (route.entry == Entry::person && who.actor.is_system())
        return Error{ErrorCode::forbidden,
                     "This is for people who sign in: acts must have a named person."};
    // Somebody who signs in anew may hold an old cookie; that is no forgery to fear.
    const bool signing_in = route.entry == Entry::anyone;
    if (!who.token.empty() && changes(head.method) && !signing_in)
        TRY(check_same_site(head, who));
    return ok();
}

Status check_digest(const http::Request& request)
{
    const auto stated = TRY(stated_digest(request));
    if (stated && *stated != crypto::sha256(bytes_of(request.body)))
        return acts::digest_mismatch();
    return ok();
}

Error no_route(const Match& match)
{
    if (match.path_known)
        return {.code = ErrorCode::not_found,
                .message = "This address does not take that method.",
                .problem = "method-not-allowed"};
    return {ErrorCode::not_found, "There is nothing at this address."};
}

}  // namespace

Api::Api(acts::Services& services, const http::StaticFiles& files, PublicLimits limits)
    : services_(services), files_(files), limits_(limits)
{
}

http::BodyPlan Api::plan(const http::RequestHead& head)
{
    const auto match = find_route(head.method, head.path);
    if (!match.route)
        return {};
    const auto& route = *match.route;
    if (is_streamed(route, head))
        return {route.sink_bytes_max > 0 ? route.sink_bytes_max : route.body_bytes_max, true};
    return {route.body_bytes_max, false, route.slow};
}

Result<acts::Authenticated> Api::who_enters(const Route& route, const http::RequestHead& head)
{
    auto who = authenticate(head);
    // A session that has ended is nobody's: pages for anyone still work.
    if (!who && route.entry == Entry::anyone && head.header("authorization").empty())
        who = acts::Authenticated{};
    if (who)
        TRY(may_enter(route, who.value(), head));
    return who;
}

Result<acts::Authenticated> Api::authenticate(const http::RequestHead& head)
{
    return api::authenticate(services_, head);
}

Result<std::unique_ptr<http::BodySink>> Api::open_sink(const http::RequestHead& head)
{
    const auto match = find_route(head.method, head.path);
    CHECK(match.route && match.route->open_sink);
    auto who = TRY(who_enters(*match.route, head));
    auto sink = TRY(match.route->open_sink(site(), head, std::move(who)));
    return std::unique_ptr<http::BodySink>(std::make_unique<GuardedSink>(std::move(sink), counts_));
}

bool Api::serve_file(const http::RequestHead& head, http::Reply& reply)
{
    if (head.path == "/app") {
        reply({.status = 303, .content_type = "", .headers = {{"Location", "/app/"}}});
        return true;
    }
    if (!head.path.starts_with("/app/"))
        return false;
    auto found = files_.find(head);
    // The app finds its own pages, whatever their names; its parts are there or not.
    if (!found && !head.path.starts_with("/app/assets/"))
        found = files_.find(head, "app/index.html");
    if (!found)
        return false;
    reply(std::move(*found));
    return true;
}

void Api::serve(http::Request request, http::Reply bare)
{
    auto reply = guarding(std::move(bare), counts_);
    auto match = find_route(request.method, request.path);
    if (!match.route) {
        if (!serve_file(request, reply))
            reply(problem_response(no_route(match)));
        return;
    }
    auto who = who_enters(*match.route, request);
    auto entered = who ? ok() : Status(who.error());
    if (entered)
        entered = check_digest(request);
    if (!entered)
        return reply(problem_response(entered.error()));
    request.path_values = std::move(match.path_values);
    match.route->serve({site(), std::move(request), std::move(who).value(), std::move(reply)});
}

http::Response Api::problem(const Error& error)
{
    ++counts_.problems;
    return guarded(problem_response(error));
}

}  // namespace varde::api
