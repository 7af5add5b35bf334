#include "crypto/crypto.hpp"

#include <gtest/gtest.h>

namespace varde::crypto {
namespace {

Key test_key(std::uint8_t first)
{
    Bytes bytes(32);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = std::uint8_t(first + i);
    return Key{bytes};
}

Nonce test_nonce()
{
    Nonce nonce;
    for (std::size_t i = 0; i < nonce.size(); ++i)
        nonce[i] = std::uint8_t(0x40 + i);
    return nonce;
}

TEST(Seal, GivesTheValueOfTheXChaChaDraft)
{
    const auto sealed = seal(test_key(0x80), test_nonce(),
                             bytes_of("Ladies and Gentlemen of the class of '99: If I could offer "
                                      "you only one tip for the future, sunscreen would be it."),
                             *from_hex("50515253c0c1c2c3c4c5c6c7"));
    EXPECT_EQ(to_hex(sealed), "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
                              "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
                              "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
                              "21f9664c97637da9768812f615c68b13b52e"
                              "c0875924c1c7987947deafd8780acf49");
}

TEST(Seal, OpensToWhatWasSealed)
{
    for (std::size_t length : {0u, 1u, 63u, 64u, 65u, 5000u}) {
        const Bytes plain(length, 0x33);
        const auto sealed = seal(test_key(1), test_nonce(), plain, bytes_of("about"));
        EXPECT_EQ(sealed.size(), length + tag_bytes);
        EXPECT_EQ(open(test_key(1), test_nonce(), sealed, bytes_of("about")), plain);
    }
}

TEST(Seal, OpensForNobodyElse)
{
    auto sealed = seal(test_key(1), test_nonce(), bytes_of("secret"), bytes_of("about"));
    EXPECT_FALSE(open(test_key(2), test_nonce(), sealed, bytes_of("about")));
    EXPECT_FALSE(open(test_key(1), Nonce{}, sealed, bytes_of("about")));
    EXPECT_FALSE(open(test_key(1), test_nonce(), sealed, bytes_of("other")));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        EXPECT_FALSE(open(test_key(1), test_nonce(), ByteView(sealed).first(i), bytes_of("about")));
        sealed[i] ^= 0x80;
        EXPECT_FALSE(open(test_key(1), test_nonce(), sealed, bytes_of("about")));
        sealed[i] ^= 0x80;
    }
}

// Expected value from an independent BLAKE2b: key, salt = id, personalisation = context.
TEST(Derive, GivesTheValueOfKeyedBlake2b)
{
    EXPECT_EQ(to_hex(derive(test_key(0), 7, "varde-t1").view()),
              "ec540096ae59f36f4d67077308d3c804e76dc85b7664a45945757c5b05359fdb");
}

TEST(Derive, GivesAnotherKeyForEachNumberAndContext)
{
    const auto key = test_key(0);
    const auto one = to_hex(derive(key, 1, "contexta").view());
    EXPECT_EQ(one, to_hex(derive(key, 1, "contexta").view()));
    EXPECT_NE(one, to_hex(derive(key, 2, "contexta").view()));
    EXPECT_NE(one, to_hex(derive(key, 1, "contextb").view()));
    EXPECT_NE(one, to_hex(derive(test_key(1), 1, "contexta").view()));
}

TEST(Key, IsWipedWhenItGoes)
{
    alignas(Key) std::array<std::uint8_t, sizeof(Key)> place;
    auto* key = new (place.data()) Key(test_key(9));
    const volatile std::uint8_t* seen = place.data();
    EXPECT_EQ(seen[0], 9);
    key->~Key();
    for (std::size_t i = 0; i < place.size(); ++i)
        EXPECT_EQ(seen[i], 0);
}

TEST(Key, ComesFreshFromTheSystem)
{
    SystemRandom random;
    EXPECT_NE(to_hex(Key::fresh(random).view()), to_hex(Key::fresh(random).view()));
}

}  // namespace
}  // namespace varde::crypto
