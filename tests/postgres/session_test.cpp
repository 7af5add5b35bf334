// Sessions that end, settings that promise less, and a second process that would write.
#include "sql/cluster.hpp"
#include "store/queries.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace varde::test {
namespace {

/// The rest of the product on PostgreSQL, however this binary was started.
struct Session : testing::Test {
    static void SetUpTestSuite() { ::setenv("VARDE_TEST_ENGINE", "postgres", 1); }
    int send(const std::string& name)
    {
        return school.post("/api/v1/reports", report_to("5001"), key(name)).status;
    }
    /// Of all but the one that asks; when it returns they are gone.
    void end_sessions() const
    {
        EXPECT_TRUE(product.sql(
            "DO $$ BEGIN PERFORM pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'; END $$"));
    }
    Product product;
    Caller school = product.add_sender("Example school");
};

TEST_F(Session, HasStandbysWhereTheEmbeddedDatabaseHasAJournal)
{
    product.close();
    product.journal = product.folder.path() + "/journal";
    const auto refused = product.try_open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_NE(refused.error().message.find("synchronous standby"), std::string::npos);
    product.journal.clear();
    product.open();
}

TEST_F(Session, IsRegainedByWriterAndReaders)
{
    EXPECT_EQ(send("before"), 201);
    end_sessions();
    EXPECT_EQ(send("after"), 201);
    EXPECT_EQ(product.count("report"), 2);
    EXPECT_EQ(school.get("/api/v1/reports").status, 200);
}

TEST_F(Session, StopsWritingWhenTheLedgerMovedMeanwhile)
{
    EXPECT_EQ(send("before"), 201);
    EXPECT_TRUE(product.sql("UPDATE ledger_head SET size = size + 1"));
    end_sessions();
    EXPECT_EQ(send("after"), 503);
    EXPECT_TRUE(product.store().failed());
    EXPECT_EQ(product.count("report"), 1);
}

TEST_F(Session, OfAWriterIsTheOnlyOne)
{
    const auto second = sql::Database(product.database).open_writer();
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
    EXPECT_NE(second.error().message.find("Another process"), std::string::npos);
    product.close();
    EXPECT_TRUE(sql::Database(product.database).open_writer());
}

TEST_F(Session, LetsNoCommitThroughThatDoesNotWaitForTheDisk)
{
    product.close();
    auto writer = sql::Database(product.database).open_writer();
    ASSERT_TRUE(writer);
    for (const auto* lower : {"off", "local", "remote_write"}) {
        ASSERT_TRUE(writer.value()->begin());
        ASSERT_TRUE(writer.value()->script("UPDATE probe SET at_us = 5; SET LOCAL"
                                           " synchronous_commit = " +
                                           std::string(lower)));
        const auto committed = writer.value()->commit();
        ASSERT_FALSE(committed) << lower;
        EXPECT_TRUE(committed.error().problem.empty());
        writer.value()->rollback();
    }
    EXPECT_EQ(product.count("probe WHERE at_us = 5"), 0);
}

TEST_F(Session, WaitsForTheDiskWhateverItsRoleSays)
{
    ASSERT_TRUE(product.sql("ALTER ROLE varde SET synchronous_commit = off;"
                            "ALTER ROLE varde SET client_min_messages = error"));
    product.reopen();
    EXPECT_EQ(send("durable"), 201);
    ASSERT_TRUE(product.sql("ALTER ROLE varde RESET ALL"));
}

TEST_F(Session, OfTwoBatchesThatBeganAtOneHeadLetsOnlyOneMoveIt)
{
    EXPECT_EQ(send("first"), 201);
    // Two that hold no lock, statement by statement: whoever is late finds the head moved.
    const sql::Database database(product.database);
    auto early = database.open_visitor(), late = database.open_visitor();
    ASSERT_TRUE(early && late);
    const auto begin = [](sql::Connection& connection) {
        EXPECT_TRUE(connection.begin());
        return sql::one(
                   connection, [](const sql::Row& row) { return row.integer(0); },
                   store::queries::ledger_head)
            .value();
    };
    const auto move = [](sql::Connection& connection) {
        return sql::run(connection, store::queries::move_head, 1, 2, Bytes(32)).value();
    };
    EXPECT_EQ(begin(*early.value()), 1);
    EXPECT_EQ(begin(*late.value()), 1);
    EXPECT_EQ(move(*early.value()), 1);
    EXPECT_TRUE(early.value()->commit());
    EXPECT_EQ(move(*late.value()), 0);
    late.value()->rollback();
}

}  // namespace
}  // namespace varde::test
