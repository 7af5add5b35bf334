#include "app/bench_disk.hpp"

#include "sql/sqlite.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace varde::app {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t block_bytes = 4'096;
constexpr std::uint64_t sector_bytes = 512;  // In the counters, whatever the disk's own is.
constexpr std::int64_t rows_per_transaction = 64;

double seconds_since(SteadyClock::time_point begun)
{
    return std::chrono::duration<double>(SteadyClock::now() - begun).count();
}

Error failed(const char* what, const std::string& path)
{
    return {ErrorCode::unavailable, std::string(what) + " " + path + "."};
}

/// A file that is gone with its owner.
struct ScratchFile {
    explicit ScratchFile(std::string path_)
        : path(std::move(path_)),
          handle(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600))
    {
    }
    ScratchFile(const ScratchFile&) = delete;
    ~ScratchFile()
    {
        ::close(handle);
        ::unlink(path.c_str());
    }
    const std::string path;
    const int handle;
};

/// One block after the other from the file's beginning, until time or `blocks_max` is used up.
Result<double> sync_rate(const ScratchFile& file, double seconds, std::uint64_t blocks_max)
{
    const std::string block(block_bytes, 'v');
    const auto begun = SteadyClock::now();
    std::uint64_t count = 0;
    for (; seconds_since(begun) < seconds; ++count) {
        const auto at = off_t(count % blocks_max * block_bytes);
        if (::pwrite(file.handle, block.data(), block.size(), at) != ssize_t(block.size()) ||
            ::fdatasync(file.handle) != 0)
            return failed("Cannot write", file.path);
    }
    return double(count) / seconds_since(begun);
}

std::string file_system_of(const std::string& folder)
{
    struct statfs status{};
    if (::statfs(folder.c_str(), &status) != 0)
        return "unknown";
    switch (static_cast<unsigned long>(status.f_type)) {
    case 0xef53:
        return "ext4";
    case 0x58465342:
        return "xfs";
    case 0x9123683e:
        return "btrfs";
    case 0x01021994:
        return "tmpfs";
    case 0x794c7630:
        return "overlay";
    default:
        return "unknown";
    }
}

}  // namespace

Result<SyncRates> measure_syncs(const std::string& folder, double seconds_each)
{
    constexpr std::uint64_t blocks = 4'096;
    const ScratchFile file(folder + "/fdatasync");
    if (file.handle < 0)
        return failed("Cannot make", file.path);
    SyncRates rates;
    rates.appended_per_s = TRY(sync_rate(file, seconds_each, UINT64_MAX));
    const std::string zeros(blocks * block_bytes, '\0');
    if (::pwrite(file.handle, zeros.data(), zeros.size(), 0) != ssize_t(zeros.size()) ||
        ::fsync(file.handle) != 0)
        return failed("Cannot write", file.path);
    rates.preallocated_per_s = TRY(sync_rate(file, seconds_each, blocks));
    return rates;
}

Result<double> measure_sqlite(const std::string& folder, double seconds, std::size_t row_bytes)
{
    static constexpr sql::Statement insert{"bench_insert",
                                           "INSERT INTO bench (id, body) VALUES ($1, $2)"};
    const auto path = folder + "/bench-sqlite.db";
    auto connection = TRY(sql::open_sqlite(path, sql::SqliteUse::writer));
    TRY(connection->script("CREATE TABLE bench (id INTEGER PRIMARY KEY, body BLOB NOT NULL)"));
    const Bytes body(row_bytes, 0x5a);
    const auto begun = SteadyClock::now();
    std::int64_t rows = 0;
    while (seconds_since(begun) < seconds) {
        TRY(connection->begin());
        for (std::int64_t i = 0; i < rows_per_transaction; ++i)
            TRY(sql::run(*connection, insert, rows++, body));
        TRY(connection->commit());
    }
    const auto rate = double(rows) / seconds_since(begun);
    connection.reset();
    for (const auto* end : {"", "-wal", "-shm"})
        std::filesystem::remove(path + end);
    return rate;
}

Disk disk_of(const std::string& folder)
{
    Disk disk{.file_system = file_system_of(folder), .device = "", .counters = ""};
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0)
        return disk;
    const auto link = "/sys/dev/block/" + std::to_string(major(status.st_dev)) + ":" +
                      std::to_string(minor(status.st_dev));
    std::error_code error;
    const auto target = std::filesystem::read_symlink(link, error);
    if (!error) {
        disk.device = target.filename().string();
        disk.counters = link + "/stat";
    }
    return disk;
}

Result<std::uint64_t> device_bytes(const Disk& disk, const std::string& folder)
{
    if (disk.counters.empty())
        return failed("There is no block device under", folder);
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ::syncfs(handle);
    ::close(handle);
    std::ifstream file(disk.counters);
    std::uint64_t field = 0;
    for (int number = 1; number <= 7; ++number)  // The seventh: sectors written.
        if (!(file >> field))
            return failed("Cannot read", disk.counters);
    return field * sector_bytes;
}

}  // namespace varde::app
