#include "domain/access/decide.hpp"

#include "base/check.hpp"
#include "domain/access/decide_duty.hpp"
#include "domain/access/decide_management.hpp"
#include "domain/access/decide_problem.hpp"
#include "domain/access/grants.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace varde::domain {
namespace {

constexpr std::array role_names{
    std::pair{Role::nobody, std::string_view("anyone")},
    std::pair{Role::sender, std::string_view("sender")},
    std::pair{Role::caseworker, std::string_view("caseworker")},
    std::pair{Role::unit_leader, std::string_view("unit_leader")},
    std::pair{Role::director, std::string_view("director")},
    std::pair{Role::oversight, std::string_view("oversight")},
    std::pair{Role::case_system, std::string_view("case_system")},
    std::pair{Role::auditor, std::string_view("auditor")},
};
constexpr std::array sector_names{
    std::pair{Sector::other, std::string_view("other")},
    std::pair{Sector::police, std::string_view("police")},
    std::pair{Sector::child_protection, std::string_view("child_protection")},
};

template <class Enum, std::size_t N>
std::string_view name_in(const std::array<std::pair<Enum, std::string_view>, N>& names, Enum value)
{
    for (const auto& [candidate, name] : names)
        if (candidate == value)
            return name;
    CHECK(false);
    return {};
}

template <class Enum, std::size_t N>
std::optional<Enum> value_in(const std::array<std::pair<Enum, std::string_view>, N>& names,
                             std::string_view name)
{
    for (const auto& [value, candidate] : names)
        if (candidate == name)
            return value;
    return std::nullopt;
}

By as(const Actor& actor, Role role, UnitId unit = {})
{
    return {role, std::move(unit), actor.person, actor.organisation.id};
}

Decision decide_send(const Actor& actor, const Object& object, const Context& context)
{
    if (object.audience == Audience::anyone)
        return {true, as(actor, actor.is_nobody() ? Role::nobody : Role::sender),
                "Anyone may send this kind, also without a name."};
    if (actor.is_nobody())
        return no("This kind is for professionals: sign in or send an API key.");
    if (object.audience == Audience::police && actor.organisation.sector != Sector::police)
        return no("This kind is for the police; " + actor.organisation.name +
                  " is not registered as police. Use concern.child.");
    for (const auto& grant : actor.grants)
        if (grant.role == Role::sender && grant.active_at(context.now) &&
            covers(grant, object.kind))
            return {true, as(actor, Role::sender),
                    "You may send for " + actor.organisation.name + "."};
    return no("You have no right to send for " + actor.organisation.name +
              ". Its administrator can give it.");
}

Decision decide_in_unit(const Actor& actor, const Object& object, const Context& context)
{
    if (actor.is_nobody())
        return no("Sign in first.");
    bool elsewhere = false, expired = false, other_kind = false;
    for (const auto& grant : actor.grants) {
        if (!is_reader(grant.role))
            continue;
        if (grant.unit != object.unit)
            elsewhere = true;
        else if (!grant.active_at(context.now))
            expired = true;
        else if (!object.kind.text.empty() && !covers(grant, object.kind))
            other_kind = true;
        else
            return {true, as(actor, grant.role, grant.unit),
                    "You are " +
                        std::string(grant.role == Role::unit_leader ? "leader" : "caseworker") +
                        " in " + unit_in_words(object) + "."};
    }
    const auto unit = unit_in_words(object);
    if (other_kind)
        return no("Your access in " + unit + " does not include " + object.kind.text + ".");
    if (expired)
        return no("Your access in " + unit + " is not in force now.");
    if (elsewhere)
        return no("This belongs to " + unit + "; your access is in another unit.");
    return no("You have no access in " + unit + ". Its leader can give it.");
}

/// Whoever must not read a report does nothing with it either.
Decision decide_unbarred(const Actor& actor, const Object& object, const Context& context)
{
    auto decision = decide_in_unit(actor, object, context);
    if (decision && std::ranges::find(object.barred, actor.person) != object.barred.end())
        return no("A conflict of interest between you and this report has been declared.");
    return decision;
}

Decision decide_approval(const Actor& actor, const Object& object, const Context& context)
{
    auto decision = decide_unbarred(actor, object, context);
    if (decision && actor.person == object.person)
        return no("You proposed it, so somebody else must approve it.");
    return decision;
}

Decision decide_as_sender(const Actor& actor, const Object& object, const Context& context)
{
    if (actor.is_nobody())
        return no("Sign in first, or use the follow-up code from your receipt.");
    if (object.sender.is_nil() || actor.organisation.id != object.sender)
        return no("This was not sent by " + actor.organisation.name + ".");
    for (const auto& grant : actor.grants)
        if (grant.active_at(context.now) && (grant.role == Role::sender || is_reader(grant.role)))
            return {true, as(actor, grant.role, grant.unit),
                    actor.organisation.name + " sent this."};
    return no("You have no right to follow what " + actor.organisation.name + " sends.");
}

/// For the unit's people, its director and its oversight.
Decision decide_watch(const Actor& actor, const Object& object, const Context& context)
{
    auto decision = decide_in_unit(actor, object, context);
    if (decision)
        return decision;
    const auto* grant = grant_that(actor, context, [&](const Grant& each) {
        return (each.role == Role::director && each.unit == object.unit) ||
               (each.role == Role::oversight &&
                std::ranges::find(object.overseers, each.unit) != object.overseers.end());
    });
    if (!grant)
        return decision;
    return yes(actor, *grant,
               (grant->role == Role::director ? "You are director of " : "You have oversight of ") +
                   unit_in_words(object) + ".");
}

/// What is held stays: so those who read it may, and those above them.
Decision decide_hold(const Actor& actor, const Object& object, const Context& context)
{
    auto decision = decide_in_unit(actor, object, context);
    const auto* above = decision ? nullptr : overseer(actor, object, context);
    return above ? yes(actor, *above, "You have oversight of " + unit_in_words(object) + ".")
                 : decision;
}

/// For the system that has the unit's key; people open what they read by name.
Decision decide_fetch(const Actor& actor, const Object& object, const Context& context)
{
    if (!actor.is_system())
        return no("Only a case system fetches, with a key of its own.");
    const auto* grant = grant_that(actor, context, [&](const Grant& each) {
        return each.role == Role::case_system && each.unit == object.unit &&
               !object.unit.text.empty();
    });
    if (!grant)
        return no("This key is not of a case system of " + unit_in_words(object) +
                  ". The operator makes one with `varde grant key --unit`.");
    return yes(actor, *grant, "You are the case system of " + unit_in_words(object) + ".");
}

/// Reachability is for everyone who may send or read: it names numbers and roles, not reports.
Decision decide_reach(const Actor& actor)
{
    if (actor.is_nobody())
        return no("Sign in first.");
    return {true, as(actor, Role::sender), "Anyone signed in may see who can be reached."};
}

}  // namespace

std::string_view name_of(Role role) { return name_in(role_names, role); }
std::optional<Role> role_named(std::string_view name) { return value_in(role_names, name); }
std::string_view name_of(Sector sector) { return name_in(sector_names, sector); }
std::optional<Sector> sector_named(std::string_view name) { return value_in(sector_names, name); }

std::string_view name_of(Action action)
{
    constexpr std::array<std::string_view, 29> names{"send",
                                                     "record",
                                                     "follow",
                                                     "withdraw",
                                                     "list",
                                                     "open",
                                                     "handle",
                                                     "hand_on",
                                                     "reach",
                                                     "watch",
                                                     "plan_duty",
                                                     "enter_leave",
                                                     "see_problem",
                                                     "answer_problem",
                                                     "close_problem",
                                                     "give_access",
                                                     "end_access",
                                                     "set_account",
                                                     "set_intake",
                                                     "run_drill",
                                                     "declare_conflict",
                                                     "lift_conflict",
                                                     "place_hold",
                                                     "release_hold",
                                                     "archive",
                                                     "propose_erasure",
                                                     "approve_erasure",
                                                     "fetch",
                                                     "ask_resend"};
    return names[std::size_t(action)];
}

bool lets_open(const Grant& grant, const UnitId& unit, const KindName& kind, Timestamp now)
{
    return is_reader(grant.role) && grant.unit == unit && grant.active_at(now) &&
           (kind.text.empty() || covers(grant, kind));
}

Decision decide(const Actor& actor, Action action, const Object& object, const Context& context)
{
    switch (action) {
    case Action::send:
        return decide_send(actor, object, context);
    case Action::follow:
    case Action::withdraw:
        return decide_as_sender(actor, object, context);
    case Action::record:
    case Action::list:
    case Action::declare_conflict:
        return decide_in_unit(actor, object, context);
    case Action::open:
    case Action::handle:
    case Action::hand_on:
    case Action::archive:
    case Action::propose_erasure:
        return decide_unbarred(actor, object, context);
    case Action::approve_erasure:
        return decide_approval(actor, object, context);
    case Action::place_hold:
        return decide_hold(actor, object, context);
    case Action::give_access:
    case Action::end_access:
    case Action::set_account:
    case Action::set_intake:
    case Action::run_drill:
    case Action::lift_conflict:
    case Action::release_hold:
    case Action::ask_resend:
        return decide_management(actor, action, object, context);
    case Action::reach:
        return decide_reach(actor);
    case Action::fetch:
        return decide_fetch(actor, object, context);
    case Action::watch:
        return decide_watch(actor, object, context);
    case Action::plan_duty:
    case Action::enter_leave:
        return decide_duty(actor, action, object, context);
    case Action::see_problem:
    case Action::answer_problem:
    case Action::close_problem:
        return decide_problem(actor, action, object, context);
    }
    CHECK(false);
    return {};
}

}  // namespace varde::domain
