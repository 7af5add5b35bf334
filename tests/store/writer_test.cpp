// Group commit: many decisions in one transaction, each for itself.
#include "store/simple_event.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

struct Writer : testing::Test {
    std::future<Written<std::int64_t>> accept(std::uint8_t channel, bool then_refuse = false)
    {
        return write<std::int64_t>(product.store(),
                                   [event = accepted(product, channel),
                                    then_refuse](store::Transaction& tx) -> Result<std::int64_t> {
                                       const auto sequence = TRY(append(tx, event));
                                       if (then_refuse)
                                           return Error{ErrorCode::invalid, "changed my mind"};
                                       return sequence;
                                   });
    }
    Product product;
};

TEST_F(Writer, LetsOneRefusalHarmNoNeighbour)
{
    std::vector<std::future<Written<std::int64_t>>> jobs;
    {
        HeldWriter held(product.store());
        for (int i = 0; i < 9; ++i)
            jobs.push_back(accept(1, i % 3 == 1));
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const auto written = jobs[i].get();
        if (i % 3 == 1)
            EXPECT_EQ(written.result.error().message, "changed my mind");
        else
            EXPECT_TRUE(written.result) << i;
    }
    EXPECT_EQ(product.count("report"), 6);
    EXPECT_EQ(product.count("ledger_batch"), 1);
}

TEST_F(Writer, LeavesNoGapWhereATurnWasRefused)
{
    std::vector<std::future<Written<std::int64_t>>> jobs;
    {
        HeldWriter held(product.store());
        for (const bool refused : {false, true, true, false, true, false})
            jobs.push_back(accept(1, refused));
        jobs.push_back(accept(2));
    }
    std::vector<std::int64_t> sequences;
    std::vector<std::uint64_t> positions;
    for (auto& job : jobs) {
        auto written = job.get();
        if (!written.result)
            continue;
        sequences.push_back(written.result.value());
        ASSERT_EQ(written.committed.positions.size(), 1u);
        positions.push_back(written.committed.positions.front());
    }
    EXPECT_EQ(sequences, (std::vector<std::int64_t>{1, 2, 3, 1}));
    EXPECT_EQ(positions, (std::vector<std::uint64_t>{0, 1, 2, 3}));
    EXPECT_EQ(accept(1).get().result.value(), 4);
}

TEST_F(Writer, NumbersGaplesslyAcrossManyBatches)
{
    std::vector<std::future<Written<std::int64_t>>> jobs;
    for (int round = 0; round < 10; ++round) {
        HeldWriter held(product.store());
        for (std::size_t i = 0; i < 1 + product.random.below(40); ++i)
            jobs.push_back(
                accept(std::uint8_t(product.random.below(3)), product.random.below(4) == 0));
    }
    std::size_t stored = 0;
    for (auto& job : jobs)
        stored += bool(job.get().result);
    const auto events = product.store().read(
        [](store::Reading& reading) { return reading.events_from(0, 10'000); });
    ASSERT_TRUE(events);
    ASSERT_EQ(events.value().size(), stored);
    std::map<domain::Channel, std::int64_t> last;
    for (std::size_t i = 0; i < stored; ++i) {
        const auto& event = events.value()[i];
        EXPECT_EQ(event.position, i);
        EXPECT_EQ(event.event.sequence, ++last[event.event.channel]);
    }
}

TEST_F(Writer, SeesAKeyThatWasClaimedInTheSameBatch)
{
    const store::KeyMac mac{1, 2, 3};
    const auto claim = [&](std::uint8_t number, bool then_refuse) {
        ReportId report;
        report.uuid.bytes[0] = number;
        return write<std::uint8_t>(
            product.store(), [=](store::Transaction& tx) -> Result<std::uint8_t> {
                const auto earlier = TRY(tx.claim(mac, Hash{number}, report, {}));
                if (then_refuse)
                    return Error{ErrorCode::invalid, "refused"};
                return earlier ? earlier->report.uuid.bytes[0] : std::uint8_t(0);
            });
    };
    std::vector<std::future<Written<std::uint8_t>>> jobs;
    {
        HeldWriter held(product.store());
        for (std::uint8_t i = 1; i <= 4; ++i)
            jobs.push_back(claim(i, i == 1));
    }
    EXPECT_FALSE(jobs[0].get().result);  // Its claim went with it.
    EXPECT_EQ(jobs[1].get().result.value(), 0);
    EXPECT_EQ(jobs[2].get().result.value(), 2);
    EXPECT_EQ(jobs[3].get().result.value(), 2);
}

TEST_F(Writer, AnswersEachOfABatchOnceAndWithTheSameCheckpoint)
{
    std::vector<std::future<Written<std::int64_t>>> jobs;
    {
        HeldWriter held(product.store());
        for (int i = 0; i < 5; ++i)
            jobs.push_back(accept(1));
    }
    std::set<std::string> notes;
    for (auto& job : jobs)
        notes.insert(job.get().committed.batch->note);
    EXPECT_EQ(notes.size(), 1u);
    EXPECT_NE(*notes.begin(), accept(1).get().committed.batch->note);
}

TEST_F(Writer, MakesNoCheckpointWhereNothingWasAppended)
{
    EXPECT_TRUE(
        write<Nothing>(product.store(), [](store::Transaction& tx) { return tx.touch_probe({7}); })
            .get()
            .result);
    EXPECT_FALSE(accept(1, true).get().result);
    EXPECT_EQ(product.count("ledger_batch"), 0);
    EXPECT_EQ(product.count("probe WHERE at_us = 7"), 1);
}

TEST_F(Writer, GoesOnAfterAStatementThatTheDatabaseRefused)
{
    const auto twice = accepted(product, 1);
    std::vector<std::future<Written<std::int64_t>>> jobs;
    {
        HeldWriter held(product.store());
        for (int i = 0; i < 2; ++i)
            jobs.push_back(write<std::int64_t>(
                product.store(), [twice](store::Transaction& tx) -> Result<std::int64_t> {
                    return append(tx, twice);
                }));
        jobs.push_back(accept(1));
    }
    if (engine() == sql::Dialect::sqlite) {
        EXPECT_EQ(jobs[0].get().result.value(), 1);
        EXPECT_EQ(jobs[1].get().result.error().code, ErrorCode::conflict);
        EXPECT_EQ(jobs[2].get().result.value(), 2);
    } else {  // Heard of when that turn was over: then nobody may believe that he is stored.
        for (auto& job : jobs)
            EXPECT_EQ(job.get().result.error().code, ErrorCode::unavailable);
        EXPECT_EQ(product.count("report"), 0);
        EXPECT_EQ(accept(1).get().result.value(), 1);
    }
    EXPECT_FALSE(product.store().failed());
}

}  // namespace
}  // namespace varde::test
