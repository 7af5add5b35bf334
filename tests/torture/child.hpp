// Runs something in a process of its own.
//
// Whoever maps a file of a FUSE mount must not share a process with the file system: writing a
// mapping back waits for the file system, which waits for the process's memory.
#pragma once

#include <functional>
#include <string>

namespace varde::torture {

/// Runs `work` in a child and gives what it returned; empty when the child did not come to its end.
/// No other thread but the file system's may run. The child leaves without closing anything.
std::string in_child(const std::function<std::string()>& work);

}  // namespace varde::torture
