// The roll of accepted reports: what is told from it when the database is gone must be right, and
// nothing about it may keep a report from being accepted.
#include "store/roll.hpp"

#include "base/durable_file.hpp"
#include "support/fakes.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace varde::test {
namespace {

namespace fs = std::filesystem;
using store::RollLine;

constexpr auto our_log = "varde.example/test+01234567+AAAA";

struct Roll : testing::Test {
    RollLine line(std::uint64_t position)
    {
        return {.position = position,
                .at = clock.now(),
                .report = {make_uuid(clock.now(), random)},
                .unit = {"no.4601.02"},
                .sequence = 3,
                .sender = {make_uuid(clock.now(), random)}};
    }
    std::vector<RollLine> lines(std::uint64_t from, std::uint64_t to)
    {
        std::vector<RollLine> made;
        for (; from < to; ++from)
            made.push_back(line(from));
        return made;
    }
    static std::vector<std::uint64_t> positions(const store::Roll& roll)
    {
        std::vector<std::uint64_t> all;
        const auto read = roll.read();
        if (read && read.value())
            for (const auto& each : read.value()->lines)
                all.push_back(each.position);
        return all;
    }
    void add(const std::string& text) const { std::ofstream(path, std::ios::app) << text; }

    Folder folder;
    ManualClock clock;
    SeededRandom random{7};
    const std::string path = store::roll_path(folder.path() + "/lock");
};

TEST_F(Roll, GivesBackWhatWasNoted)
{
    auto public_one = line(9);
    public_one.sender = {};
    const std::vector noted{line(4), public_one};
    {
        store::Roll roll(path, our_log);
        ASSERT_TRUE(roll.begin(2));
        EXPECT_FALSE(roll.last().value());
        roll.note(noted);
        ASSERT_TRUE(roll.write());
    }
    const store::Roll roll(path, our_log);
    const auto known = roll.read();
    ASSERT_TRUE(known && known.value());
    EXPECT_EQ(known.value()->from, 2u);
    EXPECT_EQ(known.value()->lines, noted);
    EXPECT_EQ(*roll.last().value(), noted.back());
}

TEST_F(Roll, TakesATornLineForNone)
{
    const auto whole = to_text(line(5));
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
        fs::remove(path);
        store::Roll roll(path, our_log);
        ASSERT_TRUE(roll.begin(0));
        add(to_text(line(4)) + whole.substr(0, bytes));
        EXPECT_EQ(roll.last().value()->position, 4u) << bytes;
        EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{4})) << bytes;
        roll.note({line(6)});
        ASSERT_TRUE(roll.write());
        const auto found = positions(roll);
        EXPECT_EQ(found.front(), 4u);
        EXPECT_EQ(found.back(), 6u);
    }
}

TEST_F(Roll, TakesALineThatTheDiskChangedForNone)
{
    auto text = to_text(line(5));
    text.pop_back();
    ASSERT_TRUE(store::parse_roll_line(text));
    for (auto& byte : text) {
        byte ^= 1;
        EXPECT_FALSE(store::parse_roll_line(text)) << text;
        byte ^= 1;
    }
}

TEST_F(Roll, OfAnotherLogIsLeftAloneAndNotBelieved)
{
    store::Roll others(path, "varde.example/other+01234567+AAAA");
    ASSERT_TRUE(others.begin(0));
    others.note({line(1)});
    ASSERT_TRUE(others.write());
    store::Roll roll(path, our_log);
    EXPECT_FALSE(roll.last().value());
    EXPECT_FALSE(roll.read().value());
    roll.note({line(2)});
    ASSERT_TRUE(roll.write());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{2}));
    EXPECT_EQ(positions(others), (std::vector<std::uint64_t>{1}));
}

TEST_F(Roll, KeepsTwoFilesAndSaysFromWhereItHasAll)
{
    store::Roll roll(path, our_log, 1'000);
    ASSERT_TRUE(roll.begin(0));
    for (std::uint64_t position = 0; position < 100; ++position) {
        roll.note({line(position)});
        ASSERT_TRUE(roll.write());
    }
    const auto known = roll.read();
    ASSERT_TRUE(known && known.value());
    EXPECT_GT(known.value()->from, 50u);
    EXPECT_EQ(known.value()->lines.front().position, known.value()->from);
    EXPECT_EQ(known.value()->lines.back().position, 99u);
    EXPECT_EQ(known.value()->lines.size(), 100 - known.value()->from) << "no line is left out";
    EXPECT_LT(fs::file_size(path) + fs::file_size(path + ".old"), 2'500u);
}

TEST_F(Roll, WaitsForADiskThatTakesNothingAndLosesNoLine)
{
    fs::create_directory(path);  // The disk says no.
    store::Roll roll(path, our_log);
    for (std::uint64_t position = 0; position < 5; ++position) {
        roll.note({line(position)});
        EXPECT_FALSE(roll.write());
        EXPECT_TRUE(roll.stuck());
    }
    fs::remove(path);
    ASSERT_TRUE(roll.write());
    EXPECT_FALSE(roll.stuck());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
}

TEST_F(Roll, HasAMaximumInMemoryAndNoGapOnDisk)
{
    store::Roll roll(path, our_log);
    roll.note(std::vector(store::Roll::waiting_max, line(1)));
    roll.note({line(2)});
    roll.note({line(3)});
    ASSERT_TRUE(roll.write());
    EXPECT_TRUE(roll.stuck()) << "the next start brings the rest";
    roll.note({line(4)});
    ASSERT_TRUE(roll.write());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{1}));
}

}  // namespace
}  // namespace varde::test
