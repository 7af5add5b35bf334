#include "domain/lifecycle/lifecycle.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

using enum EventName;

/// A ledger written entry by entry.
struct Ledger {
    /// Person 0 is nobody.
    Ledger& add(EventName name, int report, std::uint8_t channel, std::int64_t sequence,
                int person = 1)
    {
        LedgerStep step{.position = position++,
                        .name = name,
                        .channel = {channel},
                        .sequence = sequence,
                        .actor_known = known,
                        .at = now};
        step.object.uuid.bytes[15] = std::uint8_t(report);
        step.person.uuid.bytes[0] = std::uint8_t(person);
        lifecycle.take(step);
        return *this;
    }
    Ledger& handled(int report, std::int64_t sequence)
    {
        add(report_accepted, report, 1, sequence, 0);
        for (const auto name : {delivery_opened, delivery_assessed, delivery_closed})
            add(name, report, 1, sequence);
        return *this;
    }
    /// `4 opened-first, 5 ended`
    std::string found() const
    {
        std::string text;
        for (const auto& each : lifecycle.findings())
            text += (text.empty() ? "" : ", ") + std::to_string(each.position) + " " +
                    std::string(name_of(each.rule));
        return text;
    }
    Lifecycle lifecycle;
    std::uint64_t position = 0;
    bool known = true;
    Timestamp now{1'800'000'000'000'000};
};

TEST(Lifecycle, FindsNothingInALifeAsItShouldBe)
{
    Ledger ledger;
    ledger.add(report_accepted, 1, 1, 1, 0)
        .add(access_refused, 1, 1, 1)
        .add(delivery_opened, 1, 1, 1)
        .add(delivery_read, 1, 1, 1, 2)
        .add(delivery_forwarded, 1, 1, 1)
        .add(delivery_offered, 1, 2, 1)
        .add(delivery_opened, 1, 2, 1, 3)
        .add(delivery_taken, 1, 2, 1, 3)
        .add(delivery_transferred, 1, 1, 1, 3)
        .add(delivery_assessed, 1, 2, 1, 3)
        .add(delivery_closed, 1, 2, 1, 3)
        .add(delivery_answered, 1, 2, 1, 3)
        .add(erasure_proposed, 1, 2, 1, 3)
        .add(report_erased, 1, 2, 1, 4)
        .add(notice_sent, 1, 2, 1, 0)
        .add(problem_raised, 9, 7, 1)
        .add(ledger_beat, 8, 0, 0, 0)
        .handled(2, 2);
    EXPECT_EQ(ledger.found(), "");
    const auto counts = ledger.lifecycle.counts();
    EXPECT_EQ(counts.reports, 2u);
    EXPECT_EQ(counts.deliveries, 4u);
    EXPECT_EQ(counts.channels, 3u);
    EXPECT_EQ(counts.erased, 1u);
}

TEST(Lifecycle, FindsADeliveryWithoutABeginningOrWithTwo)
{
    EXPECT_EQ(Ledger().add(delivery_opened, 1, 1, 1).found(), "0 begins");
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(report_accepted, 1, 1, 1).found(),
              "1 begins-once");
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(report_accepted, 1, 2, 1).found(),
              "1 begins-once");
    EXPECT_EQ(Ledger().add(delivery_offered, 1, 1, 1).found(), "0 begins");
}

TEST(Lifecycle, FindsAGapInAChannel)
{
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(report_accepted, 2, 1, 3).found(),
              "1 gapless");
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 2).found(), "0 gapless");
}

TEST(Lifecycle, FindsTwoReportsUnderOneNumber)
{
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(delivery_opened, 2, 1, 1).found(),
              "1 same-object");
}

TEST(Lifecycle, FindsDecisionsOnWhatNobodyHasRead)
{
    Ledger ledger;
    ledger.add(report_accepted, 1, 1, 1)
        .add(delivery_read, 1, 1, 1)
        .add(delivery_assessed, 1, 1, 1)
        .add(delivery_answered, 1, 1, 1)
        .add(delivery_closed, 1, 1, 1);
    EXPECT_EQ(ledger.found(), "1 opened-first, 2 opened-first, 3 opened-first, 4 opened-first");
    EXPECT_EQ(Ledger()
                  .add(report_accepted, 1, 1, 1)
                  .add(delivery_opened, 1, 1, 1)
                  .add(delivery_opened, 1, 1, 1)
                  .add(delivery_closed, 1, 1, 1)
                  .found(),
              "2 opened-once, 3 assessed-first");
}

TEST(Lifecycle, LetsACaseSystemReadWhatNobodyHasOpened)
{
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(delivery_read, 1, 1, 1, 0).found(), "");
}

TEST(Lifecycle, FindsMachinesInThePlaceOfPeople)
{
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(delivery_opened, 1, 1, 1, 0).found(),
              "1 by-people");
    Ledger unknown;
    unknown.known = false;
    EXPECT_EQ(unknown.add(report_accepted, 1, 1, 1, 0).add(delivery_opened, 1, 1, 1, 0).found(),
              "");
}

TEST(Lifecycle, FindsWhatIsDoneAfterTheEndOrBeforeTheTaking)
{
    EXPECT_EQ(Ledger().handled(1, 1).add(delivery_assessed, 1, 1, 1).found(), "4 ended");
    Ledger offered;
    offered.add(report_accepted, 1, 1, 1)
        .add(delivery_forwarded, 1, 1, 1)
        .add(delivery_offered, 1, 2, 1)
        .add(delivery_closed, 1, 2, 1)
        .add(delivery_returned, 1, 2, 1)
        .add(delivery_taken, 1, 2, 1);
    EXPECT_EQ(offered.found(), "3 taken-first, 5 ended");
}

TEST(Lifecycle, FindsAnErasureThatTwoPeopleDidNotDecide)
{
    EXPECT_EQ(Ledger().handled(1, 1).add(report_erased, 1, 1, 1, 2).found(), "4 two-persons");
    EXPECT_EQ(Ledger()
                  .handled(1, 1)
                  .add(erasure_proposed, 1, 1, 1, 1)
                  .add(report_erased, 1, 1, 1, 1)
                  .found(),
              "5 two-persons");
    EXPECT_EQ(Ledger()
                  .handled(1, 1)
                  .add(erasure_proposed, 1, 1, 1, 1)
                  .add(erasure_withdrawn, 1, 1, 1, 1)
                  .add(report_erased, 1, 1, 1, 2)
                  .found(),
              "6 two-persons");
}

TEST(Lifecycle, FindsAnErasureOfWhatIsUnreadOpenOrHeld)
{
    EXPECT_EQ(Ledger()
                  .add(report_accepted, 1, 1, 1)
                  .add(erasure_proposed, 1, 1, 1, 1)
                  .add(report_erased, 1, 1, 1, 2)
                  .found(),
              "2 decided-first");
    Ledger drilled;  // Ended by a machine, and closed by nobody.
    drilled.add(report_accepted, 1, 1, 1)
        .add(drill_ended, 1, 1, 1, 0)
        .add(erasure_proposed, 1, 1, 1, 1)
        .add(report_erased, 1, 1, 1, 2);
    EXPECT_EQ(drilled.found(), "3 decided-first");
    EXPECT_EQ(Ledger()
                  .handled(1, 1)
                  .add(report_held, 1, 1, 1)
                  .add(erasure_proposed, 1, 1, 1, 1)
                  .add(report_erased, 1, 1, 1, 2)
                  .found(),
              "6 not-held");
}

TEST(Lifecycle, FindsWhatIsDoneAboutAnErasedReport)
{
    Ledger ledger;
    ledger.handled(1, 1)
        .add(erasure_proposed, 1, 1, 1, 1)
        .add(report_erased, 1, 1, 1, 2)
        .add(notice_failed, 1, 1, 1, 0)
        .add(delivery_read, 1, 1, 1)
        .add(report_erased, 1, 1, 1, 2);
    EXPECT_EQ(ledger.found(), "7 after-erased, 8 after-erased");
}

TEST(Lifecycle, FindsATransferToNobody)
{
    EXPECT_EQ(Ledger().add(report_accepted, 1, 1, 1).add(delivery_transferred, 1, 1, 1).found(),
              "1 handed-over");
    Ledger offered;
    offered.add(report_accepted, 1, 1, 1)
        .add(delivery_forwarded, 1, 1, 1)
        .add(delivery_offered, 1, 2, 1)
        .add(delivery_transferred, 1, 1, 1);
    EXPECT_EQ(offered.found(), "3 handed-over");
    Ledger twice;
    twice.add(report_accepted, 1, 1, 1)
        .add(delivery_offered, 1, 2, 1)
        .add(delivery_taken, 1, 2, 1)
        .add(delivery_transferred, 1, 1, 1)
        .add(delivery_offered, 1, 3, 1)
        .add(delivery_transferred, 1, 2, 1);
    EXPECT_EQ(twice.found(), "5 handed-over");
}

TEST(Lifecycle, FindsAReleaseWithoutAHoldAndNeverCountsItForTheNext)
{
    Ledger ledger;
    ledger.handled(1, 1)
        .add(report_released, 1, 1, 1)
        .add(report_held, 1, 1, 1)
        .add(erasure_proposed, 1, 1, 1, 1)
        .add(report_erased, 1, 1, 1, 2);
    EXPECT_EQ(ledger.found(), "4 held-first, 7 not-held");
    Ledger unit;  // A unit's hold has a number of its own.
    unit.add(report_held, 9, 0, 0).add(report_released, 9, 0, 0).add(report_released, 9, 0, 0);
    EXPECT_EQ(unit.found(), "2 held-first");
}

TEST(Lifecycle, CountsWhatNobodyHasOpenedForSevenDays)
{
    Ledger ledger;
    ledger.add(report_accepted, 1, 1, 1).add(report_accepted, 2, 1, 2);
    ledger.add(problem_raised, 9, 7, 1).add(delivery_opened, 2, 1, 2);
    ledger.now = ledger.now.plus_seconds(7 * 24 * 3600 - 1);
    ledger.add(report_accepted, 3, 1, 3);
    EXPECT_EQ(ledger.lifecycle.counts().unopened, 0u);
    ledger.now = ledger.now.plus_seconds(3600);
    ledger.add(ledger_beat, 8, 0, 0, 0);
    EXPECT_EQ(ledger.lifecycle.counts().unopened, 1u);
    EXPECT_EQ(ledger.found(), "");
}

TEST(Lifecycle, CountsMoreThanItKeeps)
{
    Ledger ledger;
    for (std::size_t i = 0; i < Lifecycle::findings_max + 5; ++i)
        ledger.add(delivery_opened, 1, 1, 1);
    EXPECT_EQ(ledger.lifecycle.findings().size(), Lifecycle::findings_max);
    EXPECT_EQ(ledger.lifecycle.found(), Lifecycle::findings_max + 5);
}

}  // namespace
}  // namespace varde::domain
