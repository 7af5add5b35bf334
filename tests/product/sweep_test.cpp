// Rules that change are swept over the past: what was missed appears, with its original start.
#include "acts/sweep_obligations.hpp"
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// A rule that did not exist while the reports were handled.
const std::string quick_answer = R"(
[[rules]]
name = "answer_quickly"
title.nb = "Svare melderen raskt"
title.en = "Answer the reporter quickly"
starts = ["report.accepted"]
unless = ["reporter_anonymous"]
met_by = ["delivery.answered"]
cancelled_by = ["delivery.transferred"]
limit = "72 hours"
ladder = "answer"
owed_by = "unit"
source = "A new law"
from = "2026-11-25"
)";
constexpr std::int64_t in_force_us = 1'795'561'200'000'000;  // 2026-11-25 00:00 in Norway.
constexpr std::int64_t limit_us = 72ll * 3'600 * 1'000'000;

struct Sweep : testing::Test {
    Sweep()
    {
        product.add_caseworker("no.5001", "anna");
        product.add_caseworker("no.1103", "berit");
    }
    /// Some weeks in which reports come and are answered soon, late, never, or handed on.
    void live(int reports)
    {
        for (int i = 0; i < reports; ++i) {
            const auto sent = school.post("/api/v1/reports", report_to("5001"));
            ASSERT_EQ(sent.status, 201);
            const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
            const auto anna = product.sign_in("anna");
            anna.post(delivery + "/open", "{}");
            if (i % 5 == 3) {
                anna.post(delivery + "/forward", R"({"unit":"no.1103","reason":"There."})");
                const auto berit = product.sign_in("berit");
                const auto inbox = berit.get("/api/v1/inbox?unit=no.1103");
                berit.post("/api/v1/deliveries/" + inbox.text("/items/0/delivery_id") + "/take",
                           "{}");
            }
            product.advance(std::int64_t(i % 4) * 30 * 3'600);  // Up to 90 hours.
            if (i % 3 != 0)
                product.sign_in("anna").post(delivery + "/answer", R"({"message":"Thanks."})");
            product.advance(5 * 3'600);
        }
    }
    acts::Swept sweep(bool dry_run = false)
    {
        const auto swept = acts::sweep_obligations(product.services(), {.dry_run = dry_run});
        EXPECT_TRUE(swept);
        return swept ? swept.value() : acts::Swept{};
    }
    /// Counted from the bare events, without any of the code that sweeps: which acceptances of a
    /// time when the rule was in force were not answered within its limit.
    std::int64_t missed_by_brute_force()
    {
        return product.count(
            "event a WHERE a.name = 'report.accepted' AND a.at_us >= " +
            std::to_string(in_force_us) +
            " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.delivery_id = a.delivery_id"
            " AND e.name IN ('delivery.answered', 'delivery.transferred')"
            " AND e.at_us <= a.at_us + " +
            std::to_string(limit_us) + ")");
    }
    Product product;
    Caller school = product.add_sender("Example school");
    const packs::Pack stricter = norway_with(quick_answer);
};

TEST_F(Sweep, FindsExactlyWhatABruteForceCountFinds)
{
    live(60);
    product.pack = &stricter;
    product.reopen();
    const auto expected = missed_by_brute_force();
    EXPECT_GT(expected, 5);
    const auto seen = sweep(true);
    EXPECT_EQ(seen.missed, expected);
    EXPECT_EQ(product.count("obligation WHERE rule = 'answer_quickly'"), 0);  // Only looked.
    const auto swept = sweep();
    EXPECT_EQ(swept.missed, expected);
    EXPECT_EQ(swept.started, product.count("obligation WHERE rule = 'answer_quickly'"));
    // Each with its original start, which is its report's acceptance.
    EXPECT_EQ(product.count("obligation o JOIN event a ON a.delivery_id = o.subject"
                            " AND a.name = 'report.accepted' AND a.at_us = o.since_us"
                            " WHERE o.rule = 'answer_quickly'"),
              swept.started);
}

TEST_F(Sweep, DoesNothingTwiceAndNothingWhereRulesAreAsTheyWere)
{
    live(12);
    EXPECT_EQ(sweep().started, 0);
    const auto changed = acts::rules_have_changed(product.services());
    ASSERT_TRUE(changed);
    EXPECT_FALSE(changed.value());
    product.pack = &stricter;
    product.reopen();
    EXPECT_TRUE(acts::rules_have_changed(product.services()).value());
    EXPECT_GT(sweep().started, 0);
    EXPECT_EQ(sweep().started, 0);
    EXPECT_FALSE(acts::rules_have_changed(product.services()).value());
}

TEST_F(Sweep, ReopensWhatWouldNotHaveMetARuleAndLooksAtLaddersAnew)
{
    const auto sent = school.post("/api/v1/reports", report_to("5001"));
    const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    const auto anna = product.sign_in("anna");
    anna.post(delivery + "/open", "{}");
    EXPECT_EQ(product.count("obligation WHERE rule = 'open' AND met_at_us IS NULL"), 0);
    const auto stricter_open = norway_with("", {"name = \"open\"", "met_by = [\"delivery.opened\"]",
                                                "met_by = [\"delivery.assessed\"]"});
    product.pack = &stricter_open;
    product.reopen();
    EXPECT_EQ(sweep().missed, 1);
    EXPECT_EQ(product.count("obligation WHERE rule = 'open' AND met_at_us IS NULL"), 1);
    EXPECT_EQ(product.count("obligation WHERE rule <> 'open' AND wake_us > " +
                            std::to_string(product.clock.now().unix_us)),
              0);
}

TEST_F(Sweep, EndsWhenItIsToldToAndGoesOnTheNextTime)
{
    live(3);
    product.pack = &stricter;
    product.reopen();
    const auto cut = acts::sweep_obligations(product.services(), {.stopped = [] { return true; }});
    EXPECT_FALSE(cut);
    EXPECT_TRUE(acts::rules_have_changed(product.services()).value());
    sweep();
    EXPECT_FALSE(acts::rules_have_changed(product.services()).value());
}

TEST_F(Sweep, BringsProblemsInLineToo)
{
    ASSERT_EQ(
        product.anyone().post("/api/v1/problems", R"({"text":"No.","unit":"no.5001"})").status,
        201);
    const auto later = norway_with(R"(
[[rules]]
name = "look_at_problem"
title.nb = "Se på det"
title.en = "Look at it"
starts = ["problem.raised"]
met_by = ["problem.closed"]
limit = "24 hours"
ladder = "problem"
owed_by = "unit"
source = "A new rule"
from = "2026-01-01"
)");
    product.pack = &later;
    product.reopen();
    EXPECT_EQ(sweep().started, 1);
    EXPECT_EQ(product.count("obligation WHERE rule = 'look_at_problem' AND due_us IS NOT NULL"), 1);
}

TEST_F(Sweep, LetsFallAwayWhatNoRuleDemandsAnyMore)
{
    product.pack = &stricter;
    product.reopen();
    product.advance(5 * 86'400);
    const auto sent = school.post("/api/v1/reports", report_to("5001"));
    ASSERT_EQ(sent.status, 201);
    EXPECT_EQ(product.count("obligation WHERE rule = 'answer_quickly' AND wake_us IS NOT NULL"), 1);
    product.pack = &norway();
    product.reopen();
    EXPECT_EQ(sweep().ended, 1);
    EXPECT_EQ(product.count("obligation WHERE rule = 'answer_quickly' AND wake_us IS NOT NULL"), 0);
    EXPECT_EQ(product.event_count(domain::EventName::obligation_swept), 1u);
}

}  // namespace
}  // namespace varde::test
