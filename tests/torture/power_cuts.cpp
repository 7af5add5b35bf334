// The power goes at a counted operation of the disk; what was not synced may be gone.
#include "torture/mount.hpp"
#include "torture/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::torture {
namespace {

constexpr std::size_t cuts_in_a_store = 200;  // Then a fresh one: all is checked at its end.

constexpr std::array keeps_names{"nothing unsynced kept", "everything kept",
                                 "a torn beginning kept", "any writes kept",
                                 "any 4 KiB pages kept",  "any 512 B sectors kept"};

class Cuts {
public:
    Cuts(std::string base, Disk& disk) : base_(std::move(base)), disk_(disk) {}

    Status prepare(const std::string& program)
    {
        TRY(mount());
        rig = TRY(Rig::make(program, base_, base_ + "/disk/data"));
        // Whoever was told that the folder is there must find it after a power cut.
        Draw draw(0);
        return lose(Keeps::nothing, draw);
    }

    Status cycle(std::uint64_t seed)
    {
        Draw draw(seed);
        const auto earlier = rig->acknowledged();
        const auto keeps = Keeps(seed % keeps_count);
        {
            const auto server = TRY(rig->start());
            disk_.arm(draw_fault(draw), [&] { server.strike(); });
            rig->load(server, seed, {.answers = 40 + draw.below(60)});
        }
        TRY(lose(keeps, draw));
        if (seed % 3 == 0)
            TRY(start_in_vain(keeps, draw));
        {
            const auto server = TRY(rig->start());
            rig->recover(server, rig->book.take_unanswered());
            rig->check(server, earlier, draw);
        }
        return seed % 10 == 0 ? rig->audit() : ok();
    }

    Status finish()
    {
        {
            const auto server = TRY(rig->start());
            rig->check_all(server);
        }
        return rig->audit();
    }

    std::unique_ptr<Rig> rig;
    std::array<std::size_t, keeps_count> cuts{};

private:
    static Fault draw_fault(Draw& draw)
    {
        Fault fault{.kind = draw.below(2) ? Fault::Kind::cut_before : Fault::Kind::cut_after};
        switch (draw.below(4)) {
        case 0:
            fault.operation = Operation::name, fault.number = 1 + draw.below(16);
            break;
        case 1:
            fault.number = 1 + draw.below(2'000);
            break;
        default:
            fault.operation = Operation::sync, fault.number = 1 + draw.below(50);
        }
        return fault;
    }

    /// A start may be cut short too.
    Status start_in_vain(Keeps keeps, Draw& draw)
    {
        disk_.arm({.kind = Fault::Kind::cut_before, .number = 1 + draw.below(30)});
        {
            [[maybe_unused]] const auto server = rig->start();
        }
        return lose(keeps, draw);
    }

    Status mount()
    {
        mount_ = TRY(Mount::at(base_ + "/disk", disk_));
        return ok();
    }

    Status lose(Keeps keeps, Draw& draw)
    {
        disk_.cut();
        mount_.reset();
        disk_.restore(keeps, draw);
        ++cuts[std::size_t(keeps)];
        return mount();
    }

    const std::string base_;
    Disk& disk_;
    std::unique_ptr<Mount> mount_;
};

}  // namespace

Status power_cuts(const Options& options, Tally& tally)
{
    const Budget budget(options);
    std::array<std::size_t, keeps_count> kept{};
    Status status = ok();
    std::size_t done = 0;
    while (done < options.cuts && status && budget.left() && tally.well()) {
        Disk disk;
        Cuts cuts(fmt::format("{}/power-{}", options.base, options.seed + done), disk);
        status = cuts.prepare(options.program);
        const auto end = std::min(options.cuts, done + cuts_in_a_store);
        for (; status && done < end && cuts.rig->faults() == 0 && budget.left(); ++done) {
            const auto seed = options.seed + done;
            status = cuts.cycle(seed);
            if (!status || cuts.rig->faults() > 0)
                fmt::print("Seed {} failed. Again: --part power --seed {} --cuts 1\n", seed, seed);
        }
        if (status)
            status = cuts.finish();
        if (cuts.rig)
            tally.add(*cuts.rig);
        for (std::size_t i = 0; i < keeps_count; ++i)
            kept[i] += cuts.cuts[i];
    }
    for (std::size_t i = 0; i < keeps_count; ++i) {
        tally.add(fmt::format("power cut, {}", keeps_names[i]), kept[i], "all there");
        tally.cycles += kept[i];
    }
    return status;
}

}  // namespace varde::torture
