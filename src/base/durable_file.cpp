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

std::string folder_of(const std::string& path)
{
    auto folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

Status sync_folder_of(const std::string& path)
{
    const auto folder = folder_of(path);
    const Handle handle{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (handle.number < 0 || ::fsync(handle.number) != 0)
        return failure("sync", folder);
    return ok();
}

Status write_all(const Handle& handle, std::string_view bytes, const std::string& path)
{
    while (!bytes.empty()) {
        const auto written = ::write(handle.number, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failure("write", path);
        bytes.remove_prefix(std::size_t(written));
    }
    return ok();
}

/// Lets `fill(handle, name)` write the file `fresh` and syncs it.
template <class Fill>
Status fill_durably(const std::string& fresh, mode_t mode, Fill fill)
{
    const Handle handle{
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)};
    if (handle.number < 0)
        return failure("write", fresh);
    TRY(fill(handle, fresh));
    return ::fsync(handle.number) == 0 ? ok() : failure("sync", fresh);
}

/// Lets `fill` write a file beside `path`, which then takes its place; a failed one goes, or it
/// would keep the space that was lacking.
template <class Fill>
Status replace_durably(const std::string& path, mode_t mode, Fill fill)
{
    const auto fresh = path + ".new";
    if (auto filled = fill_durably(fresh, mode, std::move(fill)); !filled) {
        ::unlink(fresh.c_str());
        return filled;
    }
    return rename_durably(fresh, path);
}

}  // namespace

Status write_durably(const std::string& path, std::string_view bytes, mode_t mode)
{
    return replace_durably(path, mode, [&](const Handle& handle, const std::string& fresh) {
        return write_all(handle, bytes, fresh);
    });
}

Status copy_durably(const std::string& from, const std::string& to,
                    const std::function<void(std::string_view)>& on_bytes)
{
    return replace_durably(to, 0600, [&](const Handle& handle, const std::string& fresh) {
        auto written = ok();
        auto read = read_through(from, [&](std::string_view bytes) {
            if (on_bytes)
                on_bytes(bytes);
            if (written)
                written = write_all(handle, bytes, fresh);
        });
        return read ? std::move(written) : std::move(read);
    });
}

Status read_through(const std::string& path, const std::function<void(std::string_view)>& on_bytes)
{
    const Handle source{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (source.number < 0)
        return Error{errno == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
                     failure("read", path).message};
    std::string bytes(1 << 16, '\0');
    while (true) {
        const auto count = ::read(source.number, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure("read", path);
        if (count == 0)
            return ok();
        on_bytes(std::string_view(bytes).substr(0, std::size_t(count)));
    }
}

Status sync_file(const std::string& path)
{
    const Handle handle{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
    if (handle.number < 0 || ::fsync(handle.number) != 0)
        return failure("sync", path);
    return ok();
}

Status make_folders(const std::string& folder)
{
    std::error_code error;
    if (folder.ends_with('/') && folder.size() > 1)
        return make_folders(folder.substr(0, folder.size() - 1));
    if (std::filesystem::exists(folder, error))
        return ok();
    TRY(make_folders(folder_of(folder)));
    if (!std::filesystem::create_directory(folder, error) && error)
        return Error{ErrorCode::unavailable, "Cannot make " + folder + ": " + error.message()};
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
    return sync_folder_of(folder);
}

Status rename_durably(const std::string& from, const std::string& to)
{
    if (std::rename(from.c_str(), to.c_str()) != 0)
        return failure("rename into", to);
    return sync_folder_of(to);
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
