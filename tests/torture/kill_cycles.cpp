// SIGKILL at a counted answer, under load; also while the server recovers.
#include "torture/parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace varde::torture {
namespace {

constexpr std::size_t cycles_in_a_store = 500;  // Then a fresh one: all is checked at its end.

/// Recovery may be cut short too: the server goes again after half of what is retried. That half
/// then is acknowledged and checked like everything else; the rest is still to come.
Status recover_in_vain(Rig& rig, std::vector<Sent>& unanswered)
{
    const auto server = TRY(rig.start());
    const auto half = unanswered.begin() + std::ptrdiff_t(unanswered.size() / 2);
    std::vector<Sent> retried(std::make_move_iterator(half),
                              std::make_move_iterator(unanswered.end()));
    unanswered.erase(half, unanswered.end());
    rig.recover(server, std::move(retried));
    return ok();
}

Status cycle(Rig& rig, std::uint64_t seed)
{
    Draw draw(seed);
    const auto earlier = rig.acknowledged();
    {
        const auto server = TRY(rig.start());
        rig.load(server, seed, {.answers = 20 + draw.below(90)});
    }
    auto unanswered = rig.book.take_unanswered();
    if (seed % 3 == 0)
        TRY(recover_in_vain(rig, unanswered));
    {
        const auto server = TRY(rig.start());
        rig.recover(server, std::move(unanswered));
        rig.check(server, earlier, draw);
    }
    if (seed % 25 == 0)
        TRY(rig.audit());
    return ok();
}

Status finish(Rig& rig)
{
    {
        auto server = TRY(rig.start());
        rig.load(server, 0, {.answers = 40, .kill = false});
        rig.check_all(server);
        if (!server.stop())
            rig.book.breach("the server did not end by itself after SIGTERM");
    }
    return rig.audit();
}

}  // namespace

Status kill_cycles(const Options& options, Tally& tally)
{
    const Budget budget(options);
    std::size_t cycles = 0, acknowledged = 0;
    Status status = ok();
    do {  // Also with no cycle at all: then it is fair weather that is tested.
        const auto base = fmt::format("{}/kill-{}", options.base, options.seed + cycles);
        const auto rig = TRY(Rig::make(options.program, base));
        const auto end = std::min(options.cycles, cycles + cycles_in_a_store);
        for (; cycles < end && status && rig->faults() == 0 && budget.left(); ++cycles) {
            const auto seed = options.seed + cycles;
            status = cycle(*rig, seed);
            if (!status || rig->faults() > 0)
                fmt::print("Seed {} failed. Again: --part kill --seed {} --cycles 1\n", seed, seed);
        }
        if (status)
            status = finish(*rig);
        acknowledged += rig->acknowledged();
        tally.add(*rig);
        if (status && tally.well())
            std::filesystem::remove_all(base);
    } while (cycles < options.cycles && status && budget.left() && tally.well());
    tally.cycles += cycles;
    tally.add("killed at a counted answer", cycles,
              fmt::format("{} acknowledged, all there", acknowledged));
    return status;
}

}  // namespace varde::torture
