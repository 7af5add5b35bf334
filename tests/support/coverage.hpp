// Coverage for tests: looking at it, and what its problems say.
#pragma once

#include "support/product.hpp"

namespace varde::test {

/// One look at all units, and what it found is stored. How many units' problems had to be raised or
/// ended.
std::size_t look_at_coverage(Product& product);

/// What the standing problem of a cell says; empty: there is none.
std::string coverage_problem(Product& product, domain::ProblemName name, const std::string& unit,
                             const std::string& kind = "concern.child");

}  // namespace varde::test
