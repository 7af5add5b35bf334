#include "app/ballast.hpp"

#include "base/log.hpp"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <filesystem>

namespace varde::app {
namespace {

/// Below this a batch, its log and the keys of a month might not fit any more.
constexpr std::uint64_t next_to_nothing = 32ull * 1024 * 1024;
/// Below this room is kept for text.
constexpr std::uint64_t text_only_below = 256ull * 1024 * 1024;

}  // namespace

std::optional<DiskSpace> disk_space(const std::string& folder)
{
    struct statvfs found{};
    if (::statvfs(folder.c_str(), &found) != 0)
        return std::nullopt;
    return DiskSpace{std::uint64_t{found.f_bavail} * found.f_frsize,
                     std::uint64_t{found.f_blocks} * found.f_frsize};
}

bool Ballast::there() const
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path_, error);
    return !error && size >= bytes;
}

void Ballast::make() const
{
    const int handle = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (handle < 0)
        return;
    const bool made = ::posix_fallocate(handle, 0, off_t(bytes)) == 0;
    ::close(handle);
    if (!made)
        ::unlink(path_.c_str());
}

store::Room room_in(const std::optional<DiskSpace>& space)
{
    if (!space)
        return store::Room::enough;
    if (space->free_bytes < text_only_below)
        return store::Room::text_only;
    return space->free_bytes < space->all_bytes / 10 ? store::Room::low : store::Room::enough;
}

store::Room Ballast::look()
{
    const auto space = look_();
    if (!space)
        return room_in(space);
    const bool kept = there();
    if (kept && space->free_bytes < next_to_nothing) {
        ::unlink(path_.c_str());
        log::error("the disk is full: the ballast was dropped so that text is still taken",
                   {{"free_bytes", std::int64_t(space->free_bytes)}});
        return store::Room::text_only;
    }
    if (!kept && space->free_bytes > text_only_below + bytes)
        make();
    return room_in(space);
}

}  // namespace varde::app
