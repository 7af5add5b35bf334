#include "crypto/hmac.hpp"

#include <gtest/gtest.h>

namespace varde::crypto {
namespace {

TEST(HmacInPieces, IsTheSameAsInOne)
{
    start();
    const auto key = bytes_of("0123456789abcdef0123456789abcdef");
    HmacSha256 mac(key);
    mac.add(bytes_of("What do ya want "));
    mac.add({});
    mac.add(bytes_of("for nothing?"));
    EXPECT_EQ(mac.finish(), hmac_sha256(key, {bytes_of("What do ya want for nothing?")}));
}

TEST(HmacInPieces, IsRfc4231Case2)
{
    start();
    HmacSha256 mac(bytes_of("Jefe"));
    mac.add(bytes_of("what do ya want for nothing?"));
    EXPECT_EQ(to_hex(mac.finish()),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace varde::crypto
