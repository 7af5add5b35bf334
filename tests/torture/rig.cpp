#include "torture/rig.hpp"

#include "base/durable_file.hpp"
#include "torture/audit.hpp"
#include "torture/wait.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace varde::torture {
namespace {

constexpr std::size_t sample = 10;  // Of earlier cycles' reports, checked again in each.

std::uint64_t newest_size(const Checkpoints& checkpoints)
{
    return checkpoints.roots().empty() ? 0 : checkpoints.roots().rbegin()->first;
}

/// The tree size in the lock's note: its second line.
std::uint64_t locked_size(const std::string& lock)
{
    const auto note = read_file(lock);
    const auto line = note ? note.value().find('\n') : std::string::npos;
    return line == std::string::npos ? 0 : std::strtoull(&note.value()[line + 1], nullptr, 10);
}

/// The lock trails by a quarter of a second.
bool lock_reaches(const std::string& lock, std::uint64_t size)
{
    return comes_true(
        std::filesystem::path(lock).parent_path().string(),
        [&] { return locked_size(lock) >= size; }, std::chrono::seconds(10));
}

std::uint64_t newest_acknowledged(const Book& book)
{
    std::uint64_t newest = 0;
    for (const auto& sent : book.acknowledged()) {
        ledger::Checkpoint checkpoint;
        if (check_receipt_alone(sent, checkpoint))
            newest = std::max(newest, checkpoint.size);
    }
    return newest;
}

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

}  // namespace

Result<std::unique_ptr<Rig>> Rig::make(const std::string& program, const std::string& base,
                                       const std::string& folder, const std::string& lock)
{
    auto rig = std::make_unique<Rig>();
    rig->world = TRY(make_world({.program = program,
                                 .folder = folder.empty() ? base + "/data" : folder,
                                 .log = base + "/servers.log"},
                                lock));
    return rig;
}

Result<app::ServerProcess> Rig::start()
{
    auto server = TRY(app::ServerProcess::start(world.program, world.folder, world.log));
    if (session.cookie.empty())
        session = TRY(sign_in(world, server.port()));
    return server;
}

void Rig::load(const app::ServerProcess& server, std::uint64_t seed, Load load)
{
    Workload(world, server, book, seed, load).run(connections);
}

Checker Rig::checker(const app::ServerProcess& server)
{
    return {world, session, book, checkpoints, server.port()};
}

void Rig::recover(const app::ServerProcess& server, std::vector<Sent> unanswered)
{
    checker(server).recover(std::move(unanswered));
}

void Rig::check(const app::ServerProcess& server, std::size_t earlier, Draw& draw)
{
    auto& all = book.acknowledged();
    const auto size = newest_size(checkpoints);
    const auto at = checker(server);
    at.check(to_check(all, earlier, draw));
    if (all.size() == earlier)
        return;
    if (newest_size(checkpoints) <= size)
        book.breach(fmt::format("the tree did not grow beyond {}", size));
    at.check_refused_act(all[earlier + draw.below(all.size() - earlier)]);
}

void Rig::look(const app::ServerProcess& server, Draw& draw)
{
    auto& all = book.acknowledged();
    checker(server).look(to_check(all, all.size(), draw));
}

void Rig::check_all(const app::ServerProcess& server)
{
    std::vector<Sent*> all;
    for (auto& sent : book.acknowledged())
        all.push_back(&sent);
    checker(server).check(all);
}

bool Rig::lock_follows(const std::string& lock) const
{
    return lock_reaches(lock, newest_acknowledged(book));
}

Status Rig::audit()
{
    namespace fs = std::filesystem;
    const auto copy = fs::path(world.log).parent_path() / "audited";
    std::error_code error;
    fs::remove_all(copy, error);
    fs::copy(world.folder, copy, fs::copy_options::recursive, error);
    if (error)
        return Error{ErrorCode::unavailable, "the data folder cannot be copied"};
    auto audited = world;
    audited.folder = copy.string();
    return torture::audit(audited, checkpoints, book);
}

}  // namespace varde::torture
