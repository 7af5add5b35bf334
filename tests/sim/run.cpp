#include "sim/run.hpp"

#include "sim/world.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <map>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace varde::sim {
namespace {

constexpr double years_min = 25;           // Of a whole run.
constexpr ::rlim_t cpu_seconds_max = 600;  // Of one world: then it hangs, however busy the machine.
constexpr unsigned seconds_max = 1'100;

/// What a world's process leaves behind, in memory that its parent shares.
struct Ended {
    double years = 0;
    std::size_t steps = 0, events = 0, acknowledged = 0, faults = 0, proofs = 0, failures = 0;
    std::size_t old_copies = 0;
    char tree[9] = {};  // The root's beginning: the same for the same seed and program.
    char found[4'000] = {};
};

void live(std::uint64_t seed, Ended& ended, bool log)
{
    const ::rlimit most{cpu_seconds_max, cpu_seconds_max};
    ::setrlimit(RLIMIT_CPU, &most);
    ::alarm(seconds_max);
    if (const int nowhere = log ? -1 : ::open("/dev/null", O_WRONLY | O_CLOEXEC); nowhere >= 0)
        ::dup2(nowhere, STDERR_FILENO);
    std::string story;
    World world(seed);
    world.live();
    ended.years = world.municipality_years();
    ended.steps = world.auditor().steps;
    ended.events = world.events();
    ended.acknowledged = world.auditor().acknowledged;
    ended.faults = world.faults();
    ended.proofs = world.stores().proofs;
    ended.failures = world.stores().failures;
    ended.old_copies = world.old_copies();
    const auto root = to_hex(world.auditor().reckoning().tree.root());
    std::strncpy(ended.tree, root.c_str(), sizeof ended.tree - 1);
    for (const auto& what : world.findings().all())
        story += "  " + what + "\n";
    if (!story.empty())
        story = "  " + world.story() + "\n" + story;
    std::strncpy(ended.found, story.c_str(), sizeof ended.found - 1);
}

std::vector<std::uint64_t> read_seeds(const std::string& path)
{
    std::vector<std::uint64_t> seeds;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line.front() != '#')
            seeds.push_back(std::stoull(line));
    return seeds;
}

/// Runs worlds and adds up what came of them.
class Runner {
public:
    explicit Runner(const RunOptions& options)
        : options_(options), begun_(std::chrono::steady_clock::now())
    {
    }

    bool run()
    {
        static_cast<void>(test::norway());  // Once, for all of them.
        static_cast<void>(hasty_norway());
        const auto known =
            options_.seeds.empty() ? read_seeds(options_.seeds_file) : options_.seeds;
        for (const auto seed : known)
            start(seed);
        for (auto seed = options_.from; options_.seeds.empty() && more(); ++seed)
            start(seed);
        while (!running_.empty())
            await_one();
        return conclude();
    }

private:
    struct Running {
        std::uint64_t seed;
        Ended* ended;
    };

    bool more() const
    {
        return years_begun_ < options_.years && violations_ == 0 && seconds() < options_.seconds;
    }

    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
    }

    void start(std::uint64_t seed)
    {
        while (running_.size() >= options_.workers)
            await_one();
        years_begun_ += years_of(climate_of(seed));
        void* shared = ::mmap(nullptr, sizeof(Ended), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        CHECK(shared != MAP_FAILED);
        auto* ended = new (shared) Ended;
        std::fflush(stdout);
        const auto child = ::fork();
        CHECK(child >= 0);
        if (child == 0) {
            live(seed, *ended, options_.log);
            ::_exit(0);
        }
        running_[child] = {seed, ended};
    }

    void await_one()
    {
        int status = 0;
        const auto child = ::wait(&status);
        const auto found = running_.find(child);
        CHECK(found != running_.end());
        const auto [seed, ended] = found->second;
        running_.erase(found);
        ++seeds_;
        years_ += ended->years;
        steps_ += ended->steps;
        acknowledged_ += ended->acknowledged;
        faults_ += ended->faults;
        proofs_ += ended->proofs;
        failures_ += ended->failures;
        old_copies_ += ended->old_copies;
        std::string what = ended->found;
        if (WIFSIGNALED(status))
            what += fmt::format("  the process ended with signal {}; see with --log\n",
                                WTERMSIG(status));
        if (!what.empty()) {
            ++violations_;
            fmt::print("VIOLATION, seed {}\n{}  again: ./dev test simulation --seed {}\n", seed,
                       what, seed);
        }
        fmt::print("seed {:>6}: {:.2f} municipality-years, {} steps, {} events, {} acknowledged, "
                   "{} faults, tree {}\n",
                   seed, ended->years, ended->steps, ended->events, ended->acknowledged,
                   ended->faults, ended->tree);
        ::munmap(ended, sizeof(Ended));
    }

    bool conclude() const
    {
        const bool long_enough = !options_.seeds.empty() || years_ >= years_min;
        if (!long_enough)
            fmt::print("Too short: at least {} municipality-years are asked for.\n", years_min);
        const bool met = !options_.seeds.empty() || violations_ > 0 ||
                         (proofs_ > 0 && failures_ > 0 && old_copies_ > 0);
        if (!met)
            fmt::print("No case system proved or failed anything, or no old copy was started: "
                       "then nothing was looked for.\n");
        fmt::print(
            "{} steps, {} acknowledged, {} proofs of storage and {} failures, {} old copies, "
            "{} faults, {:.0f} s\n",
            steps_, acknowledged_, proofs_, failures_, old_copies_, faults_, seconds());
        fmt::print("seeds {} municipality-years {:.0f} violations {}\n", seeds_, years_,
                   violations_);
        return long_enough && met && violations_ == 0;
    }

    const RunOptions& options_;
    const std::chrono::steady_clock::time_point begun_;
    std::map<pid_t, Running> running_;
    double years_ = 0, years_begun_ = 0;
    std::size_t seeds_ = 0, violations_ = 0, steps_ = 0, acknowledged_ = 0, faults_ = 0;
    std::size_t proofs_ = 0, failures_ = 0, old_copies_ = 0;
};

}  // namespace

bool run_worlds(const RunOptions& options) { return Runner(options).run(); }

}  // namespace varde::sim
