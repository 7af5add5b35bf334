// `varde bench`: how many reports a second are durable, what each costs, what a crowd does, and
// what a large store does.
#pragma once

#include <cstddef>
#include <cstdint>
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
    std::string store = "sqlite";  ///< Or `postgres`: a server of our own in the folder.
    bool json = false;
};

/// Returns the exit code: 0 only when nothing that was acknowledged is missing.
int bench_accept(const BenchOptions& options);

struct OverloadOptions {
    std::string folder = ".";
    double seconds = 15;          ///< Of each phase.
    unsigned rounds = 1;          ///< Of overload and calm.
    unsigned connections = 4000;  ///< That idle, trickle or do not read.
    bool json = false;
};

/// Small reports go on against a crowd. Returns 0 when nothing acknowledged is missing, less than
/// one in a hundred was refused, and memory and descriptors stay level from round to round.
int bench_overload(const OverloadOptions& options);

struct GrowOptions {
    std::string folder = ".";
    std::uint64_t to = 1'000'000;  ///< Measured at 10,000 reports and each tenfold up to here.
    double seconds = 4;            ///< Of accepting at each size.
    std::string svg;               ///< Where the figure goes; empty: nowhere.
    bool json = false;
};

/// Builds a store of five years and measures what an act costs at each size.
int bench_grow(const GrowOptions& options);

/// Adds `bench` to the command line.
void add_bench(CLI::App& program, int& exit_code);

}  // namespace varde::app
