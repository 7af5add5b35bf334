// What was said to be durable is there after a power cut that keeps nothing else.
#include "torture/child.hpp"
#include "torture/mount.hpp"

#include "base/durable_file.hpp"
#include "sql/database.hpp"
#include "sql/sqlite.hpp"
#include "vault/file.hpp"
#include "vault/record.hpp"
#include "vault/vault.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace varde::torture {
namespace {

/// A folder on a disk whose power can be cut. Skips, visibly, where FUSE cannot be used.
class OnDisk : public ::testing::Test {
protected:
    void SetUp() override
    {
        base_ = (std::filesystem::temp_directory_path() / "varde-durability-XXXXXX").string();
        ASSERT_NE(::mkdtemp(base_.data()), nullptr);
        folder = base_ + "/disk";
        mount();
    }
    void TearDown() override
    {
        mount_.reset();
        std::filesystem::remove_all(base_);
    }
    void mount()
    {
        auto mounted = Mount::at(folder, disk);
        if (!mounted)
            GTEST_SKIP() << "no FUSE here: " << mounted.error().message;
        mount_ = std::move(mounted).value();
    }
    void cut_power(Keeps keeps = Keeps::nothing)
    {
        Draw draw(1);
        disk.cut();
        mount_.reset();
        disk.restore(keeps, draw);
        mount();
    }

    Disk disk;
    std::string folder;

private:
    std::string base_;
    std::unique_ptr<Mount> mount_;
};

using DurableFile = OnDisk;
using SealedFile = OnDisk;
using PowerCut = OnDisk;
using FullDisk = OnDisk;
using Commit = OnDisk;

TEST_F(PowerCut, TakesWhatWasNotSynced)
{
    {
        auto file = vault::File::create(folder + "/file", 0600);
        ASSERT_TRUE(file && file.value().write(bytes_of("bytes")) && file.value().sync());
    }
    cut_power();
    EXPECT_FALSE(vault::exists(folder + "/file"));  // Its name was not made durable.
}

TEST_F(PowerCut, KeepsANameWhoseFolderWasSyncedAndNotItsBytes)
{
    {
        auto file = vault::File::create(folder + "/file", 0600);
        ASSERT_TRUE(file && file.value().write(bytes_of("bytes")) && vault::sync_folder(folder));
    }
    cut_power();
    ASSERT_TRUE(vault::exists(folder + "/file"));
    EXPECT_EQ(read_file(folder + "/file").value(), "");
}

TEST_F(DurableFile, IsWholeOnceItWasWritten)
{
    ASSERT_TRUE(vault::write_new_file(folder + "/kek", bytes_of("secret"), 0400));
    cut_power();
    ASSERT_TRUE(vault::exists(folder + "/kek"));
    EXPECT_EQ(read_file(folder + "/kek").value(), "secret");
}

TEST_F(DurableFile, SaysTheOldOrTheNewAndNothingElse)
{
    ASSERT_TRUE(write_durably(folder + "/lock", "old"));
    ASSERT_TRUE(write_durably(folder + "/lock", "new"));
    cut_power();
    EXPECT_EQ(read_file(folder + "/lock").value(), "new");
}

TEST_F(FullDisk, IsToldToWhoeverWrites)
{
    auto file = vault::File::create(folder + "/file", 0600);
    ASSERT_TRUE(file);
    disk.limit(5'000);
    EXPECT_FALSE(file.value().write(Bytes(6'000)));  // The kernel takes 5 000 and says so.
}

constexpr sql::Statement make_table{"make", "CREATE TABLE IF NOT EXISTS t(a)"},
    add_row{"add", "INSERT INTO t VALUES(1)"}, count_rows{"count", "SELECT count(*) FROM t"};

/// Commits a row in a process of its own, which ends without closing the database: that would copy
/// the log into it.
std::string commit_a_row(const std::string& path)
{
    return in_child([&]() -> std::string {
        auto connection = sql::open_sqlite(path, sql::SqliteUse::writer);
        if (!connection || !sql::run(*connection.value(), make_table))
            return "cannot begin";
        auto& open = *connection.value().release();
        if (!open.begin() || !sql::run(open, add_row))
            return "cannot add";
        const auto committed = open.commit();
        return committed ? "committed" : committed.error().problem;
    });
}

std::string rows_in(const std::string& path)
{
    return in_child([&]() -> std::string {
        auto connection = sql::open_sqlite(path, sql::SqliteUse::writer);
        std::int64_t found = -1;
        if (connection)
            std::ignore = connection.value()->run(
                count_rows, {}, [&](const sql::Row& row) { found = row.integer(0); });
        return std::to_string(found);
    });
}

TEST_F(Commit, LastsWhateverThePowerCutLeaves)
{
    ASSERT_EQ(commit_a_row(folder + "/db"), "committed");
    cut_power();
    EXPECT_EQ(rows_in(folder + "/db"), "1");
}

TEST_F(Commit, IsOfUnknownOutcomeWhenItsSyncFails)
{
    ASSERT_EQ(commit_a_row(folder + "/db"), "committed");
    disk.arm({.kind = Fault::Kind::sync_fails,
              .number = 1,
              .operation = Operation::sync,
              .file = "-wal"});
    EXPECT_EQ(commit_a_row(folder + "/db"), "outcome-unknown");
}

TEST_F(Commit, IsTheLastOnceACheckpointCouldNotBeSynced)
{
    ASSERT_EQ(commit_a_row(folder + "/db"), "committed");
    disk.arm(
        {.kind = Fault::Kind::sync_fails, .number = 1, .operation = Operation::sync, .file = "db"});
    const auto outcome = in_child([&]() -> std::string {
        auto connection = sql::open_sqlite(folder + "/db", sql::SqliteUse::writer);
        if (!connection)
            return "cannot open";
        std::ignore = connection.value()->script("PRAGMA wal_checkpoint(PASSIVE)");
        const auto begun = connection.value()->begin();
        return begun ? "begun" : begun.error().problem;
    });
    EXPECT_EQ(outcome, "outcome-unknown");
    EXPECT_TRUE(disk.struck());
    cut_power();  // The checkpoint is gone; the log is not.
    EXPECT_EQ(rows_in(folder + "/db"), "1");
}

TEST_F(Commit, LastsBehindOneWhoseSyncFailedOnceTheServerWasStartedAnew)
{
    ASSERT_EQ(commit_a_row(folder + "/db"), "committed");
    disk.arm({.kind = Fault::Kind::sync_fails,
              .number = 1,
              .operation = Operation::sync,
              .file = "-wal"});
    ASSERT_EQ(commit_a_row(folder + "/db"), "outcome-unknown");
    // The failed batch still stands in the log as far as anybody can read, but not on the disk.
    const auto outcome = in_child([&]() -> std::string {
        auto writer = sql::Database(folder + "/db").open_writer();
        if (!writer)
            return "cannot open";
        auto& open = *writer.value().release();
        if (!open.begin() || !sql::run(open, add_row))
            return "cannot add";
        return open.commit() ? "committed" : "not committed";
    });
    ASSERT_EQ(outcome, "committed");
    cut_power();
    EXPECT_EQ(rows_in(folder + "/db"), "3");
}

TEST_F(SealedFile, OpensToWhatWasWrittenOnceItWasCommitted)
{
    crypto::start();
    crypto::SystemRandom random;
    const auto key = crypto::Key::fresh(random);
    const auto object = make_uuid({}, random);
    {
        auto file = vault::SealedFileWriter::create(folder + "/upload", key, object, 1);
        ASSERT_TRUE(file && file.value().write(bytes_of("a photograph")) && file.value().commit());
    }
    cut_power();
    auto file = vault::SealedFileReader::open(folder + "/upload", key, object);
    ASSERT_TRUE(file);
    const auto bytes = file.value().next();
    ASSERT_TRUE(bytes);
    EXPECT_EQ(text_of(bytes.value()), "a photograph");
}

TEST_F(DurableFile, HoldsTheKeyOfANewMonthFromItsFirstUseOn)
{
    crypto::start();
    crypto::SystemRandom random;
    const Timestamp now{1'800'000'000'000'000};
    ASSERT_TRUE(vault::Vault::create(folder + "/keys", now, random));
    auto vault = vault::Vault::open(folder + "/keys", random);
    ASSERT_TRUE(vault);
    const auto object = make_uuid(now, random);
    const auto fresh = vault.value()->fresh_key(object, now.plus_seconds(40 * 86'400));
    ASSERT_TRUE(fresh);
    vault.value().reset();
    cut_power();
    vault = vault::Vault::open(folder + "/keys", random);
    ASSERT_TRUE(vault) << vault.error().message;
    EXPECT_TRUE(vault.value()->unwrap(object, fresh.value().wrap));
}

}  // namespace
}  // namespace varde::torture
