// varde_access_model: who may do what, decided twice. README.md says how.
#include "access_model/compare.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>

int main(int argc, char** argv)
{
    varde::access_model::Comparing comparing;
    CLI::App program("Asks the product and a second model of its policy the same questions.");
    program.add_option("--from", comparing.from, "The first world's seed")->capture_default_str();
    program.add_option("--decisions", comparing.decisions, "How many")->capture_default_str();
    bool mutants = false;
    std::string build = "build/release", mutant;
    program.add_flag("--mutants", mutants, "Put bugs in, and see whether they are found");
    program.add_option("--mutant", mutant, "Only the one of this name");
    program.add_option("--build", build, "The build folder, for mutants");
    CLI11_PARSE(program, argc, argv);
    const bool well = mutants ? varde::access_model::kill_mutants(std::filesystem::absolute(build),
                                                                  SOURCE_ROOT, mutant)
                              : varde::access_model::compare(comparing);
    return well ? 0 : 1;
}
