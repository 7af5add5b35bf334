// Waiting for the event itself, with a limit that only a failure reaches.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include <sys/types.h>

namespace varde::torture {

/// Whether the process ends within `limit`. Its owner still has to wait for it.
bool ends(pid_t process, std::chrono::milliseconds limit);

/// Whether `reached` comes true within `limit`: looked at now, and whenever a file in `folder` gets
/// its name.
bool comes_true(const std::string& folder, const std::function<bool()>& reached,
                std::chrono::milliseconds limit);

/// Whether `word` comes through the pipe within `limit`.
bool hears(int pipe, const std::string& word, std::chrono::milliseconds limit);

}  // namespace varde::torture
