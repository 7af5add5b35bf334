#include "api/show_access.hpp"

#include "api/show.hpp"

namespace varde::api {
namespace {

void show_person(json::Writer& w, std::string_view member, const PersonId& id,
                 std::string_view name)
{
    w.object(member, [&] { w("id", id)("name", name); });
}

void show_time(json::Writer& w, std::string_view member, const std::optional<Timestamp>& at)
{
    if (at)
        w(member, *at);
}

/// Nobody by name is the operator.
void show_by(json::Writer& w, std::string_view member, std::string_view name, std::string_view role)
{
    w.object(member, [&] {
        show_optional(w, "name", name);
        w("role", role);
    });
}

std::string_view state_of(const domain::Grant& grant, Timestamp now)
{
    if (grant.until && *grant.until <= now)
        return "ended";
    return now < grant.from ? "not_begun" : "in_force";
}

void show_origin(json::Writer& w, const acts::GrantView& view)
{
    const auto& row = view.row;
    if (!view.delegated_by.is_nil())
        show_person(w, "delegated_from", view.delegated_by, view.delegated_by_name);
    if (row.given_at) {
        const bool operated = row.given_by.is_nil();
        show_by(w, "given_by", view.given_by_name,
                operated ? "operator" : domain::name_of(row.given_as));
        w("given_at", *row.given_at);
    }
    show_optional(w, "reason", view.reason);
}

void show_end(json::Writer& w, const acts::GrantView& view)
{
    const auto& row = view.row;
    if (!row.ended_at)
        return;
    show_time(w, "ended_at", row.given.grant.until);
    if (row.ended_by.is_nil())
        w.object("ended_by", [&] { w("role", "operator"); });
    else
        w.object("ended_by", [&] { w("name", view.ended_by_name); });
    show_optional(w, "end_reason", view.end_reason);
}

void show_members(json::Writer& w, const acts::GrantView& view, Timestamp now)
{
    const auto& given = view.row.given;
    w("id", given.id);
    show_person(w, "person", given.person, view.row.name);
    if (view.row.disabled)
        w("disabled", true);
    if (!given.grant.unit.text.empty())
        show_unit(w, "unit", given.grant.unit, view.unit_name);
    w("role", domain::name_of(given.grant.role));
    w.array("kinds", [&] {
        for (const auto& kind : given.grant.kinds)
            w.value(kind.text);
    });
    w("from", given.grant.from);
    show_time(w, "until", given.grant.until);
    w("state", state_of(given.grant, now));
    show_origin(w, view);
    show_end(w, view);
    show_time(w, "last_used", view.row.last_used);
    w("contact", store::name_of(view.contact));
    show_time(w, "on_leave_until", view.on_leave_until);
}

void show_request(json::Writer& w, const acts::AccessRequestView& view)
{
    const auto& problem = view.problem;
    w("id", problem.id)("number", problem.number);
    show_person(w, "person", problem.raised_by.person, view.person_name);
    show_unit(w, "unit", problem.unit, view.unit_name);
    show_optional(w, "kind", view.kind.text);
    w("reason", view.reason)("at", problem.raised_at);
    show_time(w, "due", view.due);
    w("state", acts::name_of(view.state));
    show_optional(w, "answer", view.answer);
}

void show_openings(json::Writer& w, std::string_view member,
                   const std::vector<acts::DeliveryAccess::Opening>& openings)
{
    w.array(member, [&] {
        for (const auto& opening : openings)
            w.object([&] {
                show_person(w, "person", opening.person, opening.name);
                w("at", opening.at)("why", opening.why);
            });
    });
}

std::string why_able(const acts::AbleReader& reader, const std::string& unit)
{
    return (reader.role == domain::Role::unit_leader ? "Leads " : "Is caseworker in ") + unit + ".";
}

}  // namespace

std::string show_grant(const acts::GrantView& view, Timestamp now)
{
    json::Writer w;
    w.object([&] { show_members(w, view, now); });
    return w.take();
}

std::string show_grants(const std::vector<acts::GrantView>& views, Timestamp now)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& view : views)
                w.object([&] { show_members(w, view, now); });
        });
    });
    return w.take();
}

std::string show_people(const std::vector<store::Person>& people)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& person : people)
                w.object([&] {
                    w("id", person.id)("name", person.name)("login", person.login);
                    w("disabled", person.disabled);
                });
        });
    });
    return w.take();
}

std::string show_person_access(const acts::PersonAccess& access, Timestamp now)
{
    json::Writer w;
    w.object([&] {
        show_person(w, "person", access.person.id, access.person.name);
        w("disabled", access.person.disabled);
        w.array("grants", [&] {
            for (const auto& view : access.grants)
                w.object([&] { show_members(w, view, now); });
        });
        w.array("opens", [&] {
            for (const auto& opens : access.opens)
                w.object([&] {
                    show_unit(w, "unit", opens.unit, opens.unit_name);
                    w("kind", opens.kind.text)("why", opens.why);
                    show_time(w, "last_used", opens.last_used);
                });
        });
    });
    return w.take();
}

std::string show_access_request(const acts::AccessRequestView& view)
{
    json::Writer w;
    w.object([&] { show_request(w, view); });
    return w.take();
}

std::string show_access_requests(const std::vector<acts::AccessRequestView>& views)
{
    json::Writer w;
    w.object([&] {
        w.array("items", [&] {
            for (const auto& view : views)
                w.object([&] { show_request(w, view); });
        });
    });
    return w.take();
}

std::string show_delivery_access(const acts::DeliveryAccess& access)
{
    json::Writer w;
    w.object([&] {
        show_openings(w, "opened", access.opened);
        show_openings(w, "refused", access.refused);
        w.array("able", [&] {
            for (const auto& reader : access.able)
                w.object([&] {
                    show_person(w, "person", reader.person, reader.name);
                    w("role", domain::name_of(reader.role));
                    w("why", why_able(reader, access.unit_name));
                    show_time(w, "until", reader.until);
                });
        });
        w.array("barred", [&] {
            for (const auto& barred : access.barred)
                w.object([&] {
                    show_person(w, "person", barred.person, barred.name);
                    w("at", barred.at);
                    show_optional(w, "reason", barred.reason);
                });
        });
    });
    return w.take();
}

}  // namespace varde::api
