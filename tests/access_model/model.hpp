// The policy a second time: written from docs/security/access-policy.md and from nothing else, so
// that it shares no line, and no mistake, with domain::decide.
#pragma once

#include "domain/access/decide.hpp"

namespace varde::access_model {

/// Whether the page says yes. `object.problem` must be there where a problem is asked about.
bool permits(const domain::Actor& actor, domain::Action action, const domain::Object& object,
             Timestamp now);

/// Whether the page lets somebody be named as who said yes: through a grant of this role in this
/// unit, or, where the page asks for none, through none.
bool is_ground(const domain::Actor& actor, domain::Action action, const domain::Object& object,
               Timestamp now, const domain::By& as);

/// Whether the page calls the person a reader of the unit for the kind.
bool is_reader(const domain::Actor& actor, const UnitId& unit, const KindName& kind, Timestamp now);

}  // namespace varde::access_model
