// The same thing for many units, each as a decision of its own: one that fails undoes no other.
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// What is done for one unit, in the writer.
using ForUnit = std::function<Status(store::Transaction&, const UnitId&)>;

/// One unit after the other. Gives how many were done, or the first failure, after all others.
void write_each(Services& services, std::vector<UnitId> units, ForUnit act, Done<std::size_t> done);

}  // namespace varde::acts
