#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace varde {
namespace {

Bytes bytes(std::string_view text)
{
    const auto view = bytes_of(text);
    return {view.begin(), view.end()};
}

TEST(Hex, WritesLowerCaseAndReadsBoth)
{
    EXPECT_EQ(to_hex(Bytes{0x00, 0x1f, 0xAB}), "001fab");
    EXPECT_EQ(from_hex("001FaB"), (Bytes{0x00, 0x1f, 0xab}));
    EXPECT_EQ(from_hex(""), Bytes{});
}

TEST(Hex, RefusesWhatIsNotWholeBytes)
{
    for (std::string_view text : {"0", "0g", "g0", "00 ", "0x00", "+1"})
        EXPECT_EQ(from_hex(text), std::nullopt) << text;
}

TEST(Base64, AgreesWithTheExamplesOfRfc4648)
{
    const std::pair<std::string_view, std::string_view> examples[] = {{"", ""},
                                                                      {"f", "Zg=="},
                                                                      {"fo", "Zm8="},
                                                                      {"foo", "Zm9v"},
                                                                      {"foob", "Zm9vYg=="},
                                                                      {"fooba", "Zm9vYmE="},
                                                                      {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : examples) {
        EXPECT_EQ(to_base64(bytes_of(plain)), encoded);
        EXPECT_EQ(from_base64(encoded), bytes(plain)) << encoded;
    }
    EXPECT_EQ(to_base64(Bytes{0xfb, 0xff, 0xbf}), "+/+/");
}

TEST(Base64, HasOneSpellingForEachValue)
{
    for (std::string_view text : {"Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\n",
                                  "Zm-v", "Z=g=", "=Zg="})
        EXPECT_EQ(from_base64(text), std::nullopt) << text;
}

TEST(Base32, SurvivesBeingReadAloudAndTyped)
{
    const Bytes code{0x00, 0x44, 0x32, 0x14, 0xc7};
    EXPECT_EQ(to_base32(code), "01234567");
    EXPECT_EQ(from_base32("oi23"), std::nullopt);
    EXPECT_EQ(from_base32("OI23-4567"), code);
    EXPECT_EQ(from_base32("ol23 4567"), code);
}

TEST(Base32, ReadsBackWhatItWrites)
{
    Bytes all;
    for (int i = 0; i < 255; ++i)
        all.push_back(std::uint8_t(i));
    const auto text = to_base32(all);
    EXPECT_EQ(text.size(), 408u);
    EXPECT_EQ(from_base32(text), all);
    EXPECT_EQ(text.find_first_of("ILOU"), std::string::npos);
}

TEST(Base32, RefusesHalfGroupsAndForeignLetters)
{
    for (std::string_view text : {"0123456", "012345678", "0123456U", "0123456!", "0123456\xc3"})
        EXPECT_EQ(from_base32(text), std::nullopt) << text;
}

TEST(Append, WritesBigEndianNumbers)
{
    Bytes to;
    append_u32(to, 0x01020304);
    append_u64(to, 0xfffefdfcfbfaf9f8);
    EXPECT_EQ(to_hex(to), "01020304fffefdfcfbfaf9f8");
}

}  // namespace
}  // namespace varde
