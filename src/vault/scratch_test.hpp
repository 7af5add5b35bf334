// For the vault's tests: a folder that goes when its test ends, and bytes that are the same each
// time.
#pragma once

#include "base/bytes.hpp"
#include "base/random.hpp"

#include <atomic>
#include <string>

namespace varde::vault {

class ScratchFolder {
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ~ScratchFolder();
    std::string path(const std::string& name) const { return path_ + "/" + name; }
    std::vector<std::string> names() const;  ///< What it holds, sorted.

private:
    std::string path_;
};

Bytes read_file(const std::string& path);
void write_file(const std::string& path, ByteView bytes);
unsigned mode_of(const std::string& path);

class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::atomic<std::uint64_t> calls_ = 0;
};

}  // namespace varde::vault
