#include "domain/access/decide_management.hpp"

#include "domain/access/grants.hpp"

namespace varde::domain {
namespace {

const Grant* in_role(const Actor& actor, const Object& object, const Context& context, Role role)
{
    return grant_that(actor, context, [&](const Grant& grant) {
        return grant.unit == object.unit && grant.role == role;
    });
}

const Grant* as_manager(const Actor& actor, const Object& object, const Context& context)
{
    const auto* leader = in_role(actor, object, context, Role::unit_leader);
    return leader ? leader : in_role(actor, object, context, Role::director);
}

/// Who may put somebody into this role, or out of it: whoever stands above it in the unit. What
/// was delegated, also whoever has that role.
const Grant* above_role(const Actor& actor, const Object& object, const Context& context)
{
    switch (object.role) {
    case Role::caseworker:
        return as_manager(actor, object, context);
    case Role::unit_leader:
    case Role::director:
        if (object.delegated)
            if (const auto* same = in_role(actor, object, context, object.role))
                return same;
        return object.role == Role::unit_leader ? in_role(actor, object, context, Role::director)
                                                : nullptr;
    default:
        return nullptr;
    }
}

Decision manages(const Actor& actor, const Grant& grant, const Object& object)
{
    return yes(actor, grant,
               std::string(grant.role == Role::director ? "You are director of " : "You lead ") +
                   unit_in_words(object) + ".");
}

Decision decide_access(const Actor& actor, Action action, const Object& object,
                       const Context& context)
{
    if (object.person == actor.person) {
        const auto* own =
            action == Action::end_access ? in_role(actor, object, context, object.role) : nullptr;
        return own ? yes(actor, *own, "It is your own access.")
                   : no("Nobody changes their own access: ask somebody else who leads " +
                        unit_in_words(object) + ".");
    }
    if (const auto* grant = above_role(actor, object, context))
        return manages(actor, *grant, object);
    return no("Only whoever stands above this role in " + unit_in_words(object) +
              " gives it or takes it away: its leader for caseworkers, its director for leaders, "
              "and the operator for the rest.");
}

Decision decide_account(const Actor& actor, const Object& object, const Context& context)
{
    if (object.person == actor.person)
        return no("Nobody disables or enables their own account.");
    const bool directs = object.role == Role::director;
    if (const auto* grant = directs ? in_role(actor, object, context, Role::director)
                                    : as_manager(actor, object, context))
        return manages(actor, *grant, object);
    if (directs)
        return no("The account of a director is disabled and enabled by another director of " +
                  unit_in_words(object) + ", or by the operator.");
    return no("Only the leader or the director of " + unit_in_words(object) +
              " disables and enables accounts of its people.");
}

Decision decide_lifting(const Actor& actor, const Object& object, const Context& context)
{
    if (object.person == actor.person)
        return no("It is about you, so somebody else must lift it.");
    if (const auto* grant = in_role(actor, object, context, Role::unit_leader))
        return manages(actor, *grant, object);
    return no("Only the leader of " + unit_in_words(object) + " lifts a conflict of interest.");
}

/// Those who answer for the unit, and those above it; who handles a report asks its sender.
Decision decide_resend(const Actor& actor, const Object& object, const Context& context)
{
    if (const auto* grant = as_manager(actor, object, context))
        return manages(actor, *grant, object);
    if (const auto* grant = overseer(actor, object, context))
        return yes(actor, *grant, "You have oversight of " + unit_in_words(object) + ".");
    return no("Only the leader or the director of " + unit_in_words(object) +
              " and those with oversight of it ask senders to send again.");
}

Decision decide_release(const Actor& actor, const Object& object, const Context& context)
{
    if (std::ranges::find(object.barred, actor.person) != object.barred.end())
        return no("A conflict of interest between you and this report has been declared.");
    if (const auto* grant = in_role(actor, object, context, Role::unit_leader))
        return manages(actor, *grant, object);
    if (const auto* grant = overseer(actor, object, context))
        return yes(actor, *grant, "You have oversight of " + unit_in_words(object) + ".");
    return no("Only the leader of " + unit_in_words(object) +
              " and those with oversight of it release a hold.");
}

}  // namespace

Decision decide_management(const Actor& actor, Action action, const Object& object,
                           const Context& context)
{
    if (actor.person.is_nil())
        return no("Sign in first: only a named person does this.");
    switch (action) {
    case Action::give_access:
    case Action::end_access:
        return decide_access(actor, action, object, context);
    case Action::set_account:
        return decide_account(actor, object, context);
    case Action::lift_conflict:
        return decide_lifting(actor, object, context);
    case Action::release_hold:
        return decide_release(actor, object, context);
    case Action::ask_resend:
        return decide_resend(actor, object, context);
    default:
        break;
    }
    if (const auto* grant = as_manager(actor, object, context))
        return manages(actor, *grant, object);
    return no("Only the leader or the director of " + unit_in_words(object) + " does this.");
}

}  // namespace varde::domain
