// What the parts of decide.hpp share: finding the grant that makes a yes, and saying yes and no.
#pragma once

#include "domain/access/decide.hpp"

#include <algorithm>

namespace varde::domain {

inline Decision no(std::string reason) { return {false, {}, std::move(reason)}; }

inline Decision yes(const Actor& actor, const Grant& grant, std::string reason)
{
    return {true, {grant.role, grant.unit, actor.person, actor.organisation.id}, std::move(reason)};
}

/// Whether a role lets somebody read content, in whichever unit.
inline bool is_reader(Role role) { return role == Role::caseworker || role == Role::unit_leader; }

inline bool covers(const Grant& grant, const KindName& kind)
{
    return grant.kinds.empty() || std::ranges::find(grant.kinds, kind) != grant.kinds.end();
}

/// The first grant in force that `fits`, or null.
template <class Fits>
const Grant* grant_that(const Actor& actor, const Context& context, Fits fits)
{
    const auto found = std::ranges::find_if(actor.grants, [&](const Grant& grant) {
        return grant.active_at(context.now) && fits(grant);
    });
    return found == actor.grants.end() ? nullptr : &*found;
}

/// A grant of oversight over the object's unit, or null.
inline const Grant* overseer(const Actor& actor, const Object& object, const Context& context)
{
    return grant_that(actor, context, [&](const Grant& grant) {
        return grant.role == Role::oversight &&
               std::ranges::find(object.overseers, grant.unit) != object.overseers.end();
    });
}

inline std::string unit_in_words(const Object& object)
{
    return object.unit_name.empty() ? object.unit.text : object.unit_name;
}

}  // namespace varde::domain
