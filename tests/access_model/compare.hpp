// Asks domain::decide and the model the same, a great many times.
#pragma once

#include <cstdint>
#include <string>

namespace varde::access_model {

struct Comparing {
    std::uint64_t from = 1;  ///< The first seed.
    std::size_t decisions = 4'000'000;
};

/// Prints what was asked, each difference, and last `decisions N differences N`. False when there
/// is a difference, and when it has not shown what it is for: too few decisions, or an action that
/// was never, or always, a yes.
bool compare(const Comparing& comparing);

/// Each of tests/access_model/mutants.txt, or the one named, must give a difference.
bool kill_mutants(const std::string& build, const std::string& source, const std::string& only);

}  // namespace varde::access_model
