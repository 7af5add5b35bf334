#include "domain/duty/change.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr std::int64_t hour = 3'600, day = 24 * hour;
constexpr Timestamp now{1'800'000'000'000'000};

DutyEntry entry(std::uint8_t number, std::int64_t from_seconds, std::int64_t until_seconds)
{
    DutyEntry entry{.unit = {"x.north"},
                    .planned = {now.plus_seconds(from_seconds), now.plus_seconds(until_seconds)},
                    .replaces = true,
                    .entered_at = now};
    entry.id.uuid.bytes[0] = number;
    entry.series.uuid.bytes[0] = 9;
    entry.person.uuid.bytes[0] = 7;
    return entry;
}

std::string fault(std::int64_t from_seconds, std::int64_t until_seconds)
{
    const auto checked =
        check_entry({now.plus_seconds(from_seconds), now.plus_seconds(until_seconds)}, now);
    return checked ? "" : checked.error().faults.at(0).pointer + checked.error().faults[0].detail;
}

TEST(DutyChange, StandsInItsEventWholeAndInTheClear)
{
    const auto shift = entry(1, hour, 9 * hour);
    const By leader{.role = Role::unit_leader, .unit = {"x.north"}};
    const auto event = duty_event(DutyChange::replacement_added, shift, leader, now);
    EXPECT_EQ(event.name, EventName::duty_changed);
    EXPECT_EQ(event.by, leader);
    EXPECT_TRUE(event.delivery.is_nil());
    EXPECT_EQ(entry_of(event), shift);
    EXPECT_FALSE(entry_of(duty_event(DutyChange::shift_added, shift, leader, now)).replaces);
}

TEST(DutyChange, IsKnownByItsName)
{
    for (int i = 0; i < 6; ++i)
        EXPECT_EQ(duty_change_named(name_of(DutyChange(i))), DutyChange(i));
    EXPECT_EQ(duty_change_named("shift.edited"), std::nullopt);
}

TEST(DutyChange, IsRefusedForTimesThatCannotBe)
{
    EXPECT_EQ(fault(hour, 2 * hour), "");
    EXPECT_EQ(fault(-hour, hour), "") << "it has begun, but is not over";
    EXPECT_EQ(fault(hour, hour + 31 * day), "");
    EXPECT_EQ(fault(hour, hour), "/untilmust be after from");
    EXPECT_EQ(fault(2 * hour, hour), "/untilmust be after from");
    EXPECT_EQ(fault(hour, hour + 31 * day + 1), "/untilmust be at most 31 days after from");
    EXPECT_EQ(fault(-2 * hour, 0), "/untilis over already: who was on duty then stays as it was");
    EXPECT_EQ(fault(800 * day, 801 * day), "/fromlies more than two years ahead");
}

TEST(DutyChange, OverlapsWhatTheSamePersonHasAndNothingElse)
{
    auto other = entry(2, hour, 2 * hour);
    other.person.uuid.bytes[0] = 8;
    auto cancelled = entry(3, hour, 2 * hour);
    cancelled.cancelled_at = now;
    const std::vector<DutyEntry> entries{other, cancelled, entry(4, 2 * hour, 3 * hour)};
    EXPECT_EQ(overlapping(entries, entry(5, hour, 2 * hour)), nullptr) << "they only touch";
    EXPECT_EQ(overlapping(entries, entry(5, hour, 2 * hour + 1)), &entries[2]);
    EXPECT_EQ(overlapping(entries, entry(5, 3 * hour, 4 * hour)), nullptr);
}

}  // namespace
}  // namespace varde::domain
