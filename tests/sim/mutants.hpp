// Bugs put in on purpose must be found.
#pragma once

#include <string>

namespace varde::sim {

/// Each of tests/sim/mutants.txt, or the one named: a simulator with it must find its promise
/// broken. Prints what each came to; true when all were found.
bool kill_mutants(const std::string& build, const std::string& source, const std::string& only);

}  // namespace varde::sim
