// Whom coverage names is who would be let in: its list against the decisions.
#pragma once

#include "access_model/question.hpp"

namespace varde::access_model {

struct Covered {
    std::size_t decisions = 0, names = 0;
    std::vector<std::string> differences;
};

/// For some units, kinds and instants of a world: whoever coverage names gets a yes to `open`, and
/// whoever gets a yes and is not on leave is named.
Covered check_coverage(World& world);

}  // namespace varde::access_model
