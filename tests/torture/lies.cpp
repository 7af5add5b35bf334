// A disk that says "synced" and is not, and then loses power: the start must find out by the
// checkpoint lock, which lies on another disk.
#include "torture/mount.hpp"
#include "torture/parts.hpp"

#include <fmt/format.h>

namespace varde::torture {
namespace {

/// Nothing may be taken or signed any more, and the operator must be told how much is missing.
void check_recovery_mode(Rig& rig, const app::ServerProcess& server, std::uint64_t seed,
                         const std::string& said)
{
    if (said.find("entries-missing") == said.npos)
        rig.book.breach("the start found something else than missing entries: " + said);
    const auto acknowledged = rig.acknowledged();
    rig.load(server, seed + 1'000'000, {.answers = 20, .kill = false, .refusing = true});
    if (rig.acknowledged() > acknowledged)
        rig.book.breach("a report was acknowledged in recovery mode");
}

/// Whether the lie was found out at the start.
Result<bool> lie(const std::string& program, const std::string& base, std::uint64_t seed,
                 Tally& tally)
{
    Draw draw(seed);
    Disk disk;
    const auto lock = base + "/lock";
    auto mount = TRY(Mount::at(base + "/disk", disk));
    const auto rig = TRY(Rig::make(program, base, base + "/disk/data", lock));
    {
        const auto server = TRY(rig->start());
        disk.arm({.kind = Fault::Kind::sync_lies,
                  .number = 1 + draw.below(10),
                  .operation = Operation::sync,
                  .file = "-wal"});
        rig->load(server, seed, {.answers = 60, .kill = false});
        if (!disk.struck())
            rig->book.breach("the disk never lied");
        if (!rig->lock_follows(lock))
            rig->book.breach("the lock did not follow the commits");
    }
    disk.cut();
    mount.reset();
    disk.restore(Keeps::nothing, draw);
    mount = TRY(Mount::at(base + "/disk", disk));
    bool found = false;
    {
        const auto server = TRY(rig->start());
        Client client(server.port());
        const auto ready = client.send({.method = "GET", .path = "/readyz"});
        found = ready && ready->status == 503;
        if (found)
            check_recovery_mode(*rig, server, seed, ready->body);
        else
            rig->check_all(server);  // Then nothing may be missing.
    }
    tally.add(*rig);
    return found;
}

}  // namespace

Status lying_syncs(const Options& options, Tally& tally)
{
    const Budget budget(options);
    std::size_t found = 0, lies = 0;
    Status status = ok();
    for (; lies < options.lies && status && tally.well() && budget.left(); ++lies) {
        const auto seed = options.seed + lies;
        const auto was =
            lie(options.program, fmt::format("{}/lies-{}", options.base, seed), seed, tally);
        if (was)
            found += was.value() ? 1 : 0;
        else
            status = was.error();
        if (!status || !tally.well())
            fmt::print("Seed {} failed. Again: --part lies --seed {} --lies 1\n", seed, seed);
    }
    tally.cycles += lies;
    tally.add("a sync that lies, then a power cut", lies,
              fmt::format("{} found out at the start, the others harmless", found));
    return status;
}

}  // namespace varde::torture
