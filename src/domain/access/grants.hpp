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

/// The first grant in force that `fits`, or null.
template <class Fits>
const Grant* grant_that(const Actor& actor, const Context& context, Fits fits)
{
    const auto found = std::ranges::find_if(actor.grants, [&](const Grant& grant) {
        return grant.active_at(context.now) && fits(grant);
    });
    return found == actor.grants.end() ? nullptr : &*found;
}

}  // namespace varde::domain
