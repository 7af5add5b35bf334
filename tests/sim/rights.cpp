#include "sim/rights.hpp"

#include "sim/reckoning.hpp"

#include <algorithm>

namespace varde::sim {
namespace {

std::string text_in(json::View facts, std::string_view name)
{
    return std::string(facts.member(name).text().value_or(""));
}

Uuid id_in(json::View facts, std::string_view name)
{
    return parse_uuid(text_in(facts, name)).value_or(Uuid{});
}

std::optional<Timestamp> time_in(json::View facts, std::string_view name)
{
    const auto us = facts.member(name).integer();
    return us ? std::optional(Timestamp{*us}) : std::nullopt;
}

}  // namespace

void Rights::note(const Happened& event)
{
    const bool ours = event.name == "access.changed" || event.name == "duty.changed" ||
                      event.name == "conflict.declared" || event.name == "conflict.lifted" ||
                      event.name == "intake.changed";
    if (!ours)
        return;
    const auto facts = json::Document::parse(event.facts);
    if (!facts)
        return;
    const auto root = facts.value().root();
    if (event.name == "access.changed")
        change_access(event, root);
    else if (event.name == "duty.changed")
        change_leave(event, root);
    else if (event.name == "conflict.declared")
        barred_[event.report].insert(id_in(root, "to_person"));
    else if (event.name == "conflict.lifted")
        barred_[event.report].erase(id_in(root, "to_person"));
    else if (text_in(root, "name") == "live")
        live_.insert({event.unit, text_in(root, "kind")});
    else
        live_.erase({event.unit, text_in(root, "kind")});
}

void Rights::change_access(const Happened& event, json::View facts)
{
    const auto name = text_in(facts, "name");
    const auto person =
        parse_uuid(facts.member("people").at(0).text().value_or("")).value_or(Uuid{});
    if (name == "disabled" || name == "enabled") {
        name == "disabled" ? void(disabled_.insert(person)) : void(disabled_.erase(person));
        return;
    }
    const auto id = id_in(facts, "subject");
    const auto role = domain::role_named(text_in(facts, "about")).value_or(domain::Role::nobody);
    if (name == "ended")
        return end(id, time_in(facts, "until_us").value_or(event.at));
    domain::Grant grant{.role = role,
                        .unit = {event.unit},
                        .from = time_in(facts, "from_us").value_or(event.at),
                        .until = time_in(facts, "until_us")};
    const auto kinds = facts.member("kinds");
    for (std::size_t i = 0; i < kinds.size(); ++i)
        grant.kinds.push_back({std::string(kinds.at(i).text().value_or(""))});
    held_[person].push_back({id, std::move(grant)});
}

void Rights::end(const Uuid& grant, Timestamp at)
{
    for (auto& [person, grants] : held_)
        for (auto& held : grants)
            if (held.id == grant)
                held.grant.until = held.grant.until ? std::min(*held.grant.until, at) : at;
}

void Rights::change_leave(const Happened& event, json::View facts)
{
    const auto name = text_in(facts, "name");
    if (name == "leave.added")
        leave_.push_back(
            {event.report,
             parse_uuid(facts.member("people").at(0).text().value_or("")).value_or(Uuid{}),
             event.unit,
             {time_in(facts, "from_us").value_or(event.at),
              time_in(facts, "until_us").value_or(event.at)}});
    if (name == "leave.cancelled")
        for (auto& leave : leave_)
            if (leave.id == event.report)
                leave.span.until = std::min(leave.span.until, event.at);
}

domain::Actor Rights::actor(const Uuid& person) const
{
    domain::Actor actor{.person = {person}};
    if (const auto found = held_.find(person); found != held_.end())
        for (const auto& held : found->second)
            actor.grants.push_back(held.grant);
    return actor;
}

std::set<std::string> Rights::units_of(const Uuid& person, Timestamp at) const
{
    std::set<std::string> units;
    if (const auto found = held_.find(person); found != held_.end())
        for (const auto& held : found->second)
            if (!held.grant.until || at < *held.grant.until)
                units.insert(held.grant.unit.text);
    return units;
}

bool Rights::directs(const Uuid& person, Timestamp at) const
{
    const auto found = held_.find(person);
    return found != held_.end() && std::ranges::any_of(found->second, [&](const Held& held) {
               return held.grant.role == domain::Role::director &&
                      (!held.grant.until || at < *held.grant.until);
           });
}

bool Rights::barred(const Uuid& person, const Uuid& report) const
{
    const auto found = barred_.find(report);
    return found != barred_.end() && found->second.contains(person);
}

std::vector<PersonId> Rights::barred_from(const Uuid& report) const
{
    std::vector<PersonId> people;
    if (const auto found = barred_.find(report); found != barred_.end())
        for (const auto& person : found->second)
            people.push_back({person});
    return people;
}

bool Rights::on_leave(const Uuid& person, const std::string& unit, Timestamp at) const
{
    return std::ranges::any_of(leave_, [&](const Leave& leave) {
        return leave.person == person && leave.unit == unit && leave.span.holds(at);
    });
}

std::set<Uuid> Rights::able(const std::string& unit, const std::string& kind, Timestamp at) const
{
    std::set<Uuid> people;
    const auto reads = [&](const Held& held) {
        const auto& [role, where, kinds, from, until] = held.grant;
        const bool reader = role == domain::Role::caseworker || role == domain::Role::unit_leader;
        const bool included = kinds.empty() || std::ranges::count(kinds, KindName{kind}) > 0;
        return reader && where.text == unit && included && from <= at && (!until || at < *until);
    };
    for (const auto& [person, grants] : held_)
        if (!disabled(person) && std::ranges::any_of(grants, reads) && !on_leave(person, unit, at))
            people.insert(person);
    return people;
}

bool Rights::live(const std::string& unit, const std::string& kind) const
{
    return live_.contains({unit, kind});
}

}  // namespace varde::sim
