// Small files that are either there as a whole or not at all, also after a power cut.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

#include <sys/types.h>

namespace varde {

/// Writes beside `path`, syncs, renames over it and syncs the folder. If we stop before the rename
/// the old file stands and a `<path>.new` is left, which the next writing replaces.
Status write_durably(const std::string& path, std::string_view bytes, mode_t mode = 0600);

/// Everything in the file. `not_found` when there is none.
Result<std::string> read_file(const std::string& path);

}  // namespace varde
