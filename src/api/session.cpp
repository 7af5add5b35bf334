#include "api/session.hpp"

#include "api/show.hpp"
#include "http/cookie.hpp"

namespace varde::api {
namespace {

std::string cookie_name(bool secure) { return secure ? "__Host-varde_session" : "varde_session"; }

std::string cookie(bool secure, std::string_view token, bool ended)
{
    auto text =
        cookie_name(secure) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Strict";
    if (secure)
        text += "; Secure";
    return text + (ended ? "; Max-Age=0" : "; Max-Age=" + std::to_string(acts::session_seconds));
}

std::string show_person(const acts::Services& services, std::string_view csrf,
                        const store::Person& person, const std::vector<domain::Grant>& grants)
{
    json::Writer w;
    w.object([&] {
        w("csrf", csrf)("time_zone", services.pack.calendar.time_zone());
        w.object("person", [&] {
            w("id", person.id)("name", person.name)("login", person.login);
            w.object("organisation",
                     [&] { w("id", person.organisation.id)("name", person.organisation.name); });
            w.array("grants", [&] {
                for (const auto& grant : grants) {
                    if (!grant.active_at(services.clock.now()))
                        continue;
                    w.object([&] {
                        w("role", domain::name_of(grant.role));
                        if (grant.unit.text.empty())
                            w.key("unit").null();
                        else
                            show_unit(w, "unit", grant.unit, acts::unit_name(services, grant.unit));
                    });
                }
            });
        });
    });
    return w.take();
}

}  // namespace

void begin_session(Call call)
{
    const auto body = body_of(call.request);
    if (!body)
        return call.answer(problem_response(body.error()));
    json::Reader reader(body.value().root());
    auto login = reader.text("login", {.min_bytes = 1, .max_bytes = 200});
    auto password = reader.text("password", {.min_bytes = 1, .max_bytes = 1'000});
    if (auto read = reader.finish(Nothing{}); !read)
        return call.answer(problem_response(read.error()));
    auto& services = call.services();
    const bool secure = call.request.secure;
    acts::sign_in(
        services, std::move(login), std::move(password),
        answering<acts::SignedIn>(
            std::move(call), [&services, secure](const acts::SignedIn& signed_in) {
                auto response = json_response(
                    show_person(services, signed_in.csrf, signed_in.person, signed_in.grants));
                response.headers.emplace_back("Set-Cookie", cookie(secure, signed_in.token, false));
                return response;
            }));
}

void see_session(Call call)
{
    if (call.who.token.empty())
        return call.answer(problem_response({ErrorCode::unauthenticated, "Nobody is signed in."}));
    const auto& actor = call.actor();
    const store::Person person{.id = actor.person,
                               .login = call.who.login,
                               .name = actor.name,
                               .organisation = actor.organisation};
    call.answer(json_response(show_person(call.services(), call.who.csrf, person, actor.grants)));
}

void end_session(Call call)
{
    auto& services = call.services();
    const auto token = call.who.token;
    const bool secure = call.request.secure;
    acts::sign_out(services, token, answering<Nothing>(std::move(call), [secure](const Nothing&) {
                       return http::Response{
                           .status = 204,
                           .content_type = "",
                           .headers = {{"Set-Cookie", cookie(secure, "", true)},
                                       {"Clear-Site-Data", "\"cache\", \"storage\""}}};
                   }));
}

std::optional<std::string> session_token(const http::RequestHead& head)
{
    const auto found = http::cookie_value(head.header("cookie"), cookie_name(head.secure));
    if (!found || found->empty())
        return std::nullopt;
    return std::string(*found);
}

Result<acts::Authenticated> authenticate(acts::Services& services, const http::RequestHead& head)
{
    constexpr std::string_view bearer = "Bearer ";
    if (const auto header = head.header("authorization"); !header.empty()) {
        if (!header.starts_with(bearer))
            return Error{ErrorCode::unauthenticated,
                         "Only Authorization: Bearer <key> is understood here."};
        return acts::authenticate_key(services, header.substr(bearer.size()));
    }
    if (const auto token = session_token(head))
        return acts::authenticate_session(services, *token);
    return acts::Authenticated{};
}

Status check_same_site(const http::RequestHead& head, const acts::Authenticated& who)
{
    const auto site = head.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none")
        return Error{.code = ErrorCode::forbidden,
                     .message = "This change came from another site and was not made."};
    if (!crypto::equal_in_constant_time(bytes_of(head.header("x-csrf-token")), bytes_of(who.csrf)))
        return Error{.code = ErrorCode::forbidden,
                     .message = "The X-CSRF-Token header is missing or not of this session. "
                                "Nothing was changed.",
                     .problem = "csrf-token"};
    return ok();
}

}  // namespace varde::api
