// Bugs put in on purpose: a named test must turn red, and a part of the torture must fail.
#include "mutants/mutant.hpp"
#include "torture/parts.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace varde::torture {
namespace {

using mutants::Mutant;
using mutants::run;

constexpr std::string_view table_path = "tests/torture/mutants.txt";

class Mutants {
public:
    explicit Mutants(const Options& options)
        : options_(options), builder_(options.build, options.source, std::string(table_path))
    {
    }

    /// What killed it, or an error. A mutant that lives is a breach.
    Result<std::string> kill(const Mutant& mutant)
    {
        TRY(builder_.compile(mutant));
        const auto named = mutant.word("test");
        const auto test = named.substr(0, named.find(' '));
        const auto filter = named.substr(named.find(' ') + 1);
        const auto part = mutant.word("torture");
        const auto program = TRY(builder_.link(mutant, test));
        const auto tested = run(fmt::format("cd '{}' && timeout 120 '{}' --gtest_brief=1 "
                                            "--gtest_filter='{}'",
                                            options_.source, program, filter));
        if (tested.status == 0)
            return lives(mutant, filter);
        if (part.empty())
            return filter;
        const auto server = TRY(builder_.link(mutant, "varde"));
        const auto self = std::filesystem::read_symlink("/proc/self/exe").string();
        // A server that cannot even serve in fair weather would prove nothing.
        if (const auto fair =
                run(fmt::format("timeout 60 '{}' '{}' --part kill --cycles 0", self, server));
            fair.status != 0) {
            if (fair.output.find("LOST") != fair.output.npos)
                return filter + "; loses reports in fair weather";
            return builder_.stale(mutant, "it does not serve at all:\n" + fair.output);
        }
        const auto tortured = run(fmt::format("timeout 120 '{}' '{}' --seed {} --part {}", self,
                                              server, options_.seed, part));
        for (const auto* sign : {"LOST", "BREACH", "cannot go on"})
            if (tortured.status != 0 && tortured.output.find(sign) != std::string::npos)
                return fmt::format("{}; {}: {}", filter, part, sign);
        return lives(mutant, "--part " + part + "\n" + tortured.output);
    }

private:
    static Error lives(const Mutant& mutant, const std::string& through)
    {
        return {ErrorCode::conflict, "the mutant " + mutant.name + " lives through " + through};
    }

    const Options& options_;
    const mutants::Builder builder_;
};

}  // namespace

Status kill_mutants(const Options& options, Tally& tally)
{
    const auto table = TRY(
        mutants::read_table(options.source + "/" + std::string(table_path), {"test", "torture"}));
    Mutants all(options);
    std::size_t tried = 0;
    for (const auto& mutant : table) {
        const bool wanted =
            options.mutant.empty() ? tried < options.mutants : mutant.name == options.mutant;
        if (!wanted)
            continue;
        ++tried;
        auto killed = all.kill(mutant);
        if (!killed && killed.error().code != ErrorCode::conflict)
            return std::move(killed).error();
        tally.add("mutant " + mutant.name, killed ? 1 : 0, killed ? killed.value() : "");
        if (!killed) {
            ++tally.breaches;
            fmt::print("BREACH: {}\n", killed.error().message);
        }
        std::fflush(stdout);
    }
    return ok();
}

}  // namespace varde::torture
