#include "base/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace varde {
namespace {

Error failure(const std::string& what, const std::string& path)
{
    return {ErrorCode::unavailable, "Cannot " + what + " " + path + ": " + std::strerror(errno)};
}

/// Closes on the way out; closing tells nothing after a sync that succeeded.
struct Handle {
    int number = -1;
    ~Handle()
    {
        if (number >= 0)
            ::close(number);
    }
};

Status sync_folder_of(const std::string& path)
{
    auto folder = std::filesystem::path(path).parent_path().string();
    if (folder.empty())
        folder = ".";
    const Handle handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (handle.number < 0 || ::fsync(handle.number) != 0)
        return failure("sync", folder);
    return ok();
}

}  // namespace

Status write_durably(const std::string& path, std::string_view bytes, mode_t mode)
{
    const auto fresh = path + ".new";
    {
        const Handle handle{
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)};
        if (handle.number < 0)
            return failure("write", fresh);
        while (!bytes.empty()) {
            const auto written = ::write(handle.number, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return failure("write", fresh);
            bytes.remove_prefix(std::size_t(written));
        }
        if (::fsync(handle.number) != 0)
            return failure("sync", fresh);
    }
    if (std::rename(fresh.c_str(), path.c_str()) != 0)
        return failure("rename into", path);
    return sync_folder_of(path);
}

Result<std::string> read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::not_found, "Cannot read " + path + ": " + std::strerror(errno)};
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (file.bad())
        return Error{ErrorCode::unavailable, "Cannot read " + path + " to its end."};
    return bytes;
}

}  // namespace varde
