// Many worlds one after the other, each in a process of its own: one that aborts is a finding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace varde::sim {

struct RunOptions {
    std::vector<std::uint64_t> seeds;  ///< Only these; empty: seeds.txt, then `from` and on.
    std::uint64_t from = 1;
    double years = 27;     ///< As many municipality-years, but no more than there is time for.
    double seconds = 800;  ///< It takes some 400 on two cores.
    unsigned workers = 2;
    bool log = false;  ///< Leave the product's own log on standard error.
    std::string seeds_file;
};

/// Prints progress, what was found, and the last line. True when nothing was found.
bool run_worlds(const RunOptions& options);

}  // namespace varde::sim
