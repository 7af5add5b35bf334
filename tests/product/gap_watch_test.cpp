// Nobody on duty at a time to come is a problem a week ahead, until it is filled.
#include "acts/problem_content.hpp"
#include "acts/watch_duty.hpp"
#include "support/product.hpp"
#include "support/rota.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

/// Monday 23 November 2026, 10:00 in Norway.
struct GapWatch : testing::Test {
    std::size_t look() { return look_for_gaps(product); }
    std::int64_t standing(const std::string& unit = "no.5001")
    {
        return product.count(
            "problem WHERE name = 'duty_gap' AND closed_at_us IS NULL AND unit = '" + unit + "'");
    }
    std::int64_t ever() { return product.count("problem WHERE name = 'duty_gap'"); }
    std::string text()
    {
        auto read = product.store().read([&](store::Reading& reading) -> Result<std::string> {
            const auto row =
                TRY(reading.problem_found(domain::ProblemName::duty_gap, {"no.5001"}, {}));
            CHECK(row);
            const auto id = row->problem.id;
            const auto key =
                TRY(acts::report_key(product.services(), reading, domain::as_report(id)));
            return TRY(acts::read_problem_content(reading, key, id)).text;
        });
        return read ? read.value() : read.error().message;
    }
    /// Lena has every shift herself.
    void enter(const std::string& from, const std::string& until)
    {
        rota.enter("no.5001", lena, from, until);
    }
    Product product;
    RotaKeeper rota{product};
    const PersonId lena = rota.add_leader("no.5001", "lena");
};

TEST_F(GapWatch, TellsOfARotaThatWasNeverFilledAtOnceAndOnce)
{
    EXPECT_EQ(look(), 1u);
    EXPECT_EQ(look(), 0u);
    product.advance(86'400);
    EXPECT_EQ(look(), 0u);
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(ever(), 1);
    EXPECT_EQ(text(),
              "Ingen har vakt i Barnevernstjenesten i Trondheim kommune fra mandag 23. "
              "november 2026 kl. 10.00 til mandag 23. november 2026 kl. 15.30. Det er 10 hull "
              "til de neste 14 dagene.");
}

TEST_F(GapWatch, TellsAWeekAheadAndNotEarlier)
{
    enter("2026-11-23T10:00+01:00", "2026-12-02T08:00+01:00");
    EXPECT_EQ(ever(), 0);
    product.clock.set(*parse_rfc3339("2026-11-25T06:59:59Z"));
    EXPECT_EQ(look(), 0u);
    product.advance(1);  // In a week's time it is Wednesday, 08:00.
    EXPECT_EQ(look(), 1u);
    EXPECT_EQ(standing(), 1);
    EXPECT_NE(text().find("fra onsdag 2. desember 2026 kl. 08.00"), std::string::npos) << text();
}

TEST_F(GapWatch, TakesItBackAsSoonAsTheGapIsFilled)
{
    EXPECT_EQ(look(), 1u);
    enter("2026-11-23T10:00+01:00", "2026-11-27T15:30+01:00");
    EXPECT_EQ(standing(), 1) << "Monday is missing still";
    enter("2026-11-27T15:30+01:00", "2026-12-27T15:30+01:00");
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(ever(), 1);
    EXPECT_EQ(look(), 0u);
}

TEST_F(GapWatch, TellsAtOnceWhenLeaveOrCancellingMakesAGap)
{
    enter("2026-11-23T10:00+01:00", "2026-12-23T15:30+01:00");
    const auto leader = product.sign_in("lena");
    const auto leave =
        leader.post("/api/v1/duty/leave",
                    entry_json("no.5001", lena, "2026-11-25T12:00+01:00", "2026-11-25T13:00+01:00",
                               R"("override_reason":"For this test")"));
    ASSERT_EQ(leave.status, 201);
    EXPECT_EQ(standing(), 1);
    EXPECT_NE(text().find("fra onsdag 25. november 2026 kl. 12.00 til onsdag 25. november 2026 kl. "
                          "13.00."),
              std::string::npos)
        << text();
    leader.remove("/api/v1/duty/leave/" + leave.text("/id"));
    EXPECT_EQ(standing(), 0);
    const auto shifts = leader.get("/api/v1/duty?unit=no.5001");
    leader.remove("/api/v1/duty/shifts/" + shifts.text("/shifts/0/id"));
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(ever(), 2);
}

TEST_F(GapWatch, LooksAtUnitsThatSomebodyUses)
{
    product.add_caseworker("no.guard.trondheim", "vera", {{"concern.police"}});
    rota.add_oversight("no.oversight.50", "trond");
    EXPECT_EQ(look(), 2u);
    EXPECT_EQ(standing("no.guard.trondheim"), 1) << "a guard is never closed";
    EXPECT_EQ(ever(), 2);
}

TEST_F(GapWatch, LooksAtTheOthersWhereOneUnitFails)
{
    product.add_caseworker("no.guard.trondheim", "vera", {{"concern.police"}});
    ASSERT_TRUE(product.sql("CREATE UNIQUE INDEX only_one ON problem (name)"));
    std::promise<bool> done;
    acts::watch_duty(product.services(),
                     [&](Result<std::size_t> told) { done.set_value(bool(told)); });
    EXPECT_FALSE(done.get_future().get());
    EXPECT_EQ(ever(), 1) << "one could not be told of, the other was";
    ASSERT_TRUE(product.sql("DROP INDEX only_one"));
    EXPECT_EQ(look(), 1u);
    EXPECT_EQ(ever(), 2);
}

TEST_F(GapWatch, LetsAPersonPutItAsideForAWeek)
{
    EXPECT_EQ(look(), 1u);
    const auto closed = product.store().read([&](store::Reading& reading) {
        return reading.problem_found(domain::ProblemName::duty_gap, {"no.5001"}, {});
    });
    ASSERT_TRUE(closed && closed.value());
    const domain::By by{.role = domain::Role::unit_leader, .unit = {"no.5001"}, .person = lena};
    std::promise<Status> done;
    product.store().write<Nothing>(
        [&](store::Transaction& tx) -> Status {
            const auto& problem = closed.value()->problem;
            const auto key =
                TRY(acts::report_key(product.services(), tx, domain::as_report(problem.id)));
            auto event = TRY(domain::close(problem, by, product.clock.now(), {}));
            return tx.append(std::move(event), key, product.random);
        },
        [&](Result<Nothing> outcome, const store::Committed&) { done.set_value(outcome); });
    ASSERT_TRUE(done.get_future().get());
    EXPECT_EQ(look(), 0u);
    product.advance(7 * 86'400 - 1);
    EXPECT_EQ(look(), 0u);
    product.advance(1);
    EXPECT_EQ(look(), 1u);
    EXPECT_EQ(standing(), 1);
}

}  // namespace
}  // namespace varde::test
