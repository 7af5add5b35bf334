#include "domain/notice/notice.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};

std::int64_t pause_after(std::int64_t tries)
{
    return (next_attempt(noon, tries, noon)->unix_us - noon.unix_us) / 1'000'000;
}

TEST(Attempts, ComeAtPausesThatDoubleUpToAQuarterOfAnHour)
{
    EXPECT_EQ(pause_after(1), 15);
    EXPECT_EQ(pause_after(2), 30);
    EXPECT_EQ(pause_after(6), 480);
    EXPECT_EQ(pause_after(7), notice_pause_seconds_max);
    EXPECT_EQ(pause_after(1'000'000), notice_pause_seconds_max);
}

TEST(Attempts, AreMadeForADayAndOnceMoreAtItsEnd)
{
    const auto end = noon.plus_seconds(notice_tried_seconds);
    EXPECT_EQ(next_attempt(noon, 90, end.plus_seconds(-1)), end);
    EXPECT_EQ(next_attempt(noon, 90, end), std::nullopt);
}

TEST(Addresses, AreKeptAsTheyAreUsed)
{
    EXPECT_EQ(read_address(NoticeChannel::email, " duty+1@unit.example ").value(),
              "duty+1@unit.example");
    EXPECT_EQ(read_address(NoticeChannel::sms, "+47 000 00 000").value(), "+4700000000");
    EXPECT_EQ(read_address(NoticeChannel::sms, "0047 00-00-00-00").value(), "+4700000000");
}

TEST(Addresses, ThatCouldSayMoreThanWhereToAreRefused)
{
    for (const auto* text :
         {"", "a", "a@", "@b.example", "a@b", "a@b..example", "a@-b.example", "a b@c.example",
          "Name <a@b.example>", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example",
          "\"a\"@b.example", ".a@b.example", "a@[127.0.0.1]", "a@b.example>", "å@b.example"})
        EXPECT_FALSE(read_address(NoticeChannel::email, text)) << text;
    for (const auto* text : {"", "112", "22000000", "+47", "+0700000000", "+4700000000000000",
                             "+47a0000000", "+4700000000\r\n", "a@b.example"})
        EXPECT_FALSE(read_address(NoticeChannel::sms, text)) << text;
}

}  // namespace
}  // namespace varde::domain
