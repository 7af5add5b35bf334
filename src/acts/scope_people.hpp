// Whom a scope affects by name: what stands in the reports, so for those who may open them.
#pragma once

#include "acts/scope.hpp"

namespace varde::acts {

/// As `see_scope`, with the people of each item that the actor may open and that has been opened.
/// Naming them is reading: of each it is an event, durable before the names are shown. Of the
/// others it says only how many there are and why; what nobody has opened is not opened by a list.
/// Drills that have ended are among them only where the query asks for drills.
void see_scope_with_people(Services& services, const domain::Actor& actor, ScopeQuery query,
                           Done<Scope> done);

}  // namespace varde::acts
