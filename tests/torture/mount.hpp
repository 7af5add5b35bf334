// A Disk as a folder that any program can use, through FUSE.
#pragma once

#include "base/result.hpp"
#include "torture/disk.hpp"

#include <memory>

namespace varde::torture {

/// Mounted for as long as it lives. When it goes nobody may use the folder any more; what programs
/// left in the kernel's cache then reaches the disk first.
class Mount {
public:
    /// `unavailable` with the reason where FUSE cannot be used. `disk` outlives the mount.
    static Result<std::unique_ptr<Mount>> at(const std::string& folder, Disk& disk);
    ~Mount();

private:
    struct State;
    explicit Mount(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace varde::torture
