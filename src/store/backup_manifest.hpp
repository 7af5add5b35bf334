// The text of a backup's manifest.
#pragma once

#include "store/backup.hpp"
#include "json/writer.hpp"

namespace varde::store {

inline std::string manifest_path(const std::string& folder) { return folder + "/manifest.json"; }
std::string to_json(const Manifest& manifest);

}  // namespace varde::store
