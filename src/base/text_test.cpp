#include "base/text.hpp"

#include <gtest/gtest.h>

namespace varde {
namespace {

TEST(Utf8, TakesTheFirstAndLastCharacterOfEachLength)
{
    using namespace std::literals;
    for (std::string_view text :
         {""sv, "\0"sv, "\x7f"sv, "\xc2\x80"sv, "\xdf\xbf"sv, "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv,
          "\xee\x80\x80"sv, "\xef\xbf\xbf"sv, "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv,
          "Kjære Åse 👋"sv})
        EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, RefusesWhatNoCharacterIsWrittenAs)
{
    for (std::string_view text :
         {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xf0\x8f\xbf\xbf",
          "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3",
          "\xe2\x82", "\xf0\x9f\x91", "\xc3(", "\xe2\x82(", "\xe2(\x82", "a\xf0\x9f\x91z"})
        EXPECT_FALSE(is_utf8(text)) << testing::PrintToString(text);
}

TEST(SingleLine, RefusesEveryControlCharacter)
{
    using namespace std::literals;
    for (std::string_view text : {"a\nb"sv, "\t"sv, "\0"sv, "\x1f"sv, "\x7f"sv, "\xc2\x80"sv,
                                  "a\xc2\x9f"sv, "\u2028"sv, "x\u2029y"sv})
        EXPECT_FALSE(is_single_line(text)) << testing::PrintToString(text);
}

TEST(SingleLine, TakesLettersOfAllLanguages)
{
    for (std::string_view text : {"", "Ola Nordmann", "Čáhcesuolu", "\u00a0", "¢", "王", "👋"})
        EXPECT_TRUE(is_single_line(text)) << text;
}

TEST(Length, CountsCharactersAndNotBytes)
{
    EXPECT_EQ(length_in_characters(""), 0u);
    EXPECT_EQ(length_in_characters("abc"), 3u);
    EXPECT_EQ(length_in_characters("æøå"), 3u);
    EXPECT_EQ(length_in_characters("王👋"), 2u);
}

TEST(Front, NeverEndsInsideACharacter)
{
    EXPECT_EQ(front_of("abc", 3), "abc");
    EXPECT_EQ(front_of("abcd", 3), "abc");
    EXPECT_EQ(front_of("abø", 3), "ab");
    EXPECT_EQ(front_of("aø", 3), "aø");
    EXPECT_EQ(front_of("a👋", 4), "a");
    EXPECT_EQ(front_of("ø", 1), "");
}

}  // namespace
}  // namespace varde
