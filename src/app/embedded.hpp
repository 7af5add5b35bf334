// The files built into the binary: the user interface under `ui/`, the packs under `packs/`.
#pragma once

#include <span>
#include <string_view>

namespace varde::app {

struct EmbeddedFile {
    std::string_view path;
    std::string_view bytes;
    std::string_view gzip;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace varde::app
