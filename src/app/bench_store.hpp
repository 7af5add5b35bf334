// The temporary store that a benchmark fills and throws away.
#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace varde::app {

/// A folder of our own in another, gone when we are.
class ScratchFolder {
public:
    static Result<ScratchFolder> make(const std::string& in);
    ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();
    const std::string& path() const { return path_; }

private:
    explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

/// Makes a data folder with one sender, on the `store` of its settings; returns its API key.
Result<std::string> make_bench_store(const std::string& folder, const std::string& store = {});

/// How many of the acknowledged reports are not there, content included. The server must be gone.
Result<std::uint64_t> count_lost(const std::string& folder, const std::vector<ReportId>& ids);

}  // namespace varde::app
