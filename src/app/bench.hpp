// `varde bench accept`: how many reports a second are durable, and what each costs.
#pragma once

#include <cstddef>
#include <string>

namespace CLI {
class App;
}

namespace varde::app {

struct BenchOptions {
    std::string folder = ".";  ///< Where the temporary store is made: its file system is measured.
    double seconds = 10;
    unsigned connections = 64;
    double rate = 0;  ///< Reports per second; 0: as fast as the answers come.
    std::size_t bytes = 2048;
    bool json = false;
};

/// Returns the exit code: 0 only when nothing that was acknowledged is missing.
int bench_accept(const BenchOptions& options);

/// Adds `bench` to the command line.
void add_bench(CLI::App& program, int& exit_code);

}  // namespace varde::app
