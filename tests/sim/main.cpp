// varde_sim: whole municipalities over the real code, from seeds. README.md says what is simulated.
#include "base/log.hpp"
#include "sim/mutants.hpp"
#include "sim/run.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>

int main(int argc, char** argv)
{
    varde::sim::RunOptions options;
    options.seeds_file = SOURCE_ROOT "/tests/sim/seeds.txt";
    CLI::App program("Lives through years of whole municipalities and looks for broken promises.");
    program.add_option("--seed", options.seeds, "Only this one; may be given several times");
    program.add_option("--from", options.from, "The first seed")->capture_default_str();
    program.add_option("--years", options.years, "Municipality-years")->capture_default_str();
    program.add_option("--seconds", options.seconds, "No world is begun after so long")
        ->capture_default_str();
    program.add_option("--workers", options.workers, "Worlds at a time")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    bool mutants = false;
    std::string build = "build/release", mutant;
    program.add_flag("--mutants", mutants, "Put bugs in, and see whether they are found");
    program.add_option("--mutant", mutant, "Only the one of this name");
    program.add_option("--build", build, "The build folder, for mutants");
    program.add_flag("--log", options.log, "Leave the product's log on standard error");
    CLI11_PARSE(program, argc, argv);
    varde::log::only_errors();
    if (mutants)
        return varde::sim::kill_mutants(std::filesystem::absolute(build), SOURCE_ROOT, mutant) ? 0
                                                                                               : 1;
    return varde::sim::run_worlds(options) ? 0 : 1;
}
