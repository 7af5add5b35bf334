// Tries to erase past all acts, which the database refused: oversight is told of them.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// Raises a problem for those with oversight that names what was tried since the last look.
void tell_refused_erasures(Services& services, Done<std::size_t> done);

}  // namespace varde::acts
