// With a synchronous standby: what is acknowledged is on both machines, whatever happens between.
//
// PostgreSQL itself promises less: a cancelled wait ends as a success with a warning, a retry that
// finds its row waits for nothing, and after a crash unconfirmed rows look committed. Each test
// walks one of these chains in steps that are looked for, not timed.
#include "sql/cluster.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace varde::test {
namespace {

std::string open_to_server(const Folder& folder)
{
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0711));
    return folder.path();
}

sql::Cluster must(Result<sql::Cluster> cluster)
{
    if (!cluster)
        ADD_FAILURE() << cluster.error().message;
    CHECK(cluster);
    return std::move(cluster).value();
}

std::unique_ptr<sql::Connection> visit(const sql::Cluster& cluster)
{
    auto opened = sql::Database(cluster.address("postgres")).open_visitor();
    CHECK(opened);
    return std::move(opened).value();
}

std::int64_t number(sql::Connection& connection, const sql::Statement& statement)
{
    const auto found =
        sql::one(connection, [](const sql::Row& row) { return row.integer(0); }, statement);
    CHECK(found && found.value());
    return *found.value();
}

/// Asks until the answer is `wanted`; false after half a minute.
bool becomes(sql::Connection& connection, const sql::Statement& statement, std::int64_t wanted)
{
    static constexpr sql::Statement pause{"pause", "SELECT pg_sleep(0.01)::text"};
    for (int i = 0; i < 3'000; ++i) {
        if (number(connection, statement) == wanted)
            return true;
        CHECK(sql::run(connection, pause));
    }
    return false;
}

constexpr sql::Statement standbys{
    "standbys", "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"};
constexpr sql::Statement waiting{
    "waiting", "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"};
constexpr sql::Statement waiting_at_barrier{
    "waiting_at_barrier", "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
                          " AND query LIKE '%pg_logical_emit_message%'"};
constexpr sql::Statement cancel{"cancel",
                                "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity"
                                " WHERE wait_event = 'SyncRep'"};
constexpr sql::Statement terminate{"terminate",
                                   "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                   " WHERE wait_event = 'SyncRep'"};
constexpr sql::Statement reports{"reports", "SELECT count(*) FROM report"};

bool ready(const std::future<Answer>& answer)
{
    return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

struct Standby : testing::Test {
    Standby()
    {
        EXPECT_TRUE(onlooker->script("ALTER SYSTEM SET synchronous_standby_names = 'second'"));
        EXPECT_TRUE(onlooker->script("SELECT pg_reload_conf()"));
        EXPECT_TRUE(becomes(*onlooker, standbys, 1));
        first_answer = send("first");
        EXPECT_EQ(first_answer.status, 201) << first_answer.body;
    }
    Answer send(const std::string& name)
    {
        return school.post("/api/v1/reports", report_to("5001"), key(name));
    }
    std::future<Answer> send_later(const std::string& name)
    {
        return school.post_later("/api/v1/reports", report_to("5001"), key(name));
    }
    Folder folder;
    sql::Cluster primary = must(sql::Cluster::make(open_to_server(folder) + "/1"));
    sql::Cluster second = must(sql::Cluster::follow(primary, folder.path() + "/2", "second"));
    std::unique_ptr<sql::Connection> onlooker = visit(primary);
    Product product{1, "postgres:///postgres?user=varde&host=" + primary.folder() + "," +
                           second.folder()};
    Caller school = product.add_sender("Example school");
    Answer first_answer{http::Response{}};
};

/// Ends the wait of a commit as `how` does it, and expects no yes before the standby is back.
void expect_no_yes_without_standby(Standby& test, const sql::Statement& how)
{
    test.second.strike();
    auto answer = test.send_later("cut short");
    ASSERT_TRUE(becomes(*test.onlooker, waiting, 1));
    ASSERT_EQ(number(*test.onlooker, how), 1);
    ASSERT_TRUE(becomes(*test.onlooker, reports, 2));  // To everybody it looks committed.
    ASSERT_TRUE(becomes(*test.onlooker, waiting_at_barrier, 1));
    EXPECT_FALSE(ready(answer));
    ASSERT_TRUE(test.second.start());
    const auto told = answer.get();
    EXPECT_EQ(told.status, 201) << told.body;
    EXPECT_EQ(test.send("cut short").body, told.body);
    EXPECT_EQ(number(*test.onlooker, reports), 2);
    EXPECT_FALSE(test.product.store().failed());
}

TEST_F(Standby, IsWaitedForAfterAWaitThatWasCancelled)
{
    expect_no_yes_without_standby(*this, cancel);
}

TEST_F(Standby, IsWaitedForAfterASessionThatWasEnded)
{
    expect_no_yes_without_standby(*this, terminate);
}

TEST_F(Standby, IsWaitedForBeforeARepeatedKeyIsAnswered)
{
    second.strike();
    auto answer = send_later("first");
    ASSERT_TRUE(becomes(*onlooker, waiting, 1));
    EXPECT_FALSE(ready(answer));
    ASSERT_TRUE(second.start());
    EXPECT_EQ(answer.get().body, first_answer.body);
}

TEST_F(Standby, IsWaitedForAfterTheFirstServerHasCrashed)
{
    second.strike();
    auto answer = send_later("crashed");
    ASSERT_TRUE(becomes(*onlooker, waiting, 1));
    primary.strike();
    EXPECT_FALSE(ready(answer));
    ASSERT_TRUE(second.start());
    ASSERT_TRUE(primary.start());
    const auto told = answer.get();
    EXPECT_EQ(told.status, 201) << told.body;
    EXPECT_EQ(send("crashed").body, told.body);
}

TEST_F(Standby, TakesOverAndWhatItLacksWasNeverAcknowledged)
{
    second.strike();
    auto answer = send_later("lost");
    ASSERT_TRUE(becomes(*onlooker, waiting, 1));
    ASSERT_EQ(number(*onlooker, cancel), 1);
    ASSERT_TRUE(becomes(*onlooker, reports, 2));
    primary.strike();  // For ever.
    ASSERT_TRUE(second.start());
    ASSERT_TRUE(second.run("pg_ctl", {"promote", "-D", second.folder() + "/data"}));
    const auto told = answer.get();
    EXPECT_EQ(told.status, 503) << told.body;
    EXPECT_NE(told.body.find("Nothing was stored"), std::string::npos) << told.body;
    EXPECT_EQ(send("lost").status, 201);
    EXPECT_EQ(send("first").body, first_answer.body);
    EXPECT_EQ(number(*visit(second), reports), 2);
}

}  // namespace
}  // namespace varde::test
