#include "acts/refused_as.hpp"

namespace varde::acts {

domain::By refused_as(const domain::Actor& actor)
{
    domain::By by{.person = actor.person, .organisation = actor.organisation.id};
    if (!actor.grants.empty()) {
        by.role = actor.grants.front().role;
        by.unit = actor.grants.front().unit;
    }
    return by;
}

}  // namespace varde::acts
