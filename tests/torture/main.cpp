// varde_torture: is anything that was acknowledged ever lost? README.md says what each part does.
#include "base/log.hpp"
#include "torture/parts.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace varde::torture {
namespace {

constexpr std::size_t cycles_min = 100;
constexpr std::size_t acknowledged_min = 5'000;

struct NamedPart {
    std::string_view name;
    Part run;
};
constexpr std::array all_parts{
    NamedPart{"kill", kill_cycles},     NamedPart{"power", power_cuts},
    NamedPart{"disk", disk_faults},     NamedPart{"lies", lying_syncs},
    NamedPart{"mutants", kill_mutants},
};

bool chosen(const Options& options, std::string_view name)
{
    return options.parts.empty() || std::ranges::count(options.parts, name) > 0;
}

/// The table and the last line; true when nothing is wrong and the run was as long as it has to be.
bool conclude(const Options& options, const Tally& tally)
{
    tally.print();
    const bool enough = !options.parts.empty() ||
                        (tally.cycles >= cycles_min && tally.acknowledged >= acknowledged_min);
    if (!enough)
        fmt::print("Too short: at least {} cycles and {} acknowledged reports are asked for.\n",
                   cycles_min, acknowledged_min);
    if (tally.breaches > 0)
        fmt::print("{} breaches, see above.\n", tally.breaches);
    fmt::print("cycles {} acknowledged {} lost {}\n", tally.cycles, tally.acknowledged, tally.lost);
    return enough && tally.lost == 0 && tally.breaches == 0;
}

bool torture(const Options& options)
{
    Tally tally;
    bool done = true;
    for (const auto& part : all_parts) {
        if (!chosen(options, part.name))
            continue;
        const auto before = std::chrono::steady_clock::now();
        if (const auto status = part.run(options, tally); !status) {
            fmt::print("The part \"{}\" cannot go on: {}\n", part.name, status.error().message);
            done = false;
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
        fmt::print("{}: {:.0f} s\n", part.name, took.count());
        std::fflush(stdout);
    }
    return conclude(options, tally) && done;
}

int run(int argc, char** argv)
{
    Options options;
    bool keep = false;
    CLI::App program("Does to a Varde server what disks, power and people do, and looks for loss.");
    program.add_option("varde", options.program, "The varde binary")
        ->required()
        ->check(CLI::ExistingFile);
    program.add_option("--part", options.parts, "Only this part: kill, power …");
    program.add_option("--seed", options.seed, "Of the first cycle; each next has the next")
        ->capture_default_str();
    program.add_option("--cycles", options.cycles, "How often to kill")->capture_default_str();
    program.add_option("--cuts", options.cuts, "How often to cut the power")->capture_default_str();
    program.add_option("--disk-faults", options.disk_faults, "Full disks and failing syncs")
        ->capture_default_str();
    program.add_option("--lies", options.lies, "Syncs that lie")->capture_default_str();
    program.add_option("--mutants", options.mutants, "How many of mutants.txt to try")
        ->capture_default_str();
    program.add_option("--mutant", options.mutant, "Only the one of this name");
    program.add_option("--build", options.build, "The build folder, for mutants");
    program.add_option("--source", options.source, "The repository, for mutants");
    program.add_flag("--keep", keep, "Keep the data folders also when all is well");
    CLI11_PARSE(program, argc, argv);

    log::only_errors();
    options.base = (std::filesystem::temp_directory_path() / "varde-torture-XXXXXX").string();
    if (!::mkdtemp(options.base.data()))
        return 1;
    options.build = std::filesystem::weakly_canonical(options.build);
    options.source = std::filesystem::weakly_canonical(options.source);
    const bool well = torture(options);
    if (well && !keep)
        std::filesystem::remove_all(options.base);
    else
        fmt::print(stderr, "The data folders are kept: {}\n", options.base);
    return well ? 0 : 1;
}

}  // namespace
}  // namespace varde::torture

int main(int argc, char** argv) { return varde::torture::run(argc, argv); }
