// What the intake journal holds when the database's commit fails: never more than was stored.
#include "sql/sqlite.hpp"
#include "store/journal.hpp"
#include "store/migrations.hpp"
#include "store/queries.hpp"
#include "support/fakes.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace varde::test {
namespace {

using Commit = std::function<Status(sql::Connection&)>;

/// A database whose commits end as the test says.
class FailingCommits final : public sql::Connection {
public:
    FailingCommits(std::unique_ptr<sql::Connection> inner, Commit& commit)
        : inner_(std::move(inner)), commit_(commit)
    {
    }
    sql::Dialect dialect() const override { return inner_->dialect(); }
    Status begin() override { return inner_->begin(); }
    Status commit() override { return commit_ ? commit_(*inner_) : inner_->commit(); }
    void rollback() noexcept override { inner_->rollback(); }
    bool in_transaction() const override { return inner_->in_transaction(); }
    Status begin_turn() override { return inner_->begin_turn(); }
    Status keep_turn() override { return inner_->keep_turn(); }
    Status undo_turn() override { return inner_->undo_turn(); }
    Result<std::int64_t> run(const sql::Statement& statement,
                             std::span<const sql::Parameter> parameters,
                             const sql::OnRow& on_row) override
    {
        return inner_->run(statement, parameters, on_row);
    }
    Status post(const sql::Statement& statement,
                std::span<const sql::Parameter> parameters) override
    {
        return inner_->post(statement, parameters);
    }
    Status script(std::string_view statements) override { return inner_->script(statements); }

private:
    std::unique_ptr<sql::Connection> inner_;
    Commit& commit_;
};

struct JournaledConnection : testing::Test {
    void SetUp() override
    {
        auto made = sql::open_sqlite(database(), sql::SqliteUse::writer);
        ASSERT_TRUE(made);
        ASSERT_TRUE(store::migrate(*made.value(), {}));
        ASSERT_TRUE(store::begin_journal(*made.value(), journal(), database()));
        auto files = store::JournalFiles::open(journal(), log, 2);
        ASSERT_TRUE(files);
        connection = std::make_unique<store::JournaledConnection>(
            std::make_unique<FailingCommits>(std::move(made).value(), commit),
            std::move(files).value(), 1);
    }
    std::string database() const { return folder.path() + "/varde.db"; }
    std::string journal() const { return folder.path() + "/journal"; }
    /// One batch with one organisation of this name in it.
    Status write(const std::string& name)
    {
        TRY(connection->begin());
        const auto id = make_uuid({}, random);
        TRY(sql::run(*connection, store::queries::insert_organisation, OrganisationId{id}, name,
                     "other", Timestamp{}));
        auto committed = connection->commit();
        if (!committed)
            connection->rollback();
        return committed;
    }
    /// How many organisations a database has that is made from the journal alone.
    std::int64_t replayed()
    {
        connection.reset();
        const auto fresh = folder.path() + "/fresh.db";
        EXPECT_TRUE(store::bring_back_base(journal(), fresh));
        auto made = sql::open_sqlite(fresh, sql::SqliteUse::writer);
        const auto replay = store::replay_journal(*made.value(), journal(), log);
        EXPECT_TRUE(replay);
        EXPECT_EQ(replay.value().damage, "");
        const auto count = sql::one(
            *made.value(), [](const sql::Row& row) { return row.integer(0); },
            sql::Statement{"count", "SELECT count(*) FROM organisation"});
        return count.value().value_or(-1);
    }
    const Folder folder;
    SeededRandom random{1};
    const crypto::PublicKey log{};
    Commit commit;
    std::unique_ptr<store::JournaledConnection> connection;
};

TEST_F(JournaledConnection, TakesBackWhatTheDatabaseSurelyDidNotStore)
{
    ASSERT_TRUE(write("one"));
    commit = [](sql::Connection& inner) -> Status {
        inner.rollback();
        return Error{ErrorCode::unavailable, "the disk is full"};
    };
    EXPECT_EQ(write("a much longer name than the one that comes after it").error().problem, "");
    commit = nullptr;
    ASSERT_TRUE(write("two"));
    EXPECT_EQ(replayed(), 2);
}

TEST_F(JournaledConnection, KeepsWhatTheDatabaseMayHaveStored)
{
    commit = [](sql::Connection& inner) -> Status {
        inner.rollback();
        return Error{.code = ErrorCode::unavailable,
                     .message = "the disk did not answer",
                     .problem = "outcome-unknown"};
    };
    EXPECT_EQ(write("one").error().problem, "outcome-unknown");
    EXPECT_EQ(replayed(), 1);
}

TEST_F(JournaledConnection, LeavesOutWhatATurnUndid)
{
    ASSERT_TRUE(connection->begin());
    ASSERT_TRUE(connection->begin_turn());
    ASSERT_TRUE(sql::run(*connection, store::queries::insert_organisation,
                         OrganisationId{make_uuid({}, random)}, "undone", "other", Timestamp{}));
    ASSERT_TRUE(connection->undo_turn());
    ASSERT_TRUE(connection->begin_turn());
    ASSERT_TRUE(sql::run(*connection, store::queries::insert_organisation,
                         OrganisationId{make_uuid({}, random)}, "kept", "other", Timestamp{}));
    ASSERT_TRUE(connection->keep_turn());
    ASSERT_TRUE(connection->commit());
    EXPECT_EQ(replayed(), 1);
}

TEST_F(JournaledConnection, RefusesARecordOfAnotherDatabase)
{
    ASSERT_TRUE(write("one"));
    connection.reset();
    const auto other = folder.path() + "/other.db";
    auto made = sql::open_sqlite(other, sql::SqliteUse::writer);
    ASSERT_TRUE(store::migrate(*made.value(), {}));
    const auto replay = store::replay_journal(*made.value(), journal(), log);
    ASSERT_TRUE(replay);
    EXPECT_NE(replay.value().damage, "");
}

}  // namespace
}  // namespace varde::test
