// Small files that are either there as a whole or not at all, also after a power cut.
#pragma once

#include "base/result.hpp"

#include <functional>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace varde {

/// Writes beside `path`, syncs, renames over it and syncs the folder. After an error the old file
/// stands alone; if we stop before the rename a `<path>.new` is left, which the next one replaces.
Status write_durably(const std::string& path, std::string_view bytes, mode_t mode = 0600);

/// The same for a copy of the file `from`; `on_bytes`, if any, sees what is copied, in order.
Status copy_durably(const std::string& from, const std::string& to,
                    const std::function<void(std::string_view)>& on_bytes = nullptr);

/// Passes the file's bytes on, in order. `not_found` when there is none.
Status read_through(const std::string& path, const std::function<void(std::string_view)>& on_bytes);
/// Makes what others wrote into the file durable; its name is its folder's affair.
Status sync_file(const std::string& path);
/// Makes the folder and what is missing above it, for their owner only. Their names are durable
/// then: a folder is as easily lost in a power cut as a file, with everything in it.
Status make_folders(const std::string& folder);
/// Gives a file or a folder a new name on the same device, durably.
Status rename_durably(const std::string& from, const std::string& to);

/// Everything in the file. `not_found` when there is none.
Result<std::string> read_file(const std::string& path);

}  // namespace varde
