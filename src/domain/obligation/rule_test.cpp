#include "domain/obligation/rule.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

Timestamp t(std::int64_t hour) { return Timestamp{}.plus_seconds(hour * 3600); }

const Rule review{.name = "review",
                  .starts = {"report.accepted", "delivery.offered"},
                  .met_by = {"delivery.assessed"},
                  .needs = {"immediate_follow_up_judged"},
                  .cancelled_by = {"delivery.transferred"}};
const Rule answer{.name = "answer",
                  .starts = {"report.accepted"},
                  .met_by = {"delivery.answered"},
                  .condition = {.unless = {"reporter_anonymous"}}};
const Rule months_3{.name = "investigation",
                    .starts = {"investigation.opened"},
                    .met_by = {"investigation.concluded"},
                    .condition = {.unless = {"special_case"}}};
const Rule months_6{.name = "investigation_special",
                    .starts = {"investigation.opened"},
                    .met_by = {"investigation.concluded"},
                    .condition = {.when = {"special_case"}}};

std::vector<std::string> names(const std::vector<Owed>& all)
{
    std::vector<std::string> list;
    for (const Owed& owed : all)
        list.push_back(owed.rule);
    return list;
}

using Names = std::vector<std::string>;

TEST(Rules, StartWithAnEventAndAreMetByAnother)
{
    const Occasion accepted{"report.accepted", t(0), {{"reporter_anonymous", false}}};
    const auto first = changes_by({review, answer}, {}, accepted);
    EXPECT_EQ(names(first.started), (Names{"review", "answer"}));
    EXPECT_EQ(first.started[0].since, t(0));
    EXPECT_TRUE(first.started[1].assumed.empty());

    const std::vector history{accepted};
    const auto answered = changes_by({review, answer}, history, {"delivery.answered", t(5), {}});
    EXPECT_EQ(names(answered.met), (Names{"answer"}));
    EXPECT_EQ(answered.met[0].met_at, t(5));
    EXPECT_TRUE(answered.started.empty());
    EXPECT_TRUE(answered.cancelled.empty());
}

TEST(Rules, AreNotMetByAnAssessmentThatLeavesTheJudgementOut)
{
    const std::vector<Occasion> history{{"report.accepted", t(0), {}}};
    for (const KnownFacts& facts :
         {KnownFacts{}, KnownFacts{{"immediate_follow_up_judged", false}}}) {
        const auto changes = changes_by({review}, history, {"delivery.assessed", t(2), facts});
        EXPECT_TRUE(changes.met.empty());
    }
    const auto changes = changes_by(
        {review}, history, {"delivery.assessed", t(2), {{"immediate_follow_up_judged", true}}});
    EXPECT_EQ(names(changes.met), (Names{"review"}));
}

TEST(Rules, AreCancelledByAnEventAndNotBroughtBackByAFact)
{
    std::vector<Occasion> history{{"report.accepted", t(0), {}}};
    const Occasion transferred{"delivery.transferred", t(3), {}};
    EXPECT_EQ(names(changes_by({review}, history, transferred).cancelled), (Names{"review"}));
    history.push_back(transferred);
    const auto after = changes_by({review}, history, {"delivery.read", t(4), {{"urgent", true}}});
    EXPECT_TRUE(after.started.empty());
    EXPECT_EQ(owed_after({review}, history).front().cancelled_at, t(3));
}

TEST(Rules, TakeADutyToExistUntilAFactSaysOtherwise)
{
    const std::vector<Occasion> history{{"report.accepted", t(0), {}}};
    const auto owed = owed_after({answer}, history);
    ASSERT_EQ(owed.size(), 1U);
    EXPECT_EQ(owed[0].assumed, (Names{"reporter_anonymous"}));
    const auto known =
        changes_by({answer}, history, {"delivery.opened", t(1), {{"reporter_anonymous", true}}});
    EXPECT_EQ(names(known.cancelled), (Names{"answer"}));
}

TEST(Rules, GoOverToTheLongerLimitFromTheSameStart)
{
    const std::vector<Occasion> history{{"investigation.opened", t(0), {{"special_case", false}}}};
    EXPECT_EQ(names(owed_after({months_3, months_6}, history)), (Names{"investigation"}));
    const auto changes = changes_by({months_3, months_6}, history,
                                    {"delivery.read", t(900), {{"special_case", true}}});
    EXPECT_EQ(names(changes.cancelled), (Names{"investigation"}));
    EXPECT_EQ(names(changes.started), (Names{"investigation_special"}));
    EXPECT_EQ(changes.started[0].since, t(0));
}

TEST(Rules, SeeThatSomethingWasDoneBeforeItsDutyBecameKnown)
{
    const std::vector<Occasion> history{
        {"investigation.opened", t(0), {{"special_case", false}}},
        {"investigation.concluded", t(5), {}},
        {"delivery.read", t(6), {{"special_case", true}}},
    };
    const auto owed = owed_after({months_6}, history);
    ASSERT_EQ(owed.size(), 1U);
    EXPECT_EQ(owed[0].since, t(0));
    EXPECT_EQ(owed[0].met_at, t(5));
}

TEST(Rules, KeepTheirFirstStartWhileTheyRunAndStartAnewAfterTheyAreMet)
{
    const Rule hold{
        .name = "answer", .starts = {"report.accepted"}, .met_by = {"delivery.answered"}};
    const std::vector<Occasion> history{{"report.accepted", t(0), {}},
                                        {"report.accepted", t(1), {}},
                                        {"delivery.answered", t(2), {}},
                                        {"report.accepted", t(3), {}}};
    const auto owed = owed_after({hold}, history);
    ASSERT_EQ(owed.size(), 2U);
    EXPECT_EQ(owed[0].since, t(0));
    EXPECT_EQ(owed[0].met_at, t(2));
    EXPECT_EQ(owed[1].since, t(3));
    EXPECT_FALSE(owed[1].met_at);
}

TEST(Rules, MayStartAnewWithWhatMeetsThem)
{
    const Rule again{.name = "review",
                     .starts = {"report.accepted", "delivery.assessed"},
                     .met_by = {"delivery.assessed"}};
    const std::vector<Occasion> history{{"report.accepted", t(0), {}},
                                        {"delivery.assessed", t(2), {}},
                                        {"delivery.assessed", t(5), {}}};
    const auto owed = owed_after({again}, history);
    ASSERT_EQ(owed.size(), 3U);
    EXPECT_EQ(owed[0].met_at, t(2));
    EXPECT_EQ(owed[1].since, t(2));
    EXPECT_EQ(owed[1].met_at, t(5));
    EXPECT_EQ(owed[2].since, t(5));
    EXPECT_FALSE(owed[2].met_at);
}

TEST(Rules, HoldForWhatStartsWhileTheyAreInForce)
{
    Rule older = answer, newer = answer;
    older.from = t(10);
    older.to = newer.from = t(20);
    older.source = "old";
    const RuleSet rules{older, newer};
    const auto since = [&](std::int64_t hour) {
        return owed_after(rules, std::vector<Occasion>{{"report.accepted", t(hour), {}}}).size();
    };
    EXPECT_EQ(since(9), 0U);
    EXPECT_EQ(since(10), 1U);
    EXPECT_EQ(since(20), 1U);
    // Begun under the old version, still running under the new one: one duty, not two.
    const std::vector<Occasion> twice{{"report.accepted", t(19), {}},
                                      {"report.accepted", t(21), {}}};
    EXPECT_EQ(owed_after(rules, twice).size(), 1U);
}

TEST(Rules, SweptOverThePastBringMissedDutiesWithTheirOriginalStart)
{
    const std::vector<Occasion> history{{"report.accepted", t(0), {}},
                                        {"delivery.opened", t(1), {}}};
    const auto changes =
        between(owed_after({review}, history), owed_after({review, answer}, history));
    EXPECT_EQ(names(changes.started), (Names{"answer"}));
    EXPECT_EQ(changes.started[0].since, t(0));
}

TEST(Rules, FollowTheDanishActionPlanThroughASentence)
{
    const Rule plan{.name = "action_plan",
                    .starts = {"prison.admitted"},
                    .met_by = {"action_plan.made"},
                    .condition = {.unless = {"sentence_of_4_months_or_less"},
                                  .but_still_if = {"under_18", "without_housing"}}};
    std::vector<Occasion> history{{"prison.admitted",
                                   t(0),
                                   {{"sentence_of_4_months_or_less", true},
                                    {"under_18", false},
                                    {"without_housing", false}}}};
    EXPECT_TRUE(owed_after({plan}, history).empty());
    const Occasion lost_flat{"delivery.read", t(50), {{"without_housing", true}}};
    const auto changes = changes_by({plan}, history, lost_flat);
    ASSERT_EQ(changes.started.size(), 1U);
    EXPECT_EQ(changes.started[0].since, t(0));
    history.push_back(lost_flat);
    const auto housed =
        changes_by({plan}, history, {"delivery.read", t(60), {{"without_housing", false}}});
    EXPECT_EQ(names(housed.cancelled), (Names{"action_plan"}));
}

TEST(Rules, KnowTheOccasionsThatTheyMayName)
{
    EXPECT_TRUE(is_occasion("report.accepted"));
    EXPECT_TRUE(is_occasion("prison.admitted"));
    EXPECT_FALSE(is_occasion("report.accept"));
    for (const Debtor debtor : {Debtor::unit, Debtor::guard, Debtor::sender})
        EXPECT_EQ(debtor_named(name_of(debtor)), debtor);
    EXPECT_FALSE(debtor_named("boss"));
}

}  // namespace
}  // namespace varde::domain
