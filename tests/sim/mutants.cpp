#include "sim/mutants.hpp"

#include "mutants/mutant.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

/// The first line of the finding that a mutant was killed by.
Result<std::string> kill(const mutants::Builder& builder, const mutants::Mutant& mutant)
{
    TRY(builder.compile(mutant));
    const auto program = TRY(builder.link(mutant, "varde_sim"));
    const auto lived =
        mutants::run(fmt::format("timeout 700 '{}' --years 20 --seconds 400", program));
    const auto sign = "  " + mutant.word("promise") + ": ";
    const auto found = lived.output.find(sign);
    if (lived.status != 1 || found == std::string::npos)
        return Error{ErrorCode::conflict, "it lives:\n" + lived.output};
    return lived.output.substr(found + 2, lived.output.find('\n', found) - found - 2);
}

}  // namespace

bool kill_mutants(const std::string& build, const std::string& source, const std::string& only)
{
    return mutants::kill_each(
        {.build = build, .source = source, .table = "tests/sim/mutants.txt", .only = only},
        "promise", kill);
}

}  // namespace varde::sim
