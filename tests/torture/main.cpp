// varde_torture: does anything that was acknowledged get lost when the server is killed?
//
// Each cycle starts the real server on the same data folder, sends over HTTP from several
// connections, kills it with SIGKILL at a counted answer, starts it again and checks from outside.
#include "base/log.hpp"
#include "torture/audit.hpp"
#include "torture/workload.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

namespace varde::torture {
namespace {

constexpr std::size_t cycles_min = 60;
constexpr std::size_t acknowledged_min = 1'000;
constexpr std::size_t connections = 12;
constexpr std::size_t sample = 10;  // Of earlier cycles' reports, checked again in each.

struct Options {
    std::string program;
    std::uint64_t seed = 1;
    std::size_t cycles = cycles_min;
    bool keep = false;
};

std::uint64_t newest_size(const Checkpoints& checkpoints)
{
    return checkpoints.roots().empty() ? 0 : checkpoints.roots().rbegin()->first;
}

/// This cycle's reports and a sample of all earlier ones.
std::vector<Sent*> to_check(std::vector<Sent>& all, std::size_t earlier, Draw& draw)
{
    std::vector<Sent*> chosen;
    for (std::size_t i = 0; i < sample && earlier > 0; ++i)
        if (auto* sent = &all[draw.below(earlier)]; std::ranges::count(chosen, sent) == 0)
            chosen.push_back(sent);
    for (auto at = earlier; at < all.size(); ++at)
        chosen.push_back(&all[at]);
    return chosen;
}

class Torture {
public:
    Torture(World world, std::size_t log_every) : world_(std::move(world)), log_every_(log_every) {}

    Status cycle(std::uint64_t seed)
    {
        Draw draw(seed);
        const auto earlier = book_.acknowledged().size();
        {
            const auto server = TRY(start());
            if (session_.cookie.empty())
                session_ = TRY(sign_in(world_, server.port()));
            Workload(world_, server, book_, seed).run(connections, 5 + draw.below(75));
        }
        auto unanswered = book_.take_unanswered();
        const auto retried = unanswered.size();
        if (seed % 3 == 0)
            TRY(recover_in_vain(unanswered));
        const auto server = TRY(start());
        const auto size = newest_size(checkpoints_);
        const Checker checker{world_, session_, book_, checkpoints_, server.port()};
        checker.recover(std::move(unanswered));
        auto& all = book_.acknowledged();
        checker.check(to_check(all, earlier, draw));
        if (all.size() > earlier && newest_size(checkpoints_) <= size)
            book_.breach(fmt::format("seed {}: the tree did not grow beyond {}", seed, size));
        if (all.size() > earlier)
            checker.check_refused_act(all[earlier + draw.below(all.size() - earlier)]);
        if (seed % log_every_ == 0)
            fmt::print("seed {}: {} acknowledged, {} of them after a retry\n", seed,
                       all.size() - earlier, retried);
        std::fflush(stdout);
        return ok();
    }

    /// Everything once more, then the ledger itself.
    Status finish()
    {
        {
            auto server = TRY(start());
            std::vector<Sent*> all;
            for (auto& sent : book_.acknowledged())
                all.push_back(&sent);
            Checker{world_, session_, book_, checkpoints_, server.port()}.check(all);
            if (!server.stop())
                book_.breach("the server did not end by itself after SIGTERM");
        }
        return audit(world_, checkpoints_, book_);
    }

    Book& book() { return book_; }

private:
    /// Recovery may be cut short too: the server goes again after half of what is retried. That
    /// half then is acknowledged and checked like everything else; the rest is still to come.
    Status recover_in_vain(std::vector<Sent>& unanswered)
    {
        const auto server = TRY(start());
        const auto half = unanswered.begin() + std::ptrdiff_t(unanswered.size() / 2);
        std::vector<Sent> retried(std::make_move_iterator(half),
                                  std::make_move_iterator(unanswered.end()));
        unanswered.erase(half, unanswered.end());
        Checker{world_, session_, book_, checkpoints_, server.port()}.recover(std::move(retried));
        return ok();
    }

    Result<app::ServerProcess> start() const
    {
        return app::ServerProcess::start(world_.program, world_.folder, world_.log());
    }

    World world_;
    Book book_;
    Checkpoints checkpoints_;
    Session session_;
    const std::size_t log_every_;
};

/// The last line; true when nothing is wrong and the run was as long as it has to be.
bool conclude(const Options& options, std::size_t cycles, Book& book)
{
    const auto acknowledged = book.acknowledged().size();
    const bool enough = cycles >= cycles_min && acknowledged >= acknowledged_min;
    if (!enough)
        fmt::print(
            "Not a full run: at least {} cycles and {} acknowledged reports are asked for.\n",
            cycles_min, acknowledged_min);
    fmt::print("cycles {} acknowledged {} lost {}", cycles, acknowledged, book.lost_count());
    if (book.breaches() > 0)
        fmt::print(", and {} other breaches", book.breaches());
    fmt::print("\n");
    return enough && cycles == options.cycles && book.lost_count() == 0 && book.breaches() == 0;
}

bool torture(const Options& options, const std::string& folder)
{
    auto world = make_world(options.program, folder);
    if (!world) {
        fmt::print("{}\n", world.error().message);
        return false;
    }
    Torture torture(std::move(world).value(), options.cycles > 10 ? 10 : 1);
    std::size_t cycles = 0;
    Status status = ok();
    for (; cycles < options.cycles && status; ++cycles) {
        const auto seed = options.seed + cycles;
        const auto before = torture.book().lost_count() + torture.book().breaches();
        status = torture.cycle(seed);
        if (!status || torture.book().lost_count() + torture.book().breaches() > before)
            fmt::print(
                "Seed {} (cycle {}) failed. Again: varde_torture VARDE --seed {} --cycles 1\n",
                seed, cycles + 1, seed);
    }
    if (status)
        status = torture.finish();
    if (!status)
        torture.book().breach("cannot go on: " + status.error().message);
    return conclude(options, cycles, torture.book());
}

int run(int argc, char** argv)
{
    Options options;
    CLI::App program("Kills a Varde server under load and looks for what it lost.");
    program.add_option("varde", options.program, "The varde binary")
        ->required()
        ->check(CLI::ExistingFile);
    program.add_option("--seed", options.seed, "Of the first cycle; each next has the next")
        ->capture_default_str();
    program.add_option("--cycles", options.cycles, "How often to kill")->capture_default_str();
    program.add_flag("--keep", options.keep, "Keep the data folder also when all is well");
    CLI11_PARSE(program, argc, argv);

    log::only_errors();
    auto folder = (std::filesystem::temp_directory_path() / "varde-torture-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return 1;
    const bool well = torture(options, folder + "/data");
    if (well && !options.keep)
        std::filesystem::remove_all(folder);
    else
        fmt::print(stderr, "The data folder is kept: {}\n", folder);
    return well ? 0 : 1;
}

}  // namespace
}  // namespace varde::torture

int main(int argc, char** argv) { return varde::torture::run(argc, argv); }
