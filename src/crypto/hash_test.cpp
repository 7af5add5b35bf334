#include "crypto/crypto.hpp"

#include <gtest/gtest.h>

namespace varde::crypto {
namespace {

TEST(Sha256, GivesTheValuesOfFips180)
{
    EXPECT_EQ(to_hex(sha256(ByteView{})),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha256(bytes_of("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha256(bytes_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(to_hex(sha256(bytes_of(std::string(1'000'000, 'a')))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotDependOnHowTheBytesAreCut)
{
    const std::string text(300, 'x');
    const auto whole = sha256(bytes_of(text));
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        const auto head = bytes_of(text).first(cut), tail = bytes_of(text).subspan(cut);
        EXPECT_EQ(sha256({head, tail}), whole);
        Sha256 pieces;
        pieces.add(head);
        pieces.add(tail);
        EXPECT_EQ(pieces.finish(), whole);
    }
}

TEST(Sha256, TellsItsCallerThatItHasFinished)
{
    Sha256 hash;
    (void)hash.finish();
    EXPECT_DEATH((void)hash.finish(), "check failed");
    EXPECT_DEATH(hash.add({}), "check failed");
}

TEST(HmacSha256, GivesTheValuesOfRfc4231)
{
    EXPECT_EQ(to_hex(hmac_sha256(Bytes(20, 0x0b), {bytes_of("Hi There")})),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(to_hex(hmac_sha256(bytes_of("Jefe"),
                                 {bytes_of("what do ya want "), bytes_of("for nothing?")})),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(
        to_hex(hmac_sha256(Bytes(131, 0xaa), {bytes_of("Test Using Larger Than Block-Size Key - "
                                                       "Hash Key First")})),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(EqualInConstantTime, SeesEveryDifference)
{
    const Bytes bytes(32, 0x5a);
    EXPECT_TRUE(equal_in_constant_time(bytes, bytes));
    EXPECT_TRUE(equal_in_constant_time({}, {}));
    EXPECT_FALSE(equal_in_constant_time(bytes, ByteView(bytes).first(31)));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto other = bytes;
        other[i] ^= 1;
        EXPECT_FALSE(equal_in_constant_time(bytes, other));
    }
}

}  // namespace
}  // namespace varde::crypto
