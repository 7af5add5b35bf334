#include "domain/access/decide_duty.hpp"

#include "domain/access/grants.hpp"

namespace varde::domain {
namespace {

const Grant* as_leader(const Actor& actor, const Object& object, const Context& context)
{
    return grant_that(actor, context, [&](const Grant& grant) {
        return grant.unit == object.unit && grant.role == Role::unit_leader;
    });
}

const Grant* as_reader(const Actor& actor, const Object& object, const Context& context)
{
    return grant_that(actor, context, [&](const Grant& grant) {
        return grant.unit == object.unit &&
               (grant.role == Role::unit_leader || grant.role == Role::caseworker);
    });
}

}  // namespace

Decision decide_duty(const Actor& actor, Action action, const Object& object,
                     const Context& context)
{
    if (actor.is_nobody())
        return no("Sign in first.");
    const auto unit = object.unit_name.empty() ? object.unit.text : object.unit_name;
    if (const auto* grant = as_leader(actor, object, context))
        return yes(actor, *grant, "You lead " + unit + ".");
    if (action == Action::plan_duty)
        return no("Only the leader of " + unit + " changes its duty.");
    const auto* grant = as_reader(actor, object, context);
    if (grant && !actor.person.is_nil() && object.person == actor.person)
        return yes(actor, *grant, "It is your own leave.");
    return no("Only the leader of " + unit + " enters the leave of others.");
}

}  // namespace varde::domain
