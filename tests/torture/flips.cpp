// One bit of one file is another: the server must refuse, say so, or be unaffected, and never show
// wrong bytes as right.
#include "torture/parts.hpp"

#include "base/durable_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <sys/wait.h>

namespace varde::torture {
namespace {

namespace fs = std::filesystem;

enum class Found { refused, recovery, error, denied, unaffected, wrong, crash };
constexpr std::array found_names{"start refused", "recovery mode", "error or cut off",
                                 "denied (4xx)",  "unaffected",    "WRONG",
                                 "CRASHED"};

void flip(const fs::path& file, std::uint64_t byte, unsigned bit)
{
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(std::streamoff(byte));
    const auto was = char(stream.get());
    stream.seekp(std::streamoff(byte));
    stream.put(char(was ^ char(1u << bit)));
}

/// The files that hold something; what SQLite shares between processes is made anew.
std::vector<fs::path> files_in(const fs::path& folder)
{
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.file_size() > 0 &&
            !entry.path().string().ends_with("-shm"))
            files.push_back(fs::relative(entry.path(), folder));
    std::ranges::sort(files);
    return files;
}

/// The name without what differs from run to run.
std::string kind_of(const fs::path& file)
{
    return file.has_parent_path() && !file.string().starts_with("keys/")
               ? file.parent_path().string() + "/*"
               : file.string();
}

class Flips {
public:
    Flips(Rig& rig, fs::path base) : rig_(rig), base_(std::move(base)) {}

    Status prepare(std::uint64_t seed)
    {
        {
            const auto server = TRY(rig_.start());
            rig_.load(server, seed, {.answers = 60, .kill = false, .files_percent = 25});
            if (!rig_.lock_follows(rig_.world.folder + "/checkpoint.lock"))
                rig_.book.breach("the lock did not follow the commits");
        }
        std::ignore = rig_.book.take_unanswered();
        files_ = files_in(rig_.world.folder);
        return ok();
    }

    const std::vector<fs::path>& files() const { return files_; }
    std::uint64_t bytes(const fs::path& file) const
    {
        return fs::file_size(fs::path(rig_.world.folder) / file);
    }

    Found check(const fs::path& file, std::uint64_t byte, unsigned bit, std::string& what)
    {
        const auto folder = base_ / "flipped";
        fs::remove_all(folder);
        fs::copy(rig_.world.folder, folder, fs::copy_options::recursive);
        flip(folder / file, byte, bit);
        auto world = rig_.world;
        world.folder = folder.string();
        const auto server = app::ServerProcess::start(world.program, world.folder, world.log);
        if (!server)
            return Found::refused;
        const auto faults =
            Checker{world, rig_.session, rig_.book, rig_.checkpoints, server.value().port()}.faults(
                rig_.book.acknowledged());
        siginfo_t ended{};
        ::waitid(P_PID, id_t(server.value().pid()), &ended, WEXITED | WNOHANG | WNOWAIT);
        if (ended.si_pid != 0 && ended.si_code != CLD_EXITED)
            return Found::crash;
        if (recovering(server.value()))
            return Found::recovery;
        auto found = Found::unaffected;
        for (const auto& fault : faults) {
            what = fault;
            if (fault.find(" was answered 5") != fault.npos ||
                fault.find(" was answered 0") != fault.npos)
                found = found == Found::denied ? found : Found::error;
            else if (fault.find(" was answered 4") != fault.npos)
                found = Found::denied;
            else
                return Found::wrong;
        }
        return found;
    }

private:
    static bool recovering(const app::ServerProcess& server)
    {
        Client client(server.port());
        const auto ready = client.send({.method = "GET", .path = "/readyz"});
        return !ready || ready->status == 503;
    }

    Rig& rig_;
    const fs::path base_;
    std::vector<fs::path> files_;
};

}  // namespace

Status bit_flips(const Options& options, Tally& tally)
{
    const Budget budget(options);
    const auto base = options.base + "/flips";
    const auto rig = TRY(Rig::make(options.program, base));
    Flips flips(*rig, base);
    TRY(flips.prepare(options.seed));
    // The same share for each kind of file, however many there are of it.
    std::map<std::string, std::vector<fs::path>> kinds;
    for (const auto& file : flips.files())
        kinds[kind_of(file)].push_back(file);
    std::map<std::string, std::map<Found, std::size_t>> results;
    for (std::size_t i = 0; i < options.flips && budget.left(); ++i) {
        Draw draw(options.seed + i);
        auto kind = kinds.begin();
        std::advance(kind, i % kinds.size());
        const auto& file = kind->second[draw.below(kind->second.size())];
        const auto byte = draw.below(flips.bytes(file));
        const auto bit = unsigned(draw.below(8));
        std::string what;
        const auto found = flips.check(file, byte, bit, what);
        ++results[kind->first][found];
        if (found == Found::wrong || found == Found::crash)
            rig->book.breach(fmt::format("bit {} of byte {} in {}: {} {}", bit, byte, file.string(),
                                         found_names[std::size_t(found)], what));
    }
    for (const auto& [kind, found] : results) {
        std::size_t count = 0;
        std::string text;
        for (const auto& [how, times] : found) {
            count += times;
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", times,
                                found_names[std::size_t(how)]);
        }
        tally.add("bit flipped in " + kind, count, text);
    }
    tally.add(*rig);
    return ok();
}

}  // namespace varde::torture
