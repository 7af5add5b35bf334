// As whom the record of a refusal names somebody.
#pragma once

#include "domain/access/actor.hpp"

namespace varde::acts {

/// Their first grant says most about them.
domain::By refused_as(const domain::Actor& actor);

}  // namespace varde::acts
