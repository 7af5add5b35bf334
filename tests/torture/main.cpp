// varde_torture: is anything that was acknowledged ever lost? README.md says what each part does.
#include "base/log.hpp"
#include "torture/mount.hpp"
#include "torture/parts.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace varde::torture {
namespace {

/// What a whole run must at least have done, by the beginning of the table's lines.
struct Minimum {
    std::string_view kind;
    std::size_t count;
    bool Tally::* waived = nullptr;
};
constexpr std::array minima{Minimum{"killed", 100},
                            Minimum{"power cut", 25, &Tally::no_fuse},
                            Minimum{"full disk", 3, &Tally::no_fuse},
                            Minimum{"a commit's sync fails", 3, &Tally::no_fuse},
                            Minimum{"a sync that lies", 2, &Tally::no_fuse},
                            Minimum{"system call", 25, &Tally::no_ptrace},
                            Minimum{"bit flipped", 100},
                            Minimum{"mutant", 5}};
constexpr std::size_t acknowledged_min = 5'000;

struct NamedPart {
    std::string_view name;
    Part run;
    bool on_our_disk = false;  ///< Needs FUSE.
};
// clang-format off
constexpr std::array all_parts{
    NamedPart{"kill", kill_cycles},
    NamedPart{"power", power_cuts, true},
    NamedPart{"disk", disk_faults, true},
    NamedPart{"lies", lying_syncs, true},
    NamedPart{"syscalls", syscall_faults},
    NamedPart{"flips", bit_flips},
    NamedPart{"mutants", kill_mutants},
};
// clang-format on

bool chosen(const Options& options, std::string_view name)
{
    return options.parts.empty() || std::ranges::count(options.parts, name) > 0;
}

bool long_enough(const Tally& tally)
{
    bool enough = tally.acknowledged >= acknowledged_min;
    if (!enough)
        fmt::print("Too short: at least {} acknowledged reports are asked for.\n",
                   acknowledged_min);
    for (const auto& minimum : minima) {
        if ((minimum.waived && tally.*minimum.waived) || tally.count(minimum.kind) >= minimum.count)
            continue;
        fmt::print("Too few of \"{}\": {} of at least {}.\n", minimum.kind,
                   tally.count(minimum.kind), minimum.count);
        enough = false;
    }
    return enough;
}

/// The table and the last line; true when nothing is wrong and the run was as long as it has to be.
bool conclude(const Options& options, const Tally& tally)
{
    tally.print();
    const bool enough = !options.parts.empty() || long_enough(tally);
    if (tally.breaches > 0)
        fmt::print("{} breaches, see above.\n", tally.breaches);
    fmt::print("cycles {} acknowledged {} lost {}\n", tally.cycles, tally.acknowledged, tally.lost);
    return enough && tally.well();
}

/// Without FUSE a run says so aloud and goes on without our disk.
bool our_disk_works(const Options& options)
{
    Disk disk;
    const auto mounted = Mount::at(options.base + "/probe", disk);
    if (!mounted)
        fmt::print("NO POWER CUTS, NO DISK FAULTS: {}\n", mounted.error().message);
    return bool(mounted);
}

bool torture(const Options& options)
{
    Tally tally;
    tally.no_fuse = !our_disk_works(options);
    bool done = true;
    for (const auto& part : all_parts) {
        if (!chosen(options, part.name) || (part.on_our_disk && tally.no_fuse))
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

/// As many as there is time for.
void make_long(Options& options)
{
    options.cycles = 100'000;
    options.cuts = 20'000;
    options.disk_faults = 3'000;
    options.lies = 1'000;
    options.flips = 1'000'000;
    options.mutants = SIZE_MAX;
    options.exhaustive = true;
}

int run(int argc, char** argv)
{
    Options options;
    bool keep = false, is_long = false;
    CLI::App program("Does to a Varde server what disks, power and people do, and looks for loss.");
    program.add_option("varde", options.program, "The varde binary")
        ->required()
        ->check(CLI::ExistingFile);
    program.add_option("--part", options.parts,
                       "Only this part: kill, power, disk, lies, syscalls, flips or mutants");
    program.add_option("--seed", options.seed, "Of the first cycle; each next has the next")
        ->capture_default_str();
    program.add_option("--cycles", options.cycles, "How often to kill")->capture_default_str();
    program.add_option("--cuts", options.cuts, "How often to cut the power")->capture_default_str();
    program.add_option("--disk-faults", options.disk_faults, "Full disks and failing syncs")
        ->capture_default_str();
    program.add_option("--lies", options.lies, "Syncs that lie")->capture_default_str();
    program.add_option("--seconds", options.seconds, "For each part at most; 0: until it is done")
        ->capture_default_str();
    program.add_flag("--long", is_long, "As many of everything as --seconds allow");
    program.add_flag("--exhaustive", options.exhaustive, "Every point, not one of each kind");
    program.add_option("--flips", options.flips, "Bits to flip")->capture_default_str();
    program.add_option("--mutants", options.mutants, "How many of mutants.txt to try")
        ->capture_default_str();
    program.add_option("--mutant", options.mutant, "Only the one of this name");
    program.add_option("--build", options.build, "The build folder, for mutants");
    program.add_option("--source", options.source, "The repository, for mutants");
    program.add_flag("--keep", keep, "Keep the data folders also when all is well");
    CLI11_PARSE(program, argc, argv);

    if (is_long)
        make_long(options);
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
