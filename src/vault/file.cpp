#include "vault/file.hpp"

#include "base/log.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace varde::vault {
namespace {

std::string name_of(const std::string& path)
{
    const auto end = path.find_last_not_of('/');
    const auto start = path.find_last_of('/', end);
    return path.substr(start == std::string::npos ? 0 : start + 1,
                       end == std::string::npos ? end : end - start);
}

/// From `errno`. A limit on file size or a quota is a full disk to whoever sent the file.
Error failure(std::string_view doing)
{
    const int code = errno;
    log::error("a file operation failed",
               {{"doing", doing}, {"reason", std::generic_category().message(code)}});
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        return {ErrorCode::unavailable, "the disk is full"};
    return {ErrorCode::unavailable, "storage is failing"};
}

/// Repeats a system call for as long as signals interrupt it.
template <class Call>
auto uninterrupted(Call call)
{
    for (;;)
        if (const auto result = call(); result != -1 || errno != EINTR)
            return result;
}

Status rename_to_new(const std::string& part, const std::string& path)
{
    if (::renameat2(AT_FDCWD, part.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
        return ok();
    const Error conflict{ErrorCode::conflict, name_of(path) + " is there already"};
    if (errno == EEXIST)
        return conflict;
    // Some file systems (NFS, many on FUSE) cannot promise not to replace. Writers of the same
    // name have then already been kept apart by the ".part" file, which only one can create.
    if (errno == EINVAL || errno == ENOSYS) {
        if (exists(path))
            return conflict;
        if (::rename(part.c_str(), path.c_str()) == 0)
            return ok();
    }
    return failure("rename");
}

}  // namespace

Result<File> File::create(const std::string& path, unsigned mode)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const int descriptor = uninterrupted([&] { return ::open(path.c_str(), flags, mode); });
    if (descriptor >= 0)
        return File(descriptor);
    if (errno == EEXIST)
        return Error{ErrorCode::conflict, name_of(path) + " is there already"};
    return failure("create");
}

Result<File> File::open(const std::string& path)
{
    const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC;
    const int descriptor = uninterrupted([&] { return ::open(path.c_str(), flags); });
    if (descriptor >= 0)
        return File(descriptor);
    if (errno == ENOENT)
        return Error{ErrorCode::not_found, name_of(path) + " is missing"};
    return failure("open");
}

File::~File()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

Status File::write(ByteView bytes)
{
    while (!bytes.empty()) {
        const auto written =
            uninterrupted([&] { return ::write(descriptor_, bytes.data(), bytes.size()); });
        if (written < 0)
            return failure("write");
        bytes = bytes.subspan(std::size_t(written));
    }
    return ok();
}

Result<std::size_t> File::read(std::span<std::uint8_t> into)
{
    std::size_t filled = 0;
    while (filled < into.size()) {
        const auto count = uninterrupted(
            [&] { return ::read(descriptor_, into.data() + filled, into.size() - filled); });
        if (count < 0)
            return failure("read");
        if (count == 0)
            break;
        filled += std::size_t(count);
    }
    return filled;
}

Status File::sync()
{
    if (::fsync(descriptor_) != 0)
        return failure("sync");
    return ok();
}

Status sync_folder(const std::string& folder)
{
    auto file = TRY(File::open(folder));
    return file.sync();
}

Status publish(const std::string& part, const std::string& path)
{
    TRY(rename_to_new(part, path));
    return sync_folder(folder_of(path));
}

Status write_new_file(const std::string& path, ByteView bytes, unsigned mode)
{
    const auto part = path + ".part";
    auto file = TRY(File::create(part, mode));
    auto status = file.write(bytes);
    if (status)
        status = file.sync();
    if (status)
        status = publish(part, path);
    if (!status)
        remove_file(part);
    return status;
}

Status check_private(const std::string& path, FileKind kind)
{
    const auto refusal = [&](std::string_view why) {
        return Error{ErrorCode::unavailable, name_of(path) + std::string(why)};
    };
    struct stat facts = {};
    if (::lstat(path.c_str(), &facts) != 0)
        return refusal(errno == ENOENT ? " is missing" : " cannot be reached");
    if (kind == FileKind::regular && !S_ISREG(facts.st_mode))
        return refusal(" is not a regular file");
    if (kind == FileKind::folder && !S_ISDIR(facts.st_mode))
        return refusal(" is not a folder");
    if (facts.st_uid != ::geteuid())
        return refusal(" belongs to another user than the one this program runs as");
    if (facts.st_mode & 077)
        return refusal(" is open to others than its owner");
    return ok();
}

bool exists(const std::string& path)
{
    struct stat facts = {};
    return ::lstat(path.c_str(), &facts) == 0;
}

void remove_file(const std::string& path) noexcept { ::unlink(path.c_str()); }

std::string folder_of(const std::string& path)
{
    const auto slash = path.find_last_of('/');
    return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace varde::vault
