// Machine drills: each live unit and kind, every day, the whole route, before anybody is told.
#include "acts/check_drill.hpp"
#include "acts/drill_records.hpp"
#include "acts/end_drill.hpp"
#include "acts/problem_content.hpp"
#include "support/drills.hpp"
#include "support/staffed_unit.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct MachineDrill : StaffedUnit {
    /// The last second of the local day: by then each cell's turn has come.
    void go_to_end_of_day(int day)
    {
        product.clock.set(*parse_rfc3339("2026-11-" + std::to_string(day) + "T22:59:59Z"));
    }
    std::int64_t ended(const std::string& outcome)
    {
        return product.count("drill WHERE name = 'machine' AND outcome = '" + outcome + "'");
    }
    std::int64_t failed(const std::string& step)
    {
        return product.count("drill WHERE outcome = 'failed' AND step = '" + step + "'");
    }
    std::int64_t problems()
    {
        return product.count("problem WHERE name = 'drill_failed' AND closed_at_us IS NULL");
    }
    /// One under way, as if the server had stopped before it was looked at.
    acts::BegunDrill begin(const std::string& kind = "concern.child")
    {
        std::promise<Result<acts::DrillStart>> begun;
        acts::begin_drill(
            product.services(),
            {.unit = {"no.5001"},
             .kind = {kind},
             .claim = acts::drill_claim(product.services(), "machine", "no.5001 " + kind, {}),
             .turn_began = product.clock.now()},
            [&](auto result) { begun.set_value(std::move(result)); });
        auto result = begun.get_future().get();
        CHECK(result && result.value().begun && result.value().begun->accepted);
        return std::move(*result.value().begun);
    }
    void send_everybody_on_leave()
    {
        const auto person = [&](const std::string& login) {
            return "x'" + to_hex(people.at(login).view()) + "'";
        };
        for (const auto* login : {"anna", "berit"})
            ASSERT_TRUE(product.sql(
                "INSERT INTO leave_of_absence (id, series, unit, person_id, from_us, until_us, "
                "entered_at_us) VALUES (" +
                person(login) + ", " + person(login) + ", 'no.5001', " + person(login) +
                ", 0, 9000000000000000, 0)"));
    }
    std::string where(const acts::BegunDrill& drill)
    {
        return " WHERE report_id = x'" + to_hex(drill.plan.report.view()) + "'";
    }
};

TEST_F(MachineDrill, WalksTheRouteOfEachUnitAndKindOnceADay)
{
    hold_drills(product);
    go_to_end_of_day(23);
    hold_drills(product);
    EXPECT_EQ(ended("passed"), 3) << "one for each kind";
    EXPECT_EQ(product.count("drill_standing WHERE name = 'machine' AND outcome = 'passed'"), 3);
    hold_drills(product);
    product.reopen();
    hold_drills(product);
    EXPECT_EQ(product.count("drill"), 3);
    go_to_end_of_day(24);
    hold_drills(product);
    EXPECT_EQ(ended("passed"), 6);
    EXPECT_EQ(problems(), 0);
    EXPECT_EQ(product.count("drill_begun"), 0) << "turns are given back";
    EXPECT_EQ(product.count("organisation WHERE id NOT IN (SELECT organisation_id FROM person) AND "
                            "id NOT IN (SELECT organisation_id FROM api_key)"),
              0)
        << "invented senders go with their drills";
}

TEST_F(MachineDrill, ComesSoEarlyInTheDayThatARoundStillFindsIt)
{
    const auto midnight = parse_rfc3339("2026-11-22T23:00:00Z")->unix_us;
    std::int64_t latest = 0;
    for (std::int64_t day = 0; day < 120; ++day) {
        const Timestamp noon{midnight + (day * 24 + 12) * hours * 1'000'000};
        for (const auto* kind : {"concern.child", "concern.police"}) {
            const auto at = acts::machine_drill_at(product.services(), {"no.5001"}, {kind}, noon);
            const auto since = at.unix_us - midnight - day * days * 1'000'000;
            EXPECT_GE(since, 0);
            latest = std::max(latest, since);
        }
    }
    EXPECT_LE(latest, 23 * hours * 1'000'000);
    EXPECT_GE(latest, 20 * hours * 1'000'000) << "and not much earlier than that";
}

TEST_F(MachineDrill, AsksForTheObligationThatOpeningMeetsWhateverItIsCalled)
{
    const auto renamed =
        norway_with("", {"name = \"open\"", "name = \"open\"", "name = \"reading\""});
    const auto unopened = norway_with("", {"name = \"open\"", "met_by = [\"delivery.opened\"]",
                                           "met_by = [\"delivery.assessed\"]"});
    product.pack = &renamed;
    product.reopen();
    go_to_end_of_day(23);
    hold_drills(product);
    EXPECT_EQ(ended("passed"), 3);
    product.pack = &unopened;
    product.reopen();
    go_to_end_of_day(24);
    hold_drills(product);
    EXPECT_EQ(failed("obligation"), 3);
    product.pack = &norway();
    product.reopen();
}

TEST_F(MachineDrill, UnderWayWhileThePackChangesIsComparedWithWhatWasSent)
{
    auto other_form = norway_with("");
    for (auto& [name, form] : other_form.forms)
        form.needs_all.clear();
    auto without_kind = norway_with("");
    std::erase_if(without_kind.kinds,
                  [](const packs::Kind& kind) { return kind.name.text == "concern.child"; });
    std::int64_t passed = 0;
    for (const auto* changed : {&other_form, &without_kind}) {
        begin();
        product.pack = changed;
        product.reopen();
        hold_drills(product);
        EXPECT_EQ(product.count("drill WHERE kind = 'concern.child' AND outcome = 'passed'"),
                  ++passed);
        EXPECT_EQ(ended("failed"), 0);
        product.pack = &norway();
        product.reopen();
        product.advance(1);
    }
}

TEST_F(MachineDrill, EndsBeforeAnybodyIsTold)
{
    go_to_end_of_day(23);
    hold_drills(product);
    ASSERT_EQ(ended("passed"), 3);
    EXPECT_EQ(product.count("obligation WHERE met_at_us IS NULL AND cancelled_at_us IS NULL"), 0);
    deadlines.pass(7 * days);
    post.make_round();
    EXPECT_EQ(product.count("escalation"), 0);
    EXPECT_TRUE(mail.sent.empty());
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001").size("/items"), 0u);
    EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001&state=closed").size("/items"), 0u);
    EXPECT_EQ(anna.get("/api/v1/obligations?unit=no.5001").size("/items"), 0u);
}

TEST_F(MachineDrill, NamesTheStepThatFailed)
{
    const auto break_and_look = [&](const std::string& step, auto statement) {
        const auto drill = begin();
        ASSERT_TRUE(product.sql(statement(where(drill)))) << step;
        hold_drills(product);
        EXPECT_EQ(failed(step), 1) << step;
        EXPECT_EQ(problems(), 1);
        product.advance(1);
    };
    break_and_look("routed",
                   [](auto it) { return "UPDATE delivery SET unit = 'no.0301.01'" + it; });
    break_and_look("numbered", [](auto it) { return "UPDATE delivery SET sequence = 7" + it; });
    break_and_look("inbox", [](auto it) { return "UPDATE delivery SET place_in_line = 0" + it; });
    break_and_look("obligation", [](auto it) {
        return "UPDATE obligation SET due_us = NULL WHERE subject IN (SELECT id FROM delivery" +
               it + ")";
    });
    break_and_look("accepted", [](auto it) {
        return "UPDATE delivery SET report_id = x'00112233445566778899aabbccddeeff'" + it;
    });
}

TEST_F(MachineDrill, FailsWhereNobodyCouldOpenIt)
{
    const auto drill = begin();
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login <> 'olga'"));
    hold_drills(product);
    EXPECT_GE(failed("inbox"), 1);
    EXPECT_EQ(ended("passed"), 0);
}

TEST_F(MachineDrill, FailsWhereSomethingElseIsStoredThanWasSentOrTheProofIsNoProof)
{
    const auto drill = begin();
    const auto verdict = [&](const acts::DrillPlan& plan, const acts::AcceptedReport& accepted) {
        const auto checked = acts::check_drill(product.services(), plan, accepted);
        CHECK(checked);
        return checked.value();
    };
    EXPECT_FALSE(verdict(drill.plan, *drill.accepted));
    auto other = drill.plan;
    other.document_sha256 = {17};  // As if something else had been sent.
    EXPECT_EQ(verdict(other, *drill.accepted), domain::DrillStep::content);
    auto forged = *drill.accepted;
    forged.receipt.entry += "forged\n";
    EXPECT_EQ(verdict(drill.plan, forged), domain::DrillStep::receipt);
}

TEST_F(MachineDrill, FailsWhereNobodyIsToldWhenItIsNotOpened)
{
    const auto drill = begin();
    // Whoever reads is away, and nobody stands above them.
    ASSERT_TRUE(product.sql("UPDATE person SET disabled_at_us = 1 WHERE login IN ('lena', 'dora', "
                            "'olga')"));
    send_everybody_on_leave();
    hold_drills(product);
    EXPECT_GE(failed("ladder"), 1);
    EXPECT_EQ(ended("passed"), 0);
}

TEST_F(MachineDrill, ThatFailedIsAProblemOfTheUnitUntilOnePasses)
{
    const auto drill = begin();
    ASSERT_TRUE(product.sql("UPDATE delivery SET sequence = 7" + where(drill)));
    hold_drills(product);
    ASSERT_EQ(problems(), 1);
    const auto list = product.sign_in("lena").get("/api/v1/problems?unit=no.5001");
    EXPECT_EQ(list.text("/items/0/name"), "drill_failed");
    const auto problem = product.store().read([&](store::Reading& reading) -> Result<std::string> {
        const auto row = TRY(reading.problem_found(domain::ProblemName::drill_failed, {"no.5001"},
                                                   "machine concern.child"));
        CHECK(row);
        const auto report = domain::as_report(row->problem.id);
        const auto key = TRY(acts::report_key(product.services(), reading, report));
        return TRY(acts::read_problem_content(reading, key, row->problem.id)).text;
    });
    ASSERT_TRUE(problem);
    EXPECT_NE(problem.value().find("\"numbered\""), std::string::npos) << problem.value();
    product.advance(1);
    begin();
    hold_drills(product);
    EXPECT_EQ(problems(), 0);
}

TEST_F(MachineDrill, ThatWasCutOffBeforeItsReportBeginsAnew)
{
    const acts::DrillPlan plan{.id = {{1}},
                               .report = {make_uuid(product.clock.now(), product.random)},
                               .unit = {"no.5001"},
                               .kind = {"concern.child"},
                               .began_at = product.clock.now(),
                               .sender = {.id = {{{2}}}, .name = "Somebody"},
                               .claim = {1, 2, 3}};
    std::promise<bool> marked;
    product.store().write<Nothing>(
        [&](store::Transaction& tx) -> Status {
            TRY(tx.add_organisation(plan.sender, plan.began_at));
            store::DrillChanges changes(tx);
            TRY(changes.claim(plan.claim));
            return changes.add(acts::seal_drill(product.services(), plan));
        },
        [&](Result<Nothing> outcome, const store::Committed&) { marked.set_value(bool(outcome)); });
    ASSERT_TRUE(marked.get_future().get());
    product.reopen();
    hold_drills(product);
    EXPECT_EQ(product.count("drill WHERE ended_us IS NULL"), 1) << "it may be on its way";
    product.advance(301);
    hold_drills(product);
    EXPECT_EQ(product.count("drill WHERE ended_us IS NULL"), 0);
    EXPECT_EQ(product.count("drill_begun"), 0);
    EXPECT_EQ(product.count("organisation WHERE name = 'Somebody'"), 0);
}

TEST_F(MachineDrill, StandsInTheMetricsAndIsNoReportThere)
{
    go_to_end_of_day(23);
    hold_drills(product);
    const auto metrics = product.anyone().get("/metrics").body;
    EXPECT_NE(metrics.find("varde_drill_last_success_seconds{unit=\"no.5001\",kind=\"concern."
                           "police\",name=\"machine\"} 1795474799\n"),
              std::string::npos)
        << metrics;
    EXPECT_NE(metrics.find("varde_reports_accepted_total 0\n"), std::string::npos);
    const auto known = product.store().read([&](store::Reading& reading) -> Result<std::string> {
        const auto last = TRY(acts::last_drills(reading, {"no.5001"}, {"concern.child"}));
        return std::to_string(last.size()) + " " + last.at(0).outcome;
    });
    ASSERT_TRUE(known);
    EXPECT_EQ(known.value(), "1 passed");
}

}  // namespace
}  // namespace varde::test
