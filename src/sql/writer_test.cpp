#include "sql/writer.hpp"

#include <gtest/gtest.h>

#include <future>

namespace varde::sql {
namespace {

struct Counted {
    int commits = 0, turns_undone = 0;
};

/// A connection whose commits end as the test says; it stores nothing.
class FaultyConnection final : public Connection {
public:
    explicit FaultyConnection(Counted& count) : counted(count) {}
    Counted& counted;
    std::vector<Error> next_commits;  ///< Errors of the coming commits; then they succeed.
    bool begin_fails = false;
    int turn_that_loses_all = -1;  ///< At this savepoint the engine gives up the transaction.

    Status begin() override
    {
        if (begin_fails)
            return Error{ErrorCode::unavailable, "the database cannot be reached"};
        open_ = true;
        return ok();
    }
    Status commit() override
    {
        ++counted.commits;
        if (next_commits.empty()) {
            open_ = false;
            return ok();
        }
        auto error = next_commits.front();
        next_commits.erase(next_commits.begin());
        lost_ = !error.problem.empty();
        return error;
    }
    bool lost() override { return lost_; }
    Status reconnect() override
    {
        ++reconnects;
        if (!next_reconnects.empty()) {
            auto error = next_reconnects.front();
            next_reconnects.erase(next_reconnects.begin());
            return error;
        }
        lost_ = false;
        return ok();
    }
    std::vector<Error> next_reconnects;
    int reconnects = 0;
    void rollback() noexcept override { open_ = false; }
    bool in_transaction() const override { return open_; }
    Dialect dialect() const override { return Dialect::sqlite; }
    Status begin_turn() override
    {
        if (turn_that_loses_all-- == 0) {
            open_ = false;
            return Error{ErrorCode::unavailable, "the disk is full"};
        }
        return ok();
    }
    Status keep_turn() override { return ok(); }
    Status undo_turn() override
    {
        ++counted.turns_undone;
        return ok();
    }
    Result<std::int64_t> run(const Statement&, std::span<const Parameter>, const OnRow&) override
    {
        return std::int64_t{0};
    }
    Status post(const Statement&, std::span<const Parameter>) override { return ok(); }
    Status script(std::string_view) override { return ok(); }

private:
    bool open_ = false, lost_ = false;
};

class Hooks final : public BatchHooks {
public:
    void job_begins() override {}
    void job_undone() override { ++jobs_undone; }
    Status seal(Connection&) override
    {
        return seal_fails ? Status(Error{ErrorCode::internal, "cannot seal"}) : ok();
    }
    void committed() override { ++batches_committed; }
    void undone() override { ++batches_undone; }
    Result<Fate> fate(Connection&) override { return next_fate; }
    Result<Fate> next_fate = Fate::not_stored;
    int jobs_undone = 0, batches_committed = 0, batches_undone = 0;
    bool seal_fails = false;
};

/// A decision that ends as it is told to, and its outcome.
class Told final : public Job {
public:
    Told(std::move_only_function<Status()> decide, std::promise<Status> outcome,
         Undo undo = Undo::turn, bool changes = true)
        : Job(undo), decide_(std::move(decide)), outcome_(std::move(outcome)), changes_(changes)
    {
    }
    bool changed() const override { return changes_; }
    Status decide(Connection&) override { return decide_(); }
    void done(Status outcome) override { outcome_.set_value(std::move(outcome)); }

private:
    std::move_only_function<Status()> decide_;
    std::promise<Status> outcome_;
    bool changes_;
};

struct WriterTest : testing::Test {
    WriterTest()
    {
        auto made = std::make_unique<FaultyConnection>(counted);
        connection = made.get();
        writer = std::make_unique<Writer>(
            std::move(made), hooks,
            [this](auto work) {
                commits_when_answering.push_back(counted.commits);
                work();
            },
            WriterOptions{.batch_max = 4, .queue_max = 6, .pauses = {{}, {}}});
    }
    std::future<Status> submit(std::move_only_function<Status()> decide = [] { return ok(); })
    {
        std::promise<Status> promise;
        auto future = promise.get_future();
        writer->submit(std::make_unique<Told>(std::move(decide), std::move(promise)));
        return future;
    }
    /// A decision without a savepoint that is refused, before or after its first change.
    std::future<Status> submit_refused(bool changes)
    {
        std::promise<Status> promise;
        auto future = promise.get_future();
        writer->submit(
            std::make_unique<Told>([] { return Status(Error{ErrorCode::invalid, "no"}); },
                                   std::move(promise), Undo::batch, changes));
        return future;
    }
    /// Holds the writer in a batch of its own until the promise is kept.
    std::future<Status> hold(std::promise<void>& release)
    {
        std::promise<void> begun;
        auto has_begun = begun.get_future();
        auto outcome = submit([begun = std::move(begun), go = release.get_future()]() mutable {
            begun.set_value();
            go.wait();
            return ok();
        });
        has_begun.wait();
        return outcome;
    }
    Hooks hooks;
    Counted counted;                          // The writer thread's while it runs.
    std::vector<int> commits_when_answering;  // The same.
    FaultyConnection* connection = nullptr;   // The writer's, for its thread while it runs.
    std::unique_ptr<Writer> writer;
};

const Error lost{
    .code = ErrorCode::unavailable, .message = "fsync failed", .problem = "outcome-unknown"};
const Error never{ErrorCode::internal, "this engine has no second session"};
const Error later{ErrorCode::unavailable, "the server restarts"};
const Error full{.code = ErrorCode::unavailable, .message = "the disk is full"};

TEST_F(WriterTest, LetsADecisionThatRefusesFirstHarmNoNeighbour)
{
    std::promise<void> release;
    auto held = hold(release);
    auto before = submit(), refused = submit_refused(false), after = submit();
    release.set_value();
    EXPECT_TRUE(held.get());
    EXPECT_TRUE(before.get());
    EXPECT_EQ(refused.get().error().message, "no");
    EXPECT_TRUE(after.get());
    writer.reset();
    EXPECT_EQ(hooks.jobs_undone, 1);
    EXPECT_EQ(hooks.batches_undone, 0);
}

TEST_F(WriterTest, UndoesTheBatchOfADecisionThatFailsInItsMiddle)
{
    std::promise<void> release;
    auto held = hold(release);
    auto before = submit(), broken = submit_refused(true), after = submit();
    release.set_value();
    EXPECT_TRUE(held.get());
    for (auto* job : {&before, &broken, &after}) {
        const auto outcome = job->get();
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
        EXPECT_NE(outcome.error().problem, "outcome-unknown");
    }
    EXPECT_TRUE(submit().get());  // It goes on.
    writer.reset();
    EXPECT_EQ(hooks.batches_undone, 1);
}

TEST_F(WriterTest, AnswersAfterTheCommitAndNotBefore)
{
    std::promise<void> release;
    auto first = hold(release);
    EXPECT_EQ(first.wait_for(std::chrono::seconds(0)), std::future_status::timeout);
    release.set_value();
    EXPECT_TRUE(first.get());
    writer.reset();
    EXPECT_EQ(hooks.batches_committed, 1);
    EXPECT_EQ(commits_when_answering, std::vector{1});
}

TEST_F(WriterTest, TellsABatchOfUnknownOutcomeSoAndTakesNothingMore)
{
    connection->next_commits = {lost};
    connection->next_reconnects = {never};
    auto first = submit().get();
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, ErrorCode::unavailable);
    EXPECT_EQ(first.error().problem, "outcome-unknown");
    EXPECT_NE(first.error().message.find("not known"), std::string::npos);
    EXPECT_TRUE(writer->failed());
    auto second = submit().get();
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().problem.empty());
    EXPECT_NE(second.error().message.find("Nothing was stored"), std::string::npos);
    EXPECT_EQ(hooks.batches_committed, 0);
}

TEST_F(WriterTest, RefusesWhatWaitedBehindAnUnknownOutcome)
{
    std::promise<void> release;
    auto first = hold(release);
    connection->next_commits = {lost};
    connection->next_reconnects = {never};
    std::vector<std::future<Status>> waiting;
    for (int i = 0; i < 3; ++i)
        waiting.push_back(submit());
    release.set_value();
    EXPECT_EQ(first.get().error().problem, "outcome-unknown");
    for (auto& job : waiting)
        EXPECT_TRUE(job.get().error().problem.empty());  // Never tried: nothing was stored.
    writer.reset();
    EXPECT_EQ(hooks.batches_undone, 1);
}

TEST_F(WriterTest, TellsWhatANewSessionShowsOfABatchThatWasNotConfirmed)
{
    connection->next_commits = {lost, lost};
    connection->next_reconnects = {later};
    hooks.next_fate = Fate::stored;
    EXPECT_TRUE(submit().get());
    hooks.next_fate = Fate::not_stored;
    const auto second = submit().get();
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().problem.empty());
    EXPECT_FALSE(writer->failed());
    writer.reset();
    EXPECT_EQ(hooks.batches_committed, 1);
    EXPECT_EQ(hooks.batches_undone, 1);
}

TEST_F(WriterTest, KeepsARefusalARefusalWhenItsBatchTurnsOutToBeThere)
{
    connection->next_commits = {lost};
    hooks.next_fate = Fate::stored;
    EXPECT_EQ(submit([] { return Status(Error{ErrorCode::invalid, "no"}); }).get().error().message,
              "no");
}

TEST_F(WriterTest, SaysUnknownWhenABatchLeavesNoTrace)
{
    connection->next_commits = {lost};
    hooks.next_fate = Fate::untraceable;
    EXPECT_EQ(submit().get().error().problem, "outcome-unknown");
    EXPECT_TRUE(submit().get());
}

TEST_F(WriterTest, StoresNothingUntilItKnowsWhatBecameOfTheLastBatch)
{
    connection->next_commits = {lost};
    connection->next_reconnects = {later, later, later, later};
    hooks.next_fate = Fate::stored;
    EXPECT_EQ(submit().get().error().problem, "outcome-unknown");
    EXPECT_EQ(connection->reconnects, 3);  // At once, and after each of two pauses.
    const auto second = submit().get();
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().problem.empty());  // Never tried.
    EXPECT_FALSE(writer->failed());
    EXPECT_TRUE(submit().get());
    writer.reset();
    EXPECT_EQ(hooks.batches_committed, 2);  // The first after all, and the third.
}

TEST_F(WriterTest, StopsForGoodWhenTheDatabaseIsNotAsItWasLeft)
{
    connection->next_commits = {lost};
    hooks.next_fate = Error{ErrorCode::conflict, "another process writes"};
    EXPECT_EQ(submit().get().error().problem, "outcome-unknown");
    EXPECT_TRUE(writer->failed());
    EXPECT_FALSE(submit().get());
}

TEST_F(WriterTest, SaysThatNothingWasStoredWhenTheDiskIsFullAndGoesOn)
{
    connection->next_commits = {full};
    const auto first = submit().get();
    ASSERT_FALSE(first);
    EXPECT_TRUE(first.error().problem.empty());
    EXPECT_FALSE(writer->failed());
    EXPECT_TRUE(submit().get());
    EXPECT_EQ(hooks.batches_undone, 1);
}

TEST_F(WriterTest, TellsNobodyYesWhenTheEngineGaveUpTheBatch)
{
    std::promise<void> release;
    auto first = hold(release);
    std::vector<std::future<Status>> jobs;
    for (int i = 0; i < 3; ++i)
        jobs.push_back(submit());
    connection->turn_that_loses_all = 1;  // The second of the next batch.
    release.set_value();
    EXPECT_TRUE(first.get());
    for (auto& job : jobs)
        EXPECT_FALSE(job.get());
    EXPECT_TRUE(submit().get());
}

TEST_F(WriterTest, TellsNobodyYesWhenTheBatchCannotBeSealed)
{
    hooks.seal_fails = true;
    EXPECT_FALSE(submit().get());
    EXPECT_EQ(hooks.batches_committed, 0);
    EXPECT_EQ(hooks.batches_undone, 1);
}

TEST_F(WriterTest, SurvivesATransactionThatCannotBegin)
{
    connection->begin_fails = true;
    EXPECT_FALSE(submit().get());
    EXPECT_FALSE(writer->failed());
}

TEST_F(WriterTest, UndoesARefusedTurnAlone)
{
    EXPECT_FALSE(submit([] { return Status(Error{ErrorCode::invalid, "no"}); }).get());
    writer.reset();
    EXPECT_EQ(counted.turns_undone, 1);
    EXPECT_EQ(hooks.jobs_undone, 1);
    EXPECT_EQ(hooks.batches_committed, 1);
}

TEST_F(WriterTest, RefusesBeyondItsQueueAndFinishesWhatItTook)
{
    std::promise<void> release;
    auto first = hold(release);
    std::vector<std::future<Status>> taken;
    for (int i = 0; i < 6; ++i)
        taken.push_back(submit());
    EXPECT_EQ(writer->waiting(), 6u);
    const auto refused = submit().get();  // Answered at once, while the writer is held.
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
    release.set_value();
    writer.reset();
    EXPECT_TRUE(first.get());
    for (auto& job : taken)
        EXPECT_TRUE(job.get());
    EXPECT_EQ(hooks.batches_committed, 3);  // 1, then 4, then 2.
}

TEST_F(WriterTest, RefusesWhatALastAnswerAsksForWhenItStops)
{
    struct Chain final : Job {
        Chain(Writer& to, std::promise<Status>& told) : writer(to), refused(told) {}
        Status decide(Connection&) override { return ok(); }
        void done(Status outcome) override
        {
            if (!outcome)
                return refused.set_value(std::move(outcome));
            writer.submit(std::make_unique<Chain>(writer, refused));
        }
        Writer& writer;
        std::promise<Status>& refused;
    };
    std::promise<Status> refused;
    writer->submit(std::make_unique<Chain>(*writer, refused));
    writer->stop();
    EXPECT_EQ(refused.get_future().get().error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace varde::sql
