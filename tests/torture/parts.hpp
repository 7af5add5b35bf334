// What the torture consists of: each part injects one sort of fault and says what it found.
#pragma once

#include "base/result.hpp"
#include "torture/rig.hpp"

#include <chrono>

namespace varde::torture {

struct Options {
    std::string program;                  ///< The `varde` binary.
    std::string build = "build/release";  ///< The build folder, for mutants.
    std::string source = ".";             ///< The repository.
    std::string base;                     ///< A fresh folder for all that the run leaves.
    std::uint64_t seed = 1;
    std::size_t cycles = 110;
    std::size_t cuts = 30;
    std::size_t disk_faults = 12;
    std::size_t lies = 3;
    std::size_t flips = 120;
    std::size_t mutants = 5;
    std::string mutant;       ///< Only this one.
    std::size_t seconds = 0;  ///< For each part; 0: until it is done.
    bool exhaustive = false;  ///< Every point of the accept path instead of one of each kind.
    std::vector<std::string> parts;  ///< By name; empty: all.
};

/// The time of one part.
class Budget {
public:
    explicit Budget(const Options& options)
        : seconds_(options.seconds), start_(std::chrono::steady_clock::now())
    {
    }
    bool left() const
    {
        return seconds_ == std::chrono::seconds(0) ||
               std::chrono::steady_clock::now() - start_ < seconds_;
    }

private:
    std::chrono::seconds seconds_;
    std::chrono::steady_clock::time_point start_;
};

/// What a run has done and seen.
class Tally {
public:
    /// A line of the table: so many faults of this kind, and what was found.
    void add(std::string kind, std::size_t count, std::string found);
    /// Adds a part's acknowledgements and faults.
    void add(const Rig& rig);
    void print() const;
    bool well() const { return lost + breaches == 0; }
    /// How many of this kind were injected.
    std::size_t count(std::string_view kind) const;

    std::size_t cycles = 0;  ///< How often a server was stopped short.
    std::size_t acknowledged = 0, lost = 0, breaches = 0;
    bool no_fuse = false, no_ptrace = false;  ///< Said aloud; their minima are waived.

private:
    struct Line {
        std::string kind;
        std::size_t count;
        std::string found;
    };
    std::vector<Line> lines_;
};

/// An error means that the part could not go on; faults found are in the tally.
using Part = Status (*)(const Options&, Tally&);
Status kill_cycles(const Options& options, Tally& tally);
Status power_cuts(const Options& options, Tally& tally);
Status disk_faults(const Options& options, Tally& tally);
Status syscall_faults(const Options& options, Tally& tally);
Status bit_flips(const Options& options, Tally& tally);
Status lying_syncs(const Options& options, Tally& tally);
Status kill_mutants(const Options& options, Tally& tally);

}  // namespace varde::torture
