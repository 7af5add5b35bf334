// The heartbeat: 200 only while the server does by itself what it must.
#include "support/ledger.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Heartbeat : testing::Test {
    Heartbeat() { live(); }
    void live()
    {
        product.api().pulse().round_made(product.clock.now());
        product.api().pulse().deadlines_looked_at(product.clock.now());
    }
    Answer beat() { return product.anyone().get("/api/v1/heartbeat"); }
    /// The names of the checks that are not well.
    std::string stopped()
    {
        const auto answer = beat();
        std::string names;
        for (std::size_t i = 0; i < answer.size("/checks"); ++i) {
            const auto check = "/checks/" + std::to_string(i);
            if (!answer.flag(check + "/ok"))
                names += (names.empty() ? "" : " ") + answer.text(check + "/name");
        }
        EXPECT_EQ(answer.status, names.empty() ? 200 : 503) << answer.body;
        return names;
    }
    Product product;
};

TEST_F(Heartbeat, IsThereForAnyoneAndTellsNothingOfReportsButTheLedgersSize)
{
    auto school = product.add_sender("Example school");
    school.post("/api/v1/reports", report_to("5001"));
    const auto answer = beat();
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.number("/ledger_size"), 0) << "what is not published is not told";
    EXPECT_EQ(answer.each("/checks", "name"), "rounds deadline_clock store writer");
    EXPECT_EQ(answer.at("").size(), 3u);
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    const auto published = test::beat(product);
    school.post("/api/v1/reports", report_to("5001"));
    EXPECT_EQ(beat().number("/ledger_size"), std::int64_t(published));
}

TEST_F(Heartbeat, MakesTheWriterCommitOnceHoweverManyAsk)
{
    const auto commits_at = [&] {
        return product.count("probe WHERE at_us = " + std::to_string(product.clock.now().unix_us));
    };
    beat();
    EXPECT_EQ(commits_at(), 1);
    product.advance(1);
    EXPECT_EQ(stopped(), "");
    EXPECT_EQ(product.anyone().get("/readyz").status, 200);
    EXPECT_EQ(commits_at(), 0) << "the last is a second old";
    product.advance(1);
    EXPECT_EQ(stopped(), "");
    EXPECT_EQ(commits_at(), 1);
}

TEST_F(Heartbeat, NamesWhatHasStopped)
{
    EXPECT_EQ(stopped(), "");
    product.advance(60);
    EXPECT_EQ(stopped(), "");
    product.advance(1);
    EXPECT_EQ(stopped(), "deadline_clock");
    product.advance(1'800);
    EXPECT_EQ(stopped(), "rounds deadline_clock");
    live();
    EXPECT_EQ(stopped(), "");
}

TEST_F(Heartbeat, IsNotThereBeforeTheFirstRound)
{
    product.reopen();
    EXPECT_EQ(stopped(), "rounds deadline_clock");
}

TEST_F(Heartbeat, StopsInRecoveryMode)
{
    product.store().enter_recovery({store::Recovery::Cause::tree_damaged, "For this test"});
    EXPECT_EQ(stopped(), "store writer");
}

}  // namespace
}  // namespace varde::test
