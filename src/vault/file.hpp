// Files that are whole or absent, and files that nobody else may read: what the key folder and
// sealed content are made of.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string>

namespace varde::vault {

/// An open file, closed when it goes. Errors are `unavailable`, a full disk among them; the log
/// has the reason.
class File {
public:
    /// Makes a new file for writing; `conflict` when there is one.
    static Result<File> create(const std::string& path, unsigned mode);
    /// Opens for reading, never through a symbolic link; `not_found` when there is none.
    static Result<File> open(const std::string& path);
    File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    ~File();

    Status write(ByteView bytes);
    /// Reads until `into` is full or the file ends; how many bytes there were.
    Result<std::size_t> read(std::span<std::uint8_t> into);
    /// After an error nothing is known of what is on disk; trying again would prove nothing.
    Status sync();
    int descriptor() const { return descriptor_; }

private:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

/// Makes names in a folder durable.
Status sync_folder(const std::string& folder);
/// Gives `part` the name `path` in the same folder, durably. Never replaces: `conflict` when
/// `path` is there. After another error the name may or may not survive a crash.
Status publish(const std::string& part, const std::string& path);
/// Writes a whole new file, durably; a crash leaves nothing or `path` + ".part".
Status write_new_file(const std::string& path, ByteView bytes, unsigned mode);

enum class FileKind { regular, folder };
/// `unavailable`, naming the last part of `path` and why, unless it is there, of this kind, ours,
/// and closed to group and others.
Status check_private(const std::string& path, FileKind kind);

bool exists(const std::string& path);
void remove_file(const std::string& path) noexcept;
std::string folder_of(const std::string& path);

}  // namespace varde::vault
