// What both engines promise, the same for each.
#include "sql/cluster.hpp"
#include "sql/database.hpp"
#include "sql/pool.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include <stdlib.h>

namespace varde::sql {
namespace {

std::string fresh_folder()
{
    auto path = testing::TempDir() + "varde-sql-XXXXXX";
    CHECK(::mkdtemp(path.data()) != nullptr);
    std::filesystem::permissions(path, std::filesystem::perms(0755));
    return path;
}

/// One for the process; each test begins with an empty table in it.
const Cluster& cluster()
{
    static const auto made = [] {
        auto cluster = Cluster::make(fresh_folder() + "/pg");
        CHECK(cluster);
        return std::move(cluster).value();
    }();
    return made;
}

struct Contract : testing::TestWithParam<Dialect> {
    Contract()
    {
        writer = open(&Database::open_writer);
        EXPECT_TRUE(
            writer->script(GetParam() == Dialect::sqlite
                               ? "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB) STRICT"
                               : "DROP TABLE IF EXISTS t; CREATE TABLE t (id BIGINT PRIMARY KEY, a "
                                 "TEXT, b BYTEA)"));
    }
    ~Contract() override
    {
        writer.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    using Open = Result<std::unique_ptr<Connection>> (Database::*)() const;
    std::unique_ptr<Connection> open(Open how) const
    {
        auto opened = (database.*how)();
        CHECK(opened);
        return std::move(opened).value();
    }
    std::int64_t rows(Connection& connection) const
    {
        static constexpr Statement count{"count", "SELECT count(*) FROM t"};
        return one(
                   connection, [](const Row& row) { return row.integer(0); }, count)
            .value()
            .value();
    }
    std::string folder = fresh_folder();
    Database database{GetParam() == Dialect::sqlite ? folder + "/test.db"
                                                    : cluster().address("postgres")};
    std::unique_ptr<Connection> writer;
};

INSTANTIATE_TEST_SUITE_P(Engines, Contract, testing::Values(Dialect::sqlite, Dialect::postgres),
                         [](const auto& tested) {
                             return tested.param == Dialect::sqlite ? "Sqlite" : "Postgres";
                         });

constexpr Statement insert{"insert", "INSERT INTO t (id, a, b) VALUES ($1, $2, $3)"};

TEST_P(Contract, PutsEachParameterWhereItsNumberSays)
{
    static constexpr Statement backwards{"backwards", "SELECT $3, $1, $2, $1"};
    const auto row = one(
        *writer, [](const Row& r) { return r.string(0) + r.string(1) + r.string(2) + r.string(3); },
        backwards, "a", "b", "c");
    ASSERT_TRUE(row);
    EXPECT_EQ(*row.value(), "caba");
}

TEST_P(Contract, GivesBackWhatItWasGiven)
{
    static constexpr Statement echo{"echo", "SELECT $1, $2, $3, $4, $5, $6, $7"};
    const Bytes bytes{0, 255, 1}, none;
    const auto lowest = std::numeric_limits<std::int64_t>::min();
    bool seen = false;
    ASSERT_TRUE(each(
        *writer,
        [&](const Row& row) {
            seen = true;
            EXPECT_EQ(row.integer(0), lowest);
            EXPECT_EQ(row.string(1), "b\xc3\xa6");
            EXPECT_EQ(Bytes(row.bytes(2).begin(), row.bytes(2).end()), bytes);
            EXPECT_TRUE(row.null(3));
            EXPECT_FALSE(row.null(4));
            EXPECT_EQ(row.string(4), "");
            EXPECT_FALSE(row.null(5));  // No bytes are not nothing.
            EXPECT_TRUE(row.bytes(5).empty());
            EXPECT_TRUE(row.null(6));
        },
        echo, lowest, "b\xc3\xa6", bytes, std::nullopt, "", none, ReportId{}));
    EXPECT_TRUE(seen);
}

TEST_P(Contract, TellsAConflictFromAFault)
{
    ASSERT_TRUE(run(*writer, insert, 1, "a", Bytes{1}));
    const auto twice = run(*writer, insert, 1, "a", Bytes{1});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::conflict);
    EXPECT_EQ(twice.error().message.find("t.id"), std::string::npos);  // No names of columns.
    static constexpr Statement nonsense{"nonsense", "SELECT FROM WHERE"};
    EXPECT_EQ(run(*writer, nonsense).error().code, ErrorCode::internal);
    EXPECT_TRUE(run(*writer, insert, 2, "a", Bytes{1}));  // The statement is good for more.
}

TEST_P(Contract, PassesOnTheSentenceOfATrigger)
{
    ASSERT_TRUE(writer->script(
        GetParam() == Dialect::sqlite
            ? "CREATE TRIGGER guard BEFORE DELETE ON t "
              "BEGIN SELECT raise(ABORT, 'rows of t stay'); END;"
            : "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
              "RAISE EXCEPTION 'rows of t stay' USING ERRCODE = 'VD001'; END $$;"
              "CREATE TRIGGER guard BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION refuse()"));
    ASSERT_TRUE(run(*writer, insert, 1, "a", Bytes{1}));
    const auto refused = writer->script("DELETE FROM t");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(refused.error().message, "rows of t stay");
}

TEST_P(Contract, LetsReadersReadOnly)
{
    auto reader = open(&Database::open_reader);
    EXPECT_EQ(rows(*reader), 0);
    EXPECT_FALSE(run(*reader, insert, 1, "a", Bytes{1}));
    EXPECT_EQ(rows(*reader), 0);
}

TEST_P(Contract, ShowsAReaderOneInstant)
{
    std::vector<std::unique_ptr<Connection>> connections;
    connections.push_back(open(&Database::open_reader));
    ReadPool pool(std::move(connections));
    const auto seen = pool.lend([&](Connection& reader) -> Result<std::vector<std::int64_t>> {
        std::vector<std::int64_t> counts{rows(reader)};
        TRY(run(*writer, insert, 1, "a", Bytes{1}));
        counts.push_back(rows(reader));
        return counts;
    });
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen.value(), (std::vector<std::int64_t>{0, 0}));
    const auto later =
        pool.lend([&](Connection& reader) -> Result<std::int64_t> { return rows(reader); });
    EXPECT_EQ(later.value(), 1);
}

TEST_P(Contract, UndoesATransactionThatIsRolledBack)
{
    ASSERT_TRUE(writer->begin());
    EXPECT_TRUE(writer->in_transaction());
    ASSERT_TRUE(run(*writer, insert, 1, "a", Bytes{1}));
    writer->rollback();
    EXPECT_FALSE(writer->in_transaction());
    EXPECT_EQ(rows(*writer), 0);
}

TEST_P(Contract, UndoesATurnAloneAndGoesOn)
{
    ASSERT_TRUE(writer->begin());
    ASSERT_TRUE(writer->begin_turn());
    ASSERT_TRUE(post(*writer, insert, 1, "kept", Bytes{1}));
    ASSERT_TRUE(writer->keep_turn());
    ASSERT_TRUE(writer->begin_turn());
    ASSERT_TRUE(run(*writer, insert, 2, "undone", Bytes{1}));
    EXPECT_FALSE(run(*writer, insert, 1, "twice", Bytes{1}));
    EXPECT_TRUE(writer->in_transaction());
    ASSERT_TRUE(writer->undo_turn());
    ASSERT_TRUE(writer->begin_turn());
    ASSERT_TRUE(post(*writer, insert, 3, "kept", Bytes{1}));
    ASSERT_TRUE(writer->keep_turn());
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(rows(*writer), 2);
}

TEST_P(Contract, TellsOfAFailedPostAtTheLatestWhenItCommits)
{
    ASSERT_TRUE(writer->begin());
    const auto first = post(*writer, insert, 1, "a", Bytes{1});
    const auto second = post(*writer, insert, 1, "b", Bytes{1});
    const auto committed = first && second ? writer->commit() : second;
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::conflict);
    EXPECT_TRUE(committed.error().problem.empty());
    writer->rollback();
    EXPECT_EQ(rows(*writer), 0);
    ASSERT_TRUE(writer->begin());  // And nothing of it clings to the next one.
    EXPECT_TRUE(run(*writer, insert, 1, "a", Bytes{1}));
    EXPECT_TRUE(writer->commit());
    EXPECT_EQ(rows(*writer), 1);
}

TEST_P(Contract, NeverKeepsATurnWhosePostHasFailed)
{
    ASSERT_TRUE(run(*writer, insert, 1, "there", Bytes{1}));
    ASSERT_TRUE(writer->begin());
    ASSERT_TRUE(writer->begin_turn());
    auto told = post(*writer, insert, 1, "twice", Bytes{1});
    told = told ? writer->keep_turn() : told;
    if (!told) {  // At once: then this turn alone is undone, and the rest may be kept.
        EXPECT_TRUE(writer->undo_turn());
        EXPECT_TRUE(writer->commit());
        return;
    }
    ASSERT_TRUE(writer->begin_turn());  // Later: then whoever believed it must not be told yes.
    EXPECT_FALSE(run(*writer, insert, 2, "a", Bytes{1}));
    EXPECT_FALSE(writer->in_transaction());
    writer->rollback();
    EXPECT_EQ(rows(*writer), 1);
}

TEST_P(Contract, UndoesTheTurnWhoseOwnPostHasFailed)
{
    ASSERT_TRUE(run(*writer, insert, 1, "there", Bytes{1}));
    ASSERT_TRUE(writer->begin());
    ASSERT_TRUE(writer->begin_turn());
    (void)post(*writer, insert, 1, "twice", Bytes{1});
    ASSERT_TRUE(writer->undo_turn());  // Its job was refused for another reason.
    ASSERT_TRUE(writer->begin_turn());
    EXPECT_TRUE(run(*writer, insert, 2, "a", Bytes{1}));
    EXPECT_TRUE(writer->keep_turn());
    EXPECT_TRUE(writer->commit());
    EXPECT_EQ(rows(*writer), 2);
}

TEST_P(Contract, SaysWhenADatabaseCannotBeOpened)
{
    const Database missing(GetParam() == Dialect::sqlite ? folder + "/nowhere/x.db"
                                                         : cluster().address("nowhere"));
    const auto opened = missing.open_writer();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::unavailable);
    EXPECT_FALSE(missing.open_reader());
}

}  // namespace
}  // namespace varde::sql
