#include "vault/record.hpp"

#include "vault/scratch_test.hpp"

#include <gtest/gtest.h>

namespace varde::vault {
namespace {

const crypto::Key key(Bytes(32, 3));
const Uuid object{{1, 2, 3}};

Bytes sealed(std::string_view text)
{
    CountingRandom random;
    return seal_record(key, object, 20261101, bytes_of(text), random);
}

TEST(Record, OpensToWhatWasSealed)
{
    for (const std::string& text : {std::string(), std::string("x"), std::string(100'000, 'y')}) {
        const auto record = sealed(text);
        EXPECT_EQ(record.size(), record_header_bytes + text.size() + crypto::tag_bytes);
        const auto plain = open_record(key, object, record);
        ASSERT_TRUE(plain);
        EXPECT_EQ(text_of(plain.value()), text);
    }
}

TEST(Record, HasTheLayoutThatIsWrittenDown)
{
    const auto record = sealed("content");
    EXPECT_EQ(text_of(ByteView(record).first(4)), "VARD");
    EXPECT_EQ(record[4], 1);
    EXPECT_EQ(record[5], 2);
    EXPECT_EQ(uuid_of(ByteView(record).subspan(6, 16)), object);
    EXPECT_EQ(to_hex(ByteView(record).subspan(22, 4)), "013528ed");  // 20261101.
    EXPECT_EQ(to_hex(ByteView(record).subspan(26, 32)),
              to_hex(crypto::sha256({bytes_of("varde key commitment v1"), key.view()})));
    crypto::Nonce nonce;
    std::copy_n(record.begin() + 58, nonce.size(), nonce.begin());
    EXPECT_TRUE(crypto::open(key, nonce, ByteView(record).subspan(82), ByteView(record).first(58)));
}

TEST(Record, IsRefusedForEveryChangedByte)
{
    const auto record = sealed("content");
    for (std::size_t i = 0; i < record.size(); ++i) {
        auto changed = record;
        changed[i] ^= 1;
        EXPECT_FALSE(open_record(key, object, changed)) << i;
    }
}

TEST(Record, IsRefusedWhenCut)
{
    const auto record = sealed("content");
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_FALSE(open_record(key, object, ByteView(record).first(size))) << size;
}

TEST(Record, IsRefusedForAnotherObject)
{
    const auto opened = open_record(key, Uuid{{9}}, sealed("content"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::internal);
    EXPECT_EQ(opened.error().message, "a sealed record is of another object");
}

TEST(Record, IsRefusedByItsCommitmentUnderAnotherKey)
{
    const auto opened = open_record(crypto::Key(Bytes(32, 4)), object, sealed("content"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().message, "a sealed record is sealed under another key");
}

}  // namespace
}  // namespace varde::vault
