// A disk that is full, one whose sync fails, and one whose sync lies.
#include "torture/mount.hpp"
#include "torture/parts.hpp"
#include "torture/wait.hpp"

#include <fmt/format.h>

#include <chrono>

#include <sys/wait.h>

namespace varde::torture {
namespace {

constexpr std::size_t answers = 120;

/// Whether the process ends by itself, and not with code 0. Waits a while for it.
bool ends_with_error(const app::ServerProcess& server)
{
    siginfo_t found{};
    return ends(server.pid(), std::chrono::seconds(10)) &&
           ::waitid(P_PID, id_t(server.pid()), &found, WEXITED | WNOWAIT) == 0 &&
           found.si_code == CLD_EXITED && found.si_status != 0;
}

class Faults {
public:
    explicit Faults(const Options& options) : base_(options.base + "/disk") {}

    Status prepare(const std::string& program)
    {
        mount_ = TRY(Mount::at(base_ + "/disk", disk_));
        rig = TRY(Rig::make(program, base_, base_ + "/disk/data"));
        return ok();
    }

    /// Filled to the last byte under load, it refuses and can be read; with space again it accepts,
    /// without a restart.
    Status fill(std::uint64_t seed)
    {
        Draw draw(seed);
        const auto earlier = rig->acknowledged();
        auto server = TRY(rig->start());
        const auto refused = rig->book.refused();
        disk_.limit(disk_.used() + draw.below(100'000));
        rig->load(server, seed, {.answers = answers, .kill = false, .refusing = true});
        rig->look(server, draw);
        if (rig->book.refused() == refused)
            rig->book.breach("the full disk refused nothing");
        disk_.limit(SIZE_MAX);
        rig->recover(server, rig->book.take_unanswered());
        rig->check(server, earlier, draw);
        server.kill();
        return lose(seed, rig->acknowledged(), draw);
    }

    /// The sync of a commit fails: nothing more is acknowledged, and the process ends.
    Status fail_commit(std::uint64_t seed)
    {
        Draw draw(seed);
        const auto earlier = rig->acknowledged();
        {
            const auto server = TRY(rig->start());
            disk_.arm(fault(Fault::Kind::sync_fails, "-wal", draw));
            rig->load(server, seed, {.answers = answers, .kill = false, .refusing = true});
            if (!ends_with_error(server))
                rig->book.breach("a commit of unknown outcome did not end the server");
        }
        return lose(seed, earlier, draw);
    }

    /// The sync of an upload fails: that upload is refused, and everything else goes on.
    Status fail_upload(std::uint64_t seed)
    {
        Draw draw(seed);
        const auto earlier = rig->acknowledged();
        {
            const auto server = TRY(rig->start());
            disk_.arm(fault(Fault::Kind::sync_fails, ".part", draw));
            rig->load(server, seed, {.answers = answers, .kill = false, .refusing = true});
        }
        return lose(seed, earlier, draw);
    }

    std::unique_ptr<Rig> rig;

private:
    static Fault fault(Fault::Kind kind, std::string file, Draw& draw)
    {
        return {.kind = kind,
                .number = 1 + draw.below(5),
                .operation = Operation::sync,
                .file = std::move(file)};
    }

    Status lose(std::uint64_t seed, std::size_t earlier, Draw& draw)
    {
        if (!disk_.struck())
            rig->book.breach("the fault never came");
        disk_.cut();
        mount_.reset();
        disk_.restore(Keeps(seed % keeps_count), draw);
        mount_ = TRY(Mount::at(base_ + "/disk", disk_));
        const auto server = TRY(rig->start());
        rig->recover(server, rig->book.take_unanswered());
        rig->check(server, earlier, draw);
        return ok();
    }

    const std::string base_;
    Disk disk_;
    std::unique_ptr<Mount> mount_;
};

}  // namespace

Status disk_faults(const Options& options, Tally& tally)
{
    const Budget budget(options);
    Faults faults(options);
    TRY(faults.prepare(options.program));
    struct Kind {
        const char* name;
        Status (Faults::*run)(std::uint64_t);
        const char* found;
    };
    constexpr std::array kinds{
        Kind{"full disk under load", &Faults::fill, "refused, readable, accepting again"},
        Kind{"a commit's sync fails", &Faults::fail_commit, "unknown, ended, resolved"},
        Kind{"an upload's sync fails", &Faults::fail_upload, "refused, went on"}};
    std::array<std::size_t, kinds.size()> done{};
    Status status = ok();
    for (std::size_t i = 0;
         status && i < options.disk_faults && faults.rig->faults() == 0 && budget.left(); ++i) {
        const auto seed = options.seed + i;
        const auto kind = seed % kinds.size();
        status = (faults.*kinds[kind].run)(seed);
        ++done[kind];
        if (!status || faults.rig->faults() > 0)
            fmt::print("Seed {} ({}) failed. Again: --part disk --seed {} --disk-faults 1\n", seed,
                       kinds[kind].name, seed);
    }
    if (status)
        status = faults.rig->audit();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        tally.add(kinds[i].name, done[i], kinds[i].found);
        tally.cycles += done[i];
    }
    tally.add(*faults.rig);
    return status;
}

}  // namespace varde::torture
