#include "api/show_scope.hpp"

#include "api/page_place.hpp"
#include "api/show.hpp"

namespace varde::api {
namespace {

void show_units(json::Writer& w, const acts::Scope& scope)
{
    w("total", scope.total);
    if (scope.first)
        w("first", *scope.first);
    if (scope.last)
        w("last", *scope.last);
    w.array("units", [&] {
        for (const auto& unit : scope.units)
            w.object([&] {
                w("id", unit.unit)("name", unit.name);
                show_optional(w, "municipality", unit.municipality);
                w("count", unit.count);
                w.object("states", [&] {
                    for (const auto& [state, count] : unit.states)
                        w(state, count);
                });
            });
    });
}

void show_item(json::Writer& w, const acts::Scope& scope, const acts::ScopeItem& item)
{
    const auto& booked = item.booked;
    w("report_id", booked.report)("delivery_id", booked.delivery);
    show_unit(w, "unit", booked.key.unit, item.unit_name);
    w("kind", booked.key.kind)("received_at", booked.received_at);
    w("state", domain::state_word(booked.key));
    if (!item.sender_hidden)
        w.object("sender", [&] {
            if (booked.key.sender.is_nil())
                w("id", "public");
            else
                w("id", booked.key.sender);
            const auto name = scope.sender_names.find(booked.key.sender);
            if (name != scope.sender_names.end())
                w("name", name->second);
        });
    show_optional(w, "connector", booked.key.connector);
    show_optional(w, "sender_reference", item.sender_reference);
    show_optional(w, "digest", item.digest);
    if (item.unreadable)
        w("unreadable", true);
    if (item.resend_asked_at)
        w("resend_asked_at", *item.resend_asked_at);
    show_repeats(w, {}, item.repeats);
    if (item.people)
        w.array("people", [&] {
            for (const auto& name : *item.people)
                w.value(name);
        });
}

std::string names_of(std::int64_t marks)
{
    std::string names;
    for (const auto& [name, mark] : domain::mark_names())
        if (marks & mark)
            names += (names.empty() ? "" : ",") + std::string(name);
    return names;
}

/// Everything by which it was restricted, as it can be asked again.
void show_question(json::Writer& w, const acts::ScopeQuery& query)
{
    const auto& filter = query.filter;
    show_optional(w, "unit", filter.unit.text);
    show_optional(w, "municipality", query.municipality);
    show_optional(w, "kind", filter.kind.text);
    if (filter.sender)
        w("sender", filter.sender->is_nil() ? "public" : to_string(*filter.sender));
    show_optional(w, "connector", filter.connector);
    if (filter.from.unix_us > 0)
        w("from", filter.from);
    if (filter.until.unix_us != INT64_MAX)
        w("until", filter.until);
    show_optional(w, "present", names_of(filter.present));
    show_optional(w, "absent", names_of(filter.absent));
    show_optional(w, "state", query.state);
}

}  // namespace

std::string show_scope(const acts::Scope& scope)
{
    json::Writer w;
    w.object([&] {
        w("at", scope.at)("events", std::int64_t(scope.events));
        w("behind", std::int64_t(scope.behind));
        show_units(w, scope);
        w.array("items", [&] {
            for (const auto& item : scope.items)
                w.object([&] { show_item(w, scope, item); });
        });
        if (!scope.people_hidden.empty())
            w.array("people_hidden", [&] {
                for (const auto& [reason, count] : scope.people_hidden)
                    w.object([&] { w("reason", reason)("count", count); });
            });
        if (scope.next)
            w("next", to_cursor({scope.next->received_at, scope.next->id.uuid}));
    });
    return w.take();
}

std::string show_notice(const acts::ScopeNotice& notice, const acts::ScopeQuery& query)
{
    const auto& scope = notice.scope;
    json::Writer w;
    w.object([&] {
        w("at", scope.at)("behind", std::int64_t(scope.behind));
        w.object("nature_of_breach", [&] {
            w("about", "Reports of concern about children");
            show_units(w, scope);
            w.object("asked_for", [&] { show_question(w, query); });
        });
        w.object("data_subjects", [&] {
            w("records", scope.total);
            w.array("categories", [&] {
                for (const auto* category : {"children whom a report concerns",
                                             "parents and others around them", "reporters"})
                    w.value(category);
            });
            w("note", "Varde counts deliveries, not people: a report that went on to another unit "
                      "is counted in both, and most concern one child or several of one "
                      "family. How many people it is, the units must say who can read them.");
        });
        w.array("measures", [&] {
            for (const auto& measure : notice.measures)
                w.object([&] {
                    w("name", measure.what)("count", measure.count);
                    w("first", measure.first)("last", measure.last);
                });
        });
        w.array("for_you_to_add", [&] {
            for (const auto* part :
                 {"contact point: data protection officer",
                  "likely consequences for those concerned", "measures taken outside Varde"})
                w.value(part);
        });
        w("rule", "GDPR article 33 (3)");
    });
    return w.take();
}

}  // namespace varde::api
