// A file that does nothing but take up space, so that a full disk is not full yet: it goes when
// space runs out, and the server can finish, say so and go on taking text.
#pragma once

#include "store/store.hpp"

#include <functional>
#include <string>

namespace varde::app {

struct DiskSpace {
    std::uint64_t free_bytes = 0;
    std::uint64_t all_bytes = 0;
};
/// Of the file system under `folder`; nothing when it does not say.
std::optional<DiskSpace> disk_space(const std::string& folder);

/// Whether a disk with so much space takes files; nothing known is enough: it will say so itself.
store::Room room_in(const std::optional<DiskSpace>& space);

/// One thread at a time.
class Ballast {
public:
    static constexpr std::uint64_t bytes = 64ull * 1024 * 1024;
    using Look = std::function<std::optional<DiskSpace>()>;

    Ballast(const std::string& folder, Look look)
        : path_(folder + "/ballast"), look_(std::move(look))
    {
    }
    /// Looks at the disk: drops the ballast when there is next to no room, makes it when there is
    /// plenty. Called four times a second.
    store::Room look();

private:
    bool there() const;
    void make() const;
    const std::string path_;
    const Look look_;
};

}  // namespace varde::app
