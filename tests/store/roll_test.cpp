// The roll of accepted reports: what is told from it when the database is gone must be right, and
// nothing about it may keep a report from being accepted.
#include "store/roll.hpp"

#include "base/durable_file.hpp"
#include "support/fakes.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <fstream>

namespace varde::test {
namespace {

namespace fs = std::filesystem;
using store::RollLine;

/// No file can be opened as long as one is there: what many connections do to a server.
struct NoFiles {
    NoFiles()
    {
        ::getrlimit(RLIMIT_NOFILE, &before);
        rlimit none = before;
        none.rlim_cur = 0;
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoFiles() { ::setrlimit(RLIMIT_NOFILE, &before); }
    NoFiles(const NoFiles&) = delete;
    rlimit before{};
};

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
    /// What a database of all lines up to `size` says.
    store::Roll::Accepted database(std::uint64_t size)
    {
        return [this, size](std::uint64_t from, int) -> Result<std::vector<RollLine>> {
            return lines(from, size);
        };
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
    ASSERT_TRUE(roll.behind());
    ASSERT_TRUE(roll.catch_up(0, database(5)));
    roll.note({line(5)});
    ASSERT_TRUE(roll.write());
    EXPECT_FALSE(roll.stuck());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{1, 2, 3, 4, 5})) << "no restart needed";
}

TEST_F(Roll, ThatCannotBeOpenedForAMomentIsNotTakenForNone)
{
    store::Roll roll(path, our_log);
    ASSERT_TRUE(roll.begin(0));
    roll.note(lines(0, 3));
    ASSERT_TRUE(roll.write());
    {
        const NoFiles none;
        EXPECT_FALSE(roll.last());
        EXPECT_FALSE(roll.read());
        EXPECT_FALSE(roll.begin(0));
        for (std::uint64_t position = 3; position < 5; ++position) {
            roll.note({line(position)});
            EXPECT_FALSE(roll.write());
        }
    }
    EXPECT_FALSE(fs::exists(path + ".old"));
    ASSERT_TRUE(roll.write());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
}

TEST_F(Roll, WhoseNameLeadsNowhereForAMomentIsNotWrittenOver)
{
    store::Roll roll(path, our_log);
    ASSERT_TRUE(roll.begin(0));
    fs::rename(path, path + ".away");
    fs::create_symlink(path, path);
    EXPECT_FALSE(roll.begin(0));
    roll.note({line(0)});
    EXPECT_FALSE(roll.write());
    EXPECT_TRUE(fs::is_symlink(path));
    fs::rename(path + ".away", path);
    ASSERT_TRUE(roll.write());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{0}));
}

TEST_F(Roll, CatchesUpFromWhereItPromisedToHaveAll)
{
    store::Roll roll(path, our_log);
    ASSERT_TRUE(roll.begin(2));
    ASSERT_TRUE(roll.catch_up(7, database(9))) << "the lock is at 7, and no line was written yet";
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{2, 3, 4, 5, 6, 7, 8}));
}

TEST_F(Roll, HasNoGapWhenItCouldNotCatchUp)
{
    store::Roll roll(path, our_log);
    ASSERT_TRUE(roll.begin(0));
    const auto fails = [](std::uint64_t, int) -> Result<std::vector<RollLine>> {
        return Error{ErrorCode::unavailable, "the disk"};
    };
    EXPECT_FALSE(roll.catch_up(0, fails));
    EXPECT_TRUE(roll.behind());
    roll.note({line(3)});
    ASSERT_TRUE(roll.write());
    EXPECT_TRUE(roll.stuck());
    EXPECT_TRUE(positions(roll).empty()) << "0 to 2 would be missing for ever";
    ASSERT_TRUE(roll.catch_up(0, database(4)));
    ASSERT_TRUE(roll.write());
    EXPECT_FALSE(roll.stuck());
    EXPECT_EQ(positions(roll), (std::vector<std::uint64_t>{0, 1, 2, 3}));
}

}  // namespace
}  // namespace varde::test
