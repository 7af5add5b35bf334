#include "support/fakes.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <stdlib.h>
#include <unistd.h>

namespace varde::test {

std::uint64_t SeededRandom::next()
{
    state_ += 0x9e3779b97f4a7c15;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
}

void SeededRandom::fill(std::span<std::uint8_t> bytes)
{
    std::lock_guard lock(mutex_);
    for (auto& byte : bytes)
        byte = std::uint8_t(next() >> 56);
}

std::size_t SeededRandom::below(std::size_t bound)
{
    std::lock_guard lock(mutex_);
    return std::size_t(next() % bound);
}

namespace {

/// In memory where the system has such a place: these tests prove what is written, not that disks
/// keep it, and syncing to a disk would be all of their time.
std::string place_for_folders()
{
    const std::string memory = "/dev/shm/";
    return ::access(memory.c_str(), W_OK) == 0 ? memory : testing::TempDir();
}

}  // namespace

Folder::Folder() : path_(place_for_folders() + "varde-test-XXXXXX")
{
    EXPECT_NE(::mkdtemp(path_.data()), nullptr);
}

Folder::~Folder()
{
    std::error_code ignored;  // Nothing depends on the folder any more.
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::pair<std::string, std::string>> files_below(const std::string& folder)
{
    std::vector<std::pair<std::string, std::string>> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files.emplace_back(entry.path().string(),
                           std::string{std::istreambuf_iterator<char>(in), {}});
    }
    return files;
}

}  // namespace varde::test
