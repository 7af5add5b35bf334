#include "vault/scratch_test.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace varde::vault {

ScratchFolder::ScratchFolder() : path_(testing::TempDir() + "varde-vault-XXXXXX")
{
    EXPECT_NE(::mkdtemp(path_.data()), nullptr);
}

ScratchFolder::~ScratchFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::vector<std::string> ScratchFolder::names() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_))
        names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

Bytes read_file(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, ByteView bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text_of(bytes);
    EXPECT_TRUE(file.flush()) << path;
}

unsigned mode_of(const std::string& path)
{
    struct stat facts = {};
    EXPECT_EQ(::lstat(path.c_str(), &facts), 0) << path;
    return facts.st_mode & 07777;
}

void CountingRandom::fill(std::span<std::uint8_t> bytes)
{
    Bytes seed;
    append_u64(seed, ++calls_);
    const auto block = crypto::sha256(seed);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = block[i % block.size()];
}

}  // namespace varde::vault
