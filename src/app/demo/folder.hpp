// A demo's data folder: an ordinary one that says of itself, in demo.json, that it is a demo.
#pragma once

#include "app/demo/cast.hpp"

namespace varde::app::demo {

/// A folder in `parent` that is removed with everything in it when this goes.
class TemporaryFolder {
public:
    static Result<TemporaryFolder> make(const std::string& parent);
    TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder();
    const std::string& path() const { return path_; }

private:
    explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

/// What a demo folder is found to be.
enum class Found {
    nothing,  ///< No folder, or an empty one.
    demo      ///< A whole demo: it can be served as it stands.
};

/// `conflict` for a data folder that is no demo and for a folder with other things in it. What an
/// interrupted seeding left is removed: nobody was served from it.
Result<Found> look_at(const std::string& folder);

/// `conflict` for what an interrupted seeding left: nobody may be served from a folder that the
/// next demo removes.
Status refuse_unfinished(const std::string& folder);

/// Marks the folder as a demo under way, before anything else is made in it.
Status begin(const std::string& folder);
/// Writes demo.json, with the passwords and keys that only a demo may keep. Last of all.
Status finish(const std::string& folder, const Cast& cast);

/// The line for programs. `cast` as one JSON object with `url` in front.
std::string to_json(const std::string& url, const Cast& cast);
/// The cast that demo.json tells of: accounts and keys.
Result<Cast> read_cast(const std::string& folder);

}  // namespace varde::app::demo
