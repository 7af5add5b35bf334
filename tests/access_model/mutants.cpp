#include "access_model/compare.hpp"
#include "mutants/mutant.hpp"

#include <fmt/format.h>

namespace varde::access_model {
namespace {

/// The first line of the difference that a mutant was killed by.
Result<std::string> kill(const mutants::Builder& builder, const mutants::Mutant& mutant)
{
    TRY(builder.compile(mutant));
    const auto program = TRY(builder.link(mutant, "varde_access_model"));
    const auto compared = mutants::run(fmt::format("timeout 60 '{}'", program));
    const auto found = compared.output.find("DIFFERENCE, ");
    if (compared.status != 1 || found == std::string::npos)
        return Error{ErrorCode::conflict, "it lives:\n" + compared.output};
    return compared.output.substr(found, compared.output.find('\n', found) - found);
}

}  // namespace

bool kill_mutants(const std::string& build, const std::string& source, const std::string& only)
{
    return mutants::kill_each(
        {.build = build, .source = source, .table = "tests/access_model/mutants.txt", .only = only},
        "why", kill);
}

}  // namespace varde::access_model
