#include "sql/sqlite.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include <stdlib.h>

namespace varde::sql {
namespace {

struct Sqlite : testing::Test {
    Sqlite() : folder(testing::TempDir() + "varde-sql-XXXXXX")
    {
        EXPECT_NE(::mkdtemp(folder.data()), nullptr);
        writer = open(SqliteUse::writer);
        EXPECT_TRUE(writer->script("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)"));
    }
    ~Sqlite() override
    {
        writer.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    std::unique_ptr<Connection> open(SqliteUse use)
    {
        auto opened = open_sqlite(folder + "/test.db", use);
        CHECK(opened);
        return std::move(opened).value();
    }
    std::string folder;
    std::unique_ptr<Connection> writer;
};

constexpr Statement insert{"insert", "INSERT INTO t (id, a, b) VALUES ($1, $2, $3)"};
constexpr Statement count{"count", "SELECT count(*) FROM t"};

TEST_F(Sqlite, KeepsATextToItsEndWhateverIsInIt)
{
    static constexpr Statement echo{"echo", "SELECT $1"};
    const std::string text("a\0b\xc3\xa6", 5);
    EXPECT_EQ(one(*writer, [](const Row& row) { return row.string(0); }, echo, text).value(), text);
}

TEST_F(Sqlite, LetsNoReplacementPassATriggerBy)
{
    ASSERT_TRUE(writer->script("CREATE TRIGGER guard BEFORE DELETE ON t "
                               "BEGIN SELECT raise(ABORT, 'rows of t stay'); END;"));
    ASSERT_TRUE(run(*writer, insert, 1, "a", "b"));
    EXPECT_FALSE(writer->script("INSERT OR REPLACE INTO t VALUES (1, 'c', 'd')"));
}

TEST_F(Sqlite, KeepsTheSettingsThatDurabilityRestsOn)
{
    const auto setting = [](Connection& connection, const Statement& pragma) {
        return *one(connection, [](const Row& row) { return row.string(0); }, pragma).value();
    };
    static constexpr Statement journal{"journal", "PRAGMA journal_mode"};
    static constexpr Statement sync{"sync", "PRAGMA synchronous"};
    static constexpr Statement keys{"keys", "PRAGMA foreign_keys"};
    static constexpr Statement erase{"erase", "PRAGMA secure_delete"};
    EXPECT_EQ(setting(*writer, journal), "wal");
    EXPECT_EQ(setting(*writer, sync), "2");
    EXPECT_EQ(setting(*writer, keys), "1");
    EXPECT_EQ(setting(*writer, erase), "1");
    EXPECT_TRUE(check_sqlite_version());
}

TEST_F(Sqlite, SaysWhichFileCannotBeOpened)
{
    const auto missing = open_sqlite(folder + "/nowhere/x.db", SqliteUse::writer);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(open_sqlite(folder + "/absent.db", SqliteUse::reader));
}

}  // namespace
}  // namespace varde::sql
