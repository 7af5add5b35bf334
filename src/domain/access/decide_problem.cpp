#include "domain/access/decide_problem.hpp"

#include "domain/access/grants.hpp"
#include "domain/problem/problem.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

bool is_about(const Problem& problem, const Actor& actor)
{
    return !problem.about_person.is_nil() && problem.about_person == actor.person;
}

/// Whoever belongs to the unit that it is about, in whichever role, is on the side of its subject.
bool is_of_unit(const Problem& problem, const Actor& actor, const Context& context)
{
    return !problem.unit.text.empty() && grant_that(actor, context, [&](const Grant& grant) {
        return grant.unit == problem.unit;
    });
}

const Grant* as_oversight(const Actor& actor, const Object& object, const Context& context)
{
    if (is_about(*object.problem, actor) || is_of_unit(*object.problem, actor, context))
        return nullptr;
    return grant_that(actor, context, [&](const Grant& grant) {
        return grant.role == Role::oversight &&
               (object.overseers.empty() ||
                std::ranges::find(object.overseers, grant.unit) != object.overseers.end());
    });
}

const Grant* as_handler(const Actor& actor, const Problem& problem, const Context& context,
                        bool leader_only)
{
    if (problem.confidential)
        return nullptr;
    return grant_that(actor, context, [&](const Grant& grant) {
        return grant.unit == problem.handler && (grant.role == Role::unit_leader ||
                                                 (grant.role == Role::caseworker && !leader_only));
    });
}

/// What the problem is about, as people read it.
std::string what_in_words(const Object& object)
{
    if (object.problem->unit.text.empty())
        return "the service";
    return object.unit_name.empty() ? object.problem->unit.text : object.unit_name;
}

Decision decide_seeing(const Actor& actor, const Object& object, const Context& context)
{
    const auto& problem = *object.problem;
    if (const auto* grant = as_oversight(actor, object, context))
        return yes(actor, *grant, "You have oversight of " + what_in_words(object) + ".");
    if (problem.confidential || (is_about(problem, actor) && !problem.by_machine()))
        return no("This problem is for oversight only.");
    const bool names_somebody = !problem.about_person.is_nil() && !problem.by_machine();
    if (const auto* grant = as_handler(actor, problem, context, names_somebody))
        return yes(actor, *grant, "You work where it must be answered.");
    if (as_handler(actor, problem, context, false))
        return no("It is about a named person: only the unit's leader and oversight see it.");
    return no("This problem is for " + what_in_words(object) + " and for oversight.");
}

Decision decide_closing(const Actor& actor, const Object& object, const Context& context)
{
    const auto& problem = *object.problem;
    if (is_about(problem, actor))
        return no("It is about you, so somebody else must close it.");
    if (const auto* grant = as_oversight(actor, object, context))
        return yes(actor, *grant, "You have oversight of " + what_in_words(object) + ".");
    if (!problem.by_machine())
        return no("Only those with oversight of " + what_in_words(object) +
                  " can close it: nobody closes a problem that is about themselves or their own "
                  "unit. You can answer it.");
    if (problem.raised_by.person == actor.person)
        return no("It stands because you went on all the same, so somebody else must close it.");
    if (const auto* grant = as_handler(actor, problem, context, true))
        return yes(actor, *grant, "You lead " + what_in_words(object) + ".");
    return no("Varde closes it when it has been put right. Until then its leader or oversight can "
              "close it with a reason.");
}

}  // namespace

Decision decide_problem(const Actor& actor, Action action, const Object& object,
                        const Context& context)
{
    CHECK(object.problem);
    if (actor.is_nobody())
        return no("Sign in first, or use the code that you were given.");
    if (std::ranges::find(object.barred, actor.person) != object.barred.end())
        return no("A conflict of interest between you and the report that it is about has been "
                  "declared.");
    auto seeing = decide_seeing(actor, object, context);
    if (!seeing || action != Action::close_problem)
        return seeing;
    return decide_closing(actor, object, context);
}

}  // namespace varde::domain
