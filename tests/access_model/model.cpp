#include "access_model/model.hpp"

#include "domain/problem/problem.hpp"

#include <algorithm>

namespace varde::access_model {
namespace {

using domain::Action;
using domain::Actor;
using domain::Audience;
using domain::Grant;
using domain::Object;
using domain::Problem;
using domain::Role;

/// *In force* from its first instant on, and no longer at its last.
bool in_force(const Grant& grant, Timestamp now)
{
    if (now.unix_us < grant.from.unix_us)
        return false;
    return !grant.until.has_value() || now.unix_us < grant.until->unix_us;
}

/// None named: every kind.
bool includes(const Grant& grant, const KindName& kind)
{
    bool named = grant.kinds.empty();
    for (const auto& one : grant.kinds)
        named = named || one.text == kind.text;
    return named;
}

/// Words of the page, for one person at one instant.
class Standing {
public:
    Standing(const Actor& actor, Timestamp now) : actor_(actor)
    {
        for (const auto& grant : actor.grants)
            if (in_force(grant, now))
                grants_.push_back(&grant);
    }
    bool is_person() const { return !actor_.person.is_nil(); }
    bool is(const PersonId& person) const { return is_person() && actor_.person == person; }
    bool has(Role role) const
    {
        return std::ranges::any_of(grants_,
                                   [&](const Grant* grant) { return grant->role == role; });
    }
    /// Without a kind: for whichever.
    bool has(Role role, const UnitId& unit, const KindName& kind = {}) const
    {
        return std::ranges::any_of(grants_, [&](const Grant* grant) {
            return grant->role == role && grant->unit.text == unit.text &&
                   (kind.text.empty() || includes(*grant, kind));
        });
    }
    bool has_any_in(const UnitId& unit) const
    {
        return std::ranges::any_of(
            grants_, [&](const Grant* grant) { return grant->unit.text == unit.text; });
    }
    bool sends(const KindName& kind) const
    {
        return std::ranges::any_of(grants_, [&](const Grant* grant) {
            return grant->role == Role::sender && includes(*grant, kind);
        });
    }
    bool reads(const UnitId& unit, const KindName& kind) const
    {
        return has(Role::caseworker, unit, kind) || has(Role::unit_leader, unit, kind);
    }
    bool reads_anything_in(const UnitId& unit) const { return reads(unit, {}); }
    bool leads(const UnitId& unit) const { return has(Role::unit_leader, unit); }
    bool directs(const UnitId& unit) const { return has(Role::director, unit); }
    bool oversees_through(const std::vector<UnitId>& units) const
    {
        return std::ranges::any_of(units,
                                   [&](const UnitId& unit) { return has(Role::oversight, unit); });
    }
    bool barred_from(const Object& object) const
    {
        return std::ranges::any_of(object.barred,
                                   [&](const PersonId& person) { return is(person); });
    }

private:
    const Actor& actor_;
    std::vector<const Grant*> grants_;
};

bool may_send(const Standing& who, const Actor& actor, const Object& object)
{
    if (object.audience == Audience::anyone)
        return true;
    if (object.audience == Audience::police && actor.organisation.sector != domain::Sector::police)
        return false;
    return who.sends(object.kind);
}

bool may_follow(const Standing& who, const Actor& actor, const Object& object)
{
    const bool somebody_sent_it = !object.sender.is_nil();
    return somebody_sent_it && actor.organisation.id == object.sender &&
           (who.has(Role::sender) || who.has(Role::caseworker) || who.has(Role::unit_leader));
}

bool may_give(const Standing& who, const Object& object)
{
    switch (object.role) {
    case Role::caseworker:
        return who.leads(object.unit) || who.directs(object.unit);
    case Role::unit_leader:
        return who.directs(object.unit) || (object.delegated && who.leads(object.unit));
    case Role::director:
        return object.delegated && who.directs(object.unit);
    default:
        return false;
    }
}

bool may_manage(const Standing& who, Action action, const Object& object)
{
    if (!who.is_person())
        return false;
    const bool themselves = who.is(object.person);
    const bool heads = who.leads(object.unit) || who.directs(object.unit);
    switch (action) {
    case Action::give_access:
        return !themselves && may_give(who, object);
    case Action::end_access:
        return themselves ? who.has(object.role, object.unit) : may_give(who, object);
    case Action::set_account:
        return !themselves &&
               (object.role == Role::director ? who.directs(object.unit) : heads);
    default:
        return heads;
    }
}

/// Of a problem: what oversight may, whatever else somebody is.
bool sees_as_oversight(const Standing& who, const Object& object)
{
    const auto& problem = *object.problem;
    const bool oversees = object.overseers.empty() ? who.has(Role::oversight)
                                                   : who.oversees_through(object.overseers);
    const bool of_its_unit = !problem.unit.text.empty() && who.has_any_in(problem.unit);
    return oversees && !of_its_unit && !who.is(problem.about_person);
}

bool is_vardes_own(const Problem& problem) { return problem.name != domain::ProblemName::reported; }

bool sees_as_handler(const Standing& who, const Problem& problem)
{
    const bool reported = !is_vardes_own(problem);
    if (problem.confidential || problem.handler.text.empty())
        return false;
    if (reported && who.is(problem.about_person))
        return false;
    if (reported && !problem.about_person.is_nil())
        return who.leads(problem.handler);
    return who.reads_anything_in(problem.handler);
}

bool may_close(const Standing& who, const Object& object)
{
    const auto& problem = *object.problem;
    if (who.is(problem.about_person))
        return false;
    return sees_as_oversight(who, object) ||
           (is_vardes_own(problem) && sees_as_handler(who, problem) &&
            who.leads(problem.handler) && !who.is(problem.raised_by.person));
}

/// Rows of "In a unit".
bool may_in_unit(const Standing& who, Action action, const Object& object)
{
    const bool reads = who.reads(object.unit, object.kind);
    const bool oversees = who.oversees_through(object.overseers);
    switch (action) {
    case Action::record:
    case Action::list:
    case Action::declare_conflict:
        return reads;
    case Action::open:
    case Action::handle:
    case Action::hand_on:
    case Action::archive:
    case Action::propose_erasure:
        return reads && !who.barred_from(object);
    case Action::approve_erasure:
        return reads && !who.barred_from(object) && !who.is(object.person);
    case Action::place_hold:
        return reads || oversees;
    case Action::release_hold:
        return (who.leads(object.unit) || oversees) && !who.barred_from(object);
    case Action::ask_resend:
        return who.is_person() && (who.leads(object.unit) || who.directs(object.unit) || oversees);
    case Action::lift_conflict:
        return who.leads(object.unit) && !who.is(object.person);
    case Action::watch:
        return reads || who.directs(object.unit) || oversees;
    case Action::plan_duty:
        return who.leads(object.unit);
    case Action::enter_leave:
        return who.leads(object.unit) ||
               (who.is(object.person) && who.reads_anything_in(object.unit));
    default:
        return false;
    }
}

}  // namespace

bool permits(const Actor& actor, Action action, const Object& object, Timestamp now)
{
    const Standing who(actor, now);
    switch (action) {
    case Action::send:
        return may_send(who, actor, object);
    case Action::follow:
    case Action::withdraw:
        return may_follow(who, actor, object);
    case Action::fetch:
        return !actor.organisation.id.is_nil() && !who.is_person() && !object.unit.text.empty() &&
               who.has(Role::case_system, object.unit);
    case Action::reach:
        return !actor.organisation.id.is_nil();
    case Action::see_problem:
    case Action::answer_problem:
        return !who.barred_from(object) &&
               (sees_as_oversight(who, object) || sees_as_handler(who, *object.problem));
    case Action::close_problem:
        return !who.barred_from(object) && may_close(who, object);
    case Action::give_access:
    case Action::end_access:
    case Action::set_account:
    case Action::set_intake:
    case Action::run_drill:
        return may_manage(who, action, object);
    default:
        return may_in_unit(who, action, object);
    }
}

bool is_ground(const Actor& actor, Action action, const Object& object, Timestamp now,
               const domain::By& as)
{
    if (as.person != actor.person || as.organisation != actor.organisation.id)
        return false;
    const bool needs_none =
        action == Action::reach || (action == Action::send && object.audience == Audience::anyone);
    if (needs_none)
        return true;  // The page does not say as whom.
    auto alone = actor;
    std::erase_if(alone.grants, [&](const Grant& grant) {
        return grant.role != as.role || grant.unit.text != as.unit.text;
    });
    return permits(alone, action, object, now);
}

bool is_reader(const Actor& actor, const UnitId& unit, const KindName& kind, Timestamp now)
{
    return Standing(actor, now).reads(unit, kind);
}

}  // namespace varde::access_model
