#include "api/grants.hpp"

#include "acts/change_access.hpp"
#include "api/show_access.hpp"
#include "api/with_body.hpp"

namespace varde::api {
namespace {

constexpr json::TextLimits line{.min_bytes = 1, .max_bytes = 400, .single_line = true};
constexpr json::TextLimits paragraph{.min_bytes = 1, .max_bytes = 4'000};

Error wrong(std::string_view parameter, const std::string& what)
{
    return {.code = ErrorCode::invalid,
            .message = std::string(parameter) + " " + what + ".",
            .faults = {{"?" + std::string(parameter), what}}};
}

Result<acts::GrantQuery> query_of(const Call& call)
{
    acts::GrantQuery query{.unit = {call.query("unit")}, .person = {}};
    if (const auto text = call.query("person"); !text.empty()) {
        const auto person = parse_uuid(text);
        if (!person)
            return wrong("person", "must be the id of a person");
        query.person = {*person};
    } else if (query.unit.text.empty()) {
        return wrong("unit", "or person must be given");
    }
    return query;
}

domain::Role role_in(json::Reader& body)
{
    const auto role = domain::role_named(body.text("role", line));
    if (!role || *role == domain::Role::nobody)
        body.fault("role", "must be caseworker, unit_leader or director");
    return role.value_or(domain::Role::nobody);
}

std::vector<KindName> kinds_in(json::Reader& body)
{
    std::vector<KindName> kinds;
    const auto listed = body.optional_array("kinds");
    for (std::size_t i = 0; i < listed.size(); ++i) {
        const auto text = listed.at(i).text();
        if (!text)
            body.fault("kinds", "must be names of kinds");
        kinds.push_back({std::string(text.value_or(""))});
    }
    return kinds;
}

acts::NewAccess read_access(json::Reader& body, const Call&)
{
    acts::NewAccess wanted{.unit = {body.text("unit", line)}};
    wanted.person = optional_person(body, "person");
    wanted.login = body.optional_text("login", line).value_or("");
    if (wanted.person.is_nil() == wanted.login.empty())
        body.fault("person", "or login must be given, one of the two");
    wanted.role = role_in(body);
    wanted.kinds = kinds_in(body);
    wanted.from = body.optional_time("from");
    wanted.until = body.optional_time("until");
    wanted.reason = body.text("reason", paragraph);
    wanted.delegate = body.boolean("delegate", false);
    return wanted;
}

acts::AccessAct act_of(const Call& call)
{
    return {call.actor(), call.retry_key(true), call.request.body};
}

acts::Done<acts::GrantView> answering_grant(Call call, int status)
{
    const auto now = call.services().clock.now();
    return answering<acts::GrantView>(std::move(call), [now, status](const acts::GrantView& view) {
        return json_response(show_grant(view, now), status);
    });
}

void set_account(Call call, bool disabled)
{
    const auto id = id_in_path<PersonId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    with_body(
        std::move(call),
        [&](json::Reader& body, const Call&) {
            acts::AccountChange change{.person = id.value(), .disabled = disabled};
            change.reason = body.text("reason", paragraph);
            if (disabled)
                change.override_reason =
                    body.optional_text("override_reason", paragraph).value_or("");
            return change;
        },
        [](Call accepted, acts::AccountChange change) {
            auto& services = accepted.services();
            auto act = act_of(accepted);
            acts::change_account(services, std::move(act), std::move(change),
                                 answering<Nothing>(std::move(accepted), [](const Nothing&) {
                                     return http::Response{.status = 204, .content_type = ""};
                                 }));
        });
}

}  // namespace

void list_grants(Call call)
{
    const auto query = query_of(call);
    if (!query)
        return call.answer(problem_response(query.error()));
    const auto now = call.services().clock.now();
    call.answer(acts::list_grants(call.services(), call.actor(), query.value()),
                [now](const std::vector<acts::GrantView>& views) {
                    return json_response(show_grants(views, now));
                });
}

void give_access(Call call)
{
    with_body(std::move(call), read_access, [](Call accepted, acts::NewAccess wanted) {
        auto& services = accepted.services();
        auto act = act_of(accepted);
        acts::give_access(services, std::move(act), std::move(wanted),
                          answering_grant(std::move(accepted), 201));
    });
}

void end_access(Call call)
{
    const auto id = id_in_path<domain::GrantId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    with_body(
        std::move(call),
        [&](json::Reader& body, const Call&) {
            acts::EndOfAccess wanted{.grant = id.value()};
            wanted.reason = body.text("reason", paragraph);
            wanted.at = body.optional_time("at");
            wanted.substitute = optional_person(body, "substitute");
            wanted.override_reason = body.optional_text("override_reason", paragraph).value_or("");
            return wanted;
        },
        [](Call accepted, acts::EndOfAccess wanted) {
            auto& services = accepted.services();
            auto act = act_of(accepted);
            acts::end_access(services, std::move(act), std::move(wanted),
                             answering_grant(std::move(accepted), 200));
        });
}

void find_people(Call call)
{
    call.answer(acts::find_people(call.services(), call.actor(), UnitId{call.query("unit")},
                                  call.query("q")),
                [](const std::vector<store::Person>& people) {
                    return json_response(show_people(people));
                });
}

void disable_person(Call call) { set_account(std::move(call), true); }
void enable_person(Call call) { set_account(std::move(call), false); }

void see_person_access(Call call)
{
    const auto id = id_in_path<PersonId>(call, "id");
    if (!id)
        return call.answer(problem_response(id.error()));
    const auto now = call.services().clock.now();
    call.answer(acts::see_person_access(call.services(), call.actor(), id.value()),
                [now](const acts::PersonAccess& access) {
                    return json_response(show_person_access(access, now));
                });
}

}  // namespace varde::api
