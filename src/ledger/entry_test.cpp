#include "ledger/entry.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

Entry some_entry()
{
    return {.event = "report.accepted",
            .object = *parse_uuid("6f1c0c1e-9a3b-4c5d-8e7f-001122334455"),
            .channel = Channel{0x9b, 0x2e, 0x41, 0xd0, 0x7c, 0x55, 0xaa, 0x10},
            .sequence = 1842,
            .time = *parse_rfc3339("2026-11-21T22:10:03.987Z"),
            .commit = {0x11}};
}

std::string with(std::string_view old_part, std::string_view new_part)
{
    auto text = to_text(some_entry());
    const auto at = text.find(old_part);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, old_part.size(), new_part);
}

TEST(Entry, ReadsBackAsItWasWritten)
{
    const auto text = to_text(some_entry());
    const auto read = parse_entry(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().event, "report.accepted");
    EXPECT_EQ(read.value().object, some_entry().object);
    EXPECT_EQ(read.value().channel, some_entry().channel);
    EXPECT_EQ(read.value().sequence, 1842);
    EXPECT_EQ(rfc3339(read.value().time), "2026-11-21T22:10:03.000Z");
    EXPECT_EQ(read.value().commit, some_entry().commit);
    EXPECT_EQ(to_text(read.value()), text);
}

TEST(Entry, WritesNoDeliveryAsADash)
{
    auto entry = some_entry();
    entry.channel.reset();
    entry.sequence = 0;
    const auto text = to_text(entry);
    EXPECT_NE(text.find("\nchannel - 0\n"), std::string::npos);
    ASSERT_TRUE(parse_entry(text));
    EXPECT_FALSE(parse_entry(text).value().channel);
}

TEST(Entry, RefusesEveryOtherSpelling)
{
    ASSERT_TRUE(parse_entry(with("", "")));
    const std::vector<std::pair<std::string, std::string>> changes{
        {"varde-ledger/v1", "varde-ledger/v2"},
        {"report.accepted", "Report.accepted"},
        {"report.accepted", "report..accepted"},
        {"report.accepted", "report.accepted."},
        {"report.accepted", "report.2accepted"},
        {"report.accepted", ""},
        {"report.accepted", "report accepted"},
        {"report.accepted", std::string(1000, 'a')},
        {"6f1c0c1e", "6F1C0C1E"},
        {"6f1c0c1e", "6f1c0c1"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa10 01842"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa10 -1"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa10 +1842"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa10 9223372036854775808"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa10  1842"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa 1842"},
        {"9b2e41d07c55aa10 1842", "9b2e41d07c55aa10"},
        {"9b2e41d07c55aa10 1842", "- 1842"},
        {"22:10:03Z", "22:10:03.0Z"},
        {"22:10:03Z", "22:10:03+00:00"},
        {"22:10:03Z", "22:10:60Z"},
        {"2026-11-21T", "2026-11-31T"},
        {"\ntime ", "\ntime  "},
        {"\ntime ", "\n\ntime "},
        {"\n", "\r\n"},
        {"commit 11", "commit 1111"},
        {"commit ", "commit: "},
    };
    for (const auto& [old_part, new_part] : changes)
        EXPECT_FALSE(parse_entry(with(old_part, new_part))) << old_part << " -> " << new_part;
}

TEST(Entry, RefusesWhatIsCutOrLonger)
{
    const auto text = to_text(some_entry());
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_FALSE(parse_entry(text.substr(0, length)));
    EXPECT_FALSE(parse_entry(text + "\n"));
    EXPECT_FALSE(parse_entry(text + "more 1\n"));
}

TEST(Entry, IsNotWrittenWithAWrongName)
{
    auto entry = some_entry();
    entry.event = "Kari Nordmann";
    EXPECT_DEATH(to_text(entry), "check failed");
    entry = some_entry();
    entry.channel.reset();
    EXPECT_DEATH(to_text(entry), "check failed");
}

TEST(Commitment, ChangesWithOpeningAndContent)
{
    const Hash opening{1}, other{2};
    const auto commit = commitment(opening, bytes_of("content"));
    EXPECT_EQ(commit, commitment(opening, bytes_of("content")));
    EXPECT_NE(commit, commitment(other, bytes_of("content")));
    EXPECT_NE(commit, commitment(opening, bytes_of("contents")));
}

}  // namespace
}  // namespace varde::ledger
