// Somebody who follows a ledger believes what continues, and nothing else.
#include "app/shown_log_test.hpp"

#include <filesystem>

namespace varde::app {
namespace {

using Verdict = LogSeen::Verdict;

struct LogFollower : ShownLog {};

TEST_F(LogFollower, BelievesALogThatOnlyGrows)
{
    std::uint64_t before = 0;
    for (const std::uint64_t size : {1u, 3u, 255u, 256u, 257u, 700u, 70'000u}) {
        grow_to(size);
        publish();
        const auto seen = look();
        ASSERT_TRUE(seen) << seen.error().message;
        EXPECT_EQ(name_of(seen.value().verdict), "continues") << size;
        EXPECT_EQ(seen.value().size_before, before);
        before = size;
    }
    EXPECT_EQ(verdict(), Verdict::continues);
}

TEST_F(LogFollower, KeepsBothNotesOfAForkAndDoesNotFollowIt)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    const auto believed = kept();
    entries.resize(290);
    grow_to(400, 1);
    publish();
    const auto seen = look();
    ASSERT_TRUE(seen) << seen.error().message;
    EXPECT_EQ(seen.value().verdict, Verdict::forked);
    EXPECT_EQ(kept(), believed);
    EXPECT_EQ(read_file(seen.value().evidence + "/kept").value(), believed);
    EXPECT_EQ(read_file(seen.value().evidence + "/shown").value(), files["/log/checkpoint"]);
    EXPECT_EQ(look().value().evidence, seen.value().evidence);
    entries.resize(290);
    grow_to(300, 1);  // Of the same size.
    publish();
    const auto equal = look();
    EXPECT_EQ(equal.value().verdict, Verdict::forked);
    EXPECT_NE(equal.value().evidence, seen.value().evidence);
}

TEST_F(LogFollower, FindsALogThatWentBack)
{
    grow_to(300);
    publish();
    ASSERT_EQ(verdict(), Verdict::continues);
    entries.resize(299);
    publish();
    const auto seen = look();
    EXPECT_EQ(seen.value().verdict, Verdict::rolled_back);
    EXPECT_TRUE(std::filesystem::exists(seen.value().evidence + "/shown"));
    EXPECT_TRUE(std::filesystem::exists(seen.value().evidence + "/unproven"));
    grow_to(301);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
    EXPECT_FALSE(std::filesystem::exists(seen.value().evidence)) << "both were honest";
}

TEST_F(LogFollower, FindsTilesAndEntriesThatWereNotSigned)
{
    grow_to(600);
    publish();
    files["/log/" + ledger::tile_path(0, 2, 88)][5] ^= 1;
    EXPECT_EQ(verdict(), Verdict::wrong_tiles);
    EXPECT_FALSE(std::filesystem::exists(state + "/checkpoint"));
    publish();
    auto& bundle = files["/log/" + ledger::entries_path(1, 0)];
    bundle[bundle.find("commit ") + 9] ^= 1;
    EXPECT_EQ(verdict(true), Verdict::wrong_tiles);
}

TEST_F(LogFollower, AnAuditorReadsEveryEntryAndFindsABrokenRule)
{
    grow_to(600);
    publish();
    now = {1'795'298'400'000'000 + 610 * 1'000'000LL};  // Ten seconds after the last entry.
    EXPECT_FALSE(look(false).value().entries);
    const auto whole = look(true);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole.value().verdict, Verdict::continues);
    EXPECT_EQ(whole.value().entries, 600u);
    EXPECT_TRUE(std::filesystem::exists(state + "/entries/1"));
    EXPECT_FALSE(std::filesystem::exists(state + "/entries/2"));
    auto unread = entry(601, 0);  // Opened, of a delivery that nobody accepted.
    entries.push_back(std::move(unread));
    publish();
    const auto broken = look(true);
    EXPECT_EQ(broken.value().verdict, Verdict::breaks_a_rule);
    ASSERT_EQ(broken.value().findings.size(), 1u);
    EXPECT_EQ(broken.value().findings[0].position, 600u);
}

TEST_F(LogFollower, AnAuditorKnowsFromTheEntriesHowOldTheyAre)
{
    grow_to(600);
    publish();
    now = {1'795'298'400'000'000 + 1'000 * 1'000'000LL};
    EXPECT_EQ(verdict(true), Verdict::stale);
}

TEST_F(LogFollower, NoticesSilence)
{
    grow_to(8);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
    now.unix_us += 5 * 60 * 1'000'000LL;
    EXPECT_EQ(verdict(), Verdict::continues);
    now.unix_us += 1'000'000;
    EXPECT_EQ(verdict(), Verdict::stale);
    grow_to(9);
    publish();
    EXPECT_EQ(verdict(), Verdict::continues);
}

TEST_F(LogFollower, BelievesNobodyElsesSignature)
{
    grow_to(8);
    publish();
    const crypto::SigningKey other(Bytes(32, 4));
    files["/log/checkpoint"] =
        ledger::sign({std::string(log_origin), 8, ledger::empty_root()}, other);
    EXPECT_EQ(look().error().code, ErrorCode::invalid);
    EXPECT_FALSE(std::filesystem::exists(state + "/checkpoint"));
}

}  // namespace
}  // namespace varde::app
