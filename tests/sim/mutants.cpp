#include "sim/mutants.hpp"

#include "mutants/mutant.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace varde::sim {
namespace {

constexpr std::string_view table = "tests/sim/mutants.txt";

/// The first line of the finding that a mutant was killed by.
Result<std::string> kill(const mutants::Builder& builder, const mutants::Mutant& mutant)
{
    TRY(builder.compile(mutant));
    const auto program = TRY(builder.link(mutant, "varde_sim"));
    const auto lived =
        mutants::run(fmt::format("timeout 120 '{}' --years 10 --seconds 60", program));
    const auto sign = "  " + mutant.word("promise") + ": ";
    const auto found = lived.output.find(sign);
    if (lived.status != 1 || found == std::string::npos)
        return Error{ErrorCode::conflict, "it lives:\n" + lived.output};
    return lived.output.substr(found + 2, lived.output.find('\n', found) - found - 2);
}

}  // namespace

bool kill_mutants(const std::string& build, const std::string& source, const std::string& only)
{
    const auto all = mutants::read_table(source + "/" + std::string(table), {"promise"});
    if (!all) {
        fmt::print("{}\n", all.error().message);
        return false;
    }
    const mutants::Builder builder(build, source, std::string(table));
    std::size_t killed = 0, tried = 0;
    for (const auto& mutant : all.value()) {
        if (!only.empty() && mutant.name != only)
            continue;
        ++tried;
        const auto found = kill(builder, mutant);
        killed += found ? 1 : 0;
        fmt::print("{}: {}\n", mutant.name, found ? found.value() : found.error().message);
        std::fflush(stdout);
    }
    fmt::print("mutants {} killed {}\n", tried, killed);
    return tried > 0 && killed == tried;
}

}  // namespace varde::sim
