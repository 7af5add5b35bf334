#include "crypto/crypto.hpp"

#include <gtest/gtest.h>

namespace varde::crypto {
namespace {

TEST(Password, MatchesItsHashAndNoOther)
{
    start();
    const auto hash = hash_password("correct horse");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$")) << hash;
    EXPECT_TRUE(password_matches(hash, "correct horse"));
    EXPECT_FALSE(password_matches(hash, "correct house"));
    EXPECT_FALSE(password_matches(hash, ""));
    EXPECT_NE(hash, hash_password("correct horse"));
}

TEST(Password, MatchesWhatTheReferenceImplementationWrote)
{
    start();
    EXPECT_TRUE(password_matches("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$"
                                 "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                                 "password"));
}

TEST(Password, MatchesNoTextThatIsNotAHash)
{
    start();
    EXPECT_FALSE(password_matches("", "password"));
    EXPECT_FALSE(password_matches("password", "password"));
    EXPECT_FALSE(password_matches(std::string(4000, '$'), "password"));
}

}  // namespace
}  // namespace varde::crypto
