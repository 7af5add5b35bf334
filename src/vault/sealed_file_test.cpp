#include "vault/record.hpp"

#include "vault/scratch_test.hpp"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace varde::vault {
namespace {

const crypto::Key key(Bytes(32, 3));
const Uuid object{{1, 2, 3}};

Bytes pattern(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = std::uint8_t(i * 31 + i / 251);
    return bytes;
}

Result<SealedFileWriter> writer(const std::string& path)
{
    return SealedFileWriter::create(path, key, object, 20261101);
}

void seal_file(const std::string& path, ByteView plain, std::size_t piece = 10'000)
{
    auto file = writer(path);
    ASSERT_TRUE(file);
    for (; !plain.empty(); plain = plain.subspan(std::min(piece, plain.size())))
        ASSERT_TRUE(file.value().write(plain.first(std::min(piece, plain.size()))));
    ASSERT_TRUE(file.value().commit());
}

Result<Bytes> open_file(const std::string& path, const crypto::Key& with = key,
                        const Uuid& of = object)
{
    auto reader = TRY(SealedFileReader::open(path, with, of));
    Bytes all;
    for (;;) {
        const auto part = TRY(reader.next());
        if (part.empty())
            return all;
        EXPECT_LE(part.size(), chunk_plain_bytes);
        all.insert(all.end(), part.begin(), part.end());
    }
}

TEST(SealedFile, OpensToWhatWasWrittenHoweverItArrived)
{
    const ScratchFolder folder;
    for (std::size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 131'072u, 300'000u})
        for (std::size_t piece : {10'000u, 65'536u, 1'000'000u}) {
            const auto name = std::to_string(size) + "-" + std::to_string(piece);
            const auto plain = pattern(size);
            seal_file(folder.path(name), plain, piece);
            const auto opened = open_file(folder.path(name));
            ASSERT_TRUE(opened) << name;
            EXPECT_EQ(opened.value(), plain);
            const auto chunks = std::max<std::size_t>(1, (size + 65'535) / 65'536);
            EXPECT_EQ(read_file(folder.path(name)).size(),
                      record_header_bytes + size + chunks * crypto::stream_overhead);
        }
}

TEST(SealedFile, KnowsSizeAndDigestOfItsPlaintext)
{
    const ScratchFolder folder;
    const auto plain = pattern(70'000);
    auto file = writer(folder.path("a"));
    ASSERT_TRUE(file);
    ASSERT_TRUE(file.value().write(plain));
    EXPECT_DEATH((void)file.value().plain_digest(), "check failed");
    ASSERT_TRUE(file.value().commit());
    EXPECT_EQ(file.value().plain_bytes(), plain.size());
    EXPECT_EQ(file.value().plain_digest(), crypto::sha256(plain));
}

TEST(SealedFile, HasItsNameOnlyAfterCommitAndIsClosedToOthers)
{
    const ScratchFolder folder;
    {
        auto file = writer(folder.path("a"));
        ASSERT_TRUE(file);
        ASSERT_TRUE(file.value().write(pattern(100'000)));
        EXPECT_EQ(folder.names(), std::vector<std::string>{"a.part"});
        ASSERT_TRUE(file.value().commit());
    }
    EXPECT_EQ(folder.names(), std::vector<std::string>{"a"});
    EXPECT_EQ(mode_of(folder.path("a")), 0600u);
}

TEST(SealedFile, LeavesNothingWhenNotCommitted)
{
    const ScratchFolder folder;
    {
        auto file = writer(folder.path("a"));
        ASSERT_TRUE(file);
        ASSERT_TRUE(file.value().write(pattern(100'000)));
        auto moved = std::move(file).value();
        ASSERT_TRUE(moved.write(pattern(100'000)));
    }
    EXPECT_TRUE(folder.names().empty());
}

TEST(SealedFile, NeverReplacesAnother)
{
    const ScratchFolder folder;
    seal_file(folder.path("a"), pattern(10));
    const auto again = writer(folder.path("a"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);

    auto first = writer(folder.path("b"));
    ASSERT_TRUE(first);
    EXPECT_FALSE(writer(folder.path("b")));
    seal_file(folder.path("c"), pattern(20));
    write_file(folder.path("b"), bytes_of("came in between"));
    const auto committed = first.value().commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::conflict);
    EXPECT_EQ(text_of(read_file(folder.path("b"))), "came in between");
}

TEST(SealedFile, IsRefusedForEveryChangedByte)
{
    const ScratchFolder folder;
    const auto path = folder.path("a");
    seal_file(path, pattern(50));
    const auto bytes = read_file(path);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] ^= 1;
        write_file(path, changed);
        const auto opened = open_file(path);
        ASSERT_FALSE(opened) << i;
        EXPECT_EQ(opened.error().code, ErrorCode::internal);
    }
    write_file(path, bytes);
    EXPECT_TRUE(open_file(path));
}

TEST(SealedFile, IsRefusedWhenCutOrLengthened)
{
    const ScratchFolder folder;
    const auto path = folder.path("a");
    constexpr auto chunk = chunk_plain_bytes + crypto::stream_overhead;
    seal_file(path, pattern(2 * chunk_plain_bytes));
    const auto bytes = read_file(path);
    ASSERT_EQ(bytes.size(), record_header_bytes + 2 * chunk);
    for (std::size_t size : {std::size_t(0), record_header_bytes - 1, record_header_bytes,
                             record_header_bytes + chunk - 1, record_header_bytes + chunk,
                             record_header_bytes + chunk + 16, bytes.size() - 1}) {
        write_file(path, ByteView(bytes).first(size));
        EXPECT_FALSE(open_file(path)) << size;
    }
    auto longer = bytes;
    longer.push_back(0);
    write_file(path, longer);
    EXPECT_FALSE(open_file(path));
}

TEST(SealedFile, IsRefusedWhenChunksAreExchanged)
{
    const ScratchFolder folder;
    const auto path = folder.path("a");
    constexpr auto chunk = chunk_plain_bytes + crypto::stream_overhead;
    seal_file(path, pattern(3 * chunk_plain_bytes));
    auto bytes = read_file(path);
    const auto first = bytes.begin() + std::ptrdiff_t(record_header_bytes);
    std::swap_ranges(first, first + std::ptrdiff_t(chunk), first + std::ptrdiff_t(chunk));
    write_file(path, bytes);
    EXPECT_FALSE(open_file(path));
}

TEST(SealedFile, IsRefusedForAnotherObjectOrKey)
{
    const ScratchFolder folder;
    seal_file(folder.path("a"), pattern(50));
    const auto other_object = open_file(folder.path("a"), key, Uuid{{9}});
    ASSERT_FALSE(other_object);
    EXPECT_EQ(other_object.error().message, "a sealed record is of another object");
    const auto other_key = open_file(folder.path("a"), crypto::Key(Bytes(32, 4)));
    ASSERT_FALSE(other_key);
    EXPECT_EQ(other_key.error().message, "a sealed record is sealed under another key");
    const auto missing = open_file(folder.path("b"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::not_found);
}

TEST(SealedFile, SaysNothingMoreAfterAnError)
{
    const ScratchFolder folder;
    seal_file(folder.path("a"), pattern(3 * chunk_plain_bytes));
    auto bytes = read_file(folder.path("a"));
    bytes[record_header_bytes + chunk_plain_bytes + crypto::stream_overhead + 5] ^= 1;
    write_file(folder.path("a"), bytes);
    auto reader = SealedFileReader::open(folder.path("a"), key, object);
    ASSERT_TRUE(reader);
    EXPECT_TRUE(reader.value().next());
    EXPECT_FALSE(reader.value().next());
    EXPECT_FALSE(reader.value().next());
}

/// Stands in for a full disk: no file of this process may grow beyond `bytes` while it lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::size_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

TEST(SealedFile, IsUnavailableAndLeavesNothingWhenTheDiskIsFull)
{
    const ScratchFolder folder;
    const auto plain = pattern(chunk_plain_bytes);
    {
        auto file = writer(folder.path("a"));
        ASSERT_TRUE(file);
        const FileSizeLimit limit(100'000);
        ASSERT_TRUE(file.value().write(plain));
        ASSERT_TRUE(file.value().write(plain));
        const auto third = file.value().write(plain);
        ASSERT_FALSE(third);
        EXPECT_EQ(third.error().code, ErrorCode::unavailable);
        EXPECT_EQ(third.error().message, "the disk is full");
        EXPECT_FALSE(file.value().write(plain));
        EXPECT_FALSE(file.value().commit());
    }
    EXPECT_TRUE(folder.names().empty());
}

TEST(SealedFile, IsUnavailableWhenItsEndDoesNotFit)
{
    const ScratchFolder folder;
    {
        auto file = writer(folder.path("a"));
        ASSERT_TRUE(file);
        ASSERT_TRUE(file.value().write(pattern(50'000)));
        const FileSizeLimit limit(10'000);
        const auto committed = file.value().commit();
        ASSERT_FALSE(committed);
        EXPECT_EQ(committed.error().message, "the disk is full");
        EXPECT_FALSE(file.value().commit());
    }
    EXPECT_TRUE(folder.names().empty());
}

}  // namespace
}  // namespace varde::vault
