#include "domain/duty/duty.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

PersonId person(std::uint8_t number)
{
    PersonId id;
    id.uuid.bytes[0] = number;
    return id;
}
const PersonId anna = person(1), berit = person(2), carl = person(3);

/// An instant of 2027 from `03-22T08:00Z` or with an offset.
Timestamp at(const std::string& text)
{
    const auto zone = text.find_first_of("Z+", 6);
    return parse_rfc3339("2027-" + text.substr(0, zone) + ":00" + text.substr(zone)).value();
}
Span span(const std::string& from, const std::string& until) { return {at(from), at(until)}; }

Shift shift(PersonId who, const Span& when, bool replaces = false)
{
    static std::uint8_t number = 0;
    Shift shift{.person = who, .span = when, .replaces = replaces};
    shift.id.uuid.bytes[15] = ++number;
    return shift;
}

using People = std::vector<PersonId>;
using Spans = std::vector<Span>;

TEST(Span, LeavesWhatNothingCovers)
{
    const auto day = span("03-22T08:00Z", "03-22T16:00Z");
    EXPECT_EQ(without(day, {}), Spans{day});
    EXPECT_EQ(without(day, {day}), Spans{});
    EXPECT_EQ(without(day, {span("03-21T00:00Z", "03-23T00:00Z")}), Spans{});
    EXPECT_EQ(without(day, {span("03-21T08:00Z", "03-21T16:00Z")}), Spans{day});
    EXPECT_EQ(without(day, {span("03-22T16:00Z", "03-22T17:00Z")}), Spans{day});
    EXPECT_EQ(
        without(day, {span("03-22T12:00Z", "03-22T14:00Z"), span("03-22T07:00Z", "03-22T09:00Z"),
                      span("03-22T13:00Z", "03-22T13:30Z")}),
        (Spans{span("03-22T09:00Z", "03-22T12:00Z"), span("03-22T14:00Z", "03-22T16:00Z")}));
}

TEST(OnDuty, IsWhoHasAShiftFromItsFirstInstantUntilJustBeforeItsLast)
{
    const Rota rota{{shift(anna, span("03-22T08:00Z", "03-22T12:00Z"))}, {}};
    EXPECT_EQ(on_duty(rota, {at("03-22T08:00Z").unix_us - 1}), People{});
    EXPECT_EQ(on_duty(rota, at("03-22T08:00Z")), People{anna});
    EXPECT_EQ(on_duty(rota, {at("03-22T12:00Z").unix_us - 1}), People{anna});
    EXPECT_EQ(on_duty(rota, at("03-22T12:00Z")), People{});
    EXPECT_EQ(on_duty({}, at("03-22T12:00Z")), People{});
}

TEST(OnDuty, PassesFromOneToTheNextWithoutAGapAndWithoutBoth)
{
    const Rota rota{{shift(berit, span("03-22T12:00Z", "03-22T16:00Z")),
                     shift(anna, span("03-22T08:00Z", "03-22T12:00Z"))},
                    {}};
    EXPECT_EQ(on_duty(rota, {at("03-22T12:00Z").unix_us - 1}), People{anna});
    EXPECT_EQ(on_duty(rota, at("03-22T12:00Z")), People{berit});
    EXPECT_EQ(gaps(rota, {span("03-22T08:00Z", "03-22T16:00Z")}), Spans{});
}

TEST(OnDuty, CountsEachPersonOnceAndTheEarlierShiftFirst)
{
    const auto morning = span("03-22T08:00Z", "03-22T12:00Z");
    const Rota rota{{shift(berit, span("03-22T09:00Z", "03-22T12:00Z")), shift(anna, morning),
                     shift(berit, span("03-22T10:00Z", "03-22T11:00Z"))},
                    {}};
    EXPECT_EQ(on_duty(rota, at("03-22T10:30Z")), (People{anna, berit}));
}

TEST(OnDuty, IsWhoReplacesForAsLongAsTheyDo)
{
    const Rota rota{{shift(anna, span("03-22T08:00Z", "03-22T16:00Z")),
                     shift(berit, span("03-22T10:00Z", "03-22T12:00Z"), true)},
                    {}};
    EXPECT_EQ(on_duty(rota, at("03-22T09:59Z")), People{anna});
    EXPECT_EQ(on_duty(rota, at("03-22T10:00Z")), People{berit});
    EXPECT_EQ(on_duty(rota, at("03-22T12:00Z")), People{anna});
    EXPECT_EQ(gaps(rota, {span("03-22T08:00Z", "03-22T16:00Z")}), Spans{});
}

TEST(OnDuty, IsEverybodyWhoReplacesWhereReplacementsOverlap)
{
    const Rota rota{{shift(anna, span("03-22T08:00Z", "03-22T16:00Z")),
                     shift(berit, span("03-22T10:00Z", "03-22T13:00Z"), true),
                     shift(carl, span("03-22T12:00Z", "03-22T14:00Z"), true)},
                    {}};
    EXPECT_EQ(on_duty(rota, at("03-22T12:30Z")), (People{berit, carl}));
    EXPECT_EQ(on_duty(rota, at("03-22T13:00Z")), People{carl});
    EXPECT_EQ(on_duty(rota, at("03-22T14:00Z")), People{anna});
}

TEST(OnDuty, IsNobodyOnLeaveAlsoInTheMiddleOfAShift)
{
    Rota rota{{shift(anna, span("03-22T08:00Z", "03-22T16:00Z"))},
              {{anna, span("03-22T10:00Z", "03-22T11:00Z")}}};
    EXPECT_EQ(on_duty(rota, at("03-22T10:00Z")), People{});
    EXPECT_EQ(on_duty(rota, at("03-22T11:00Z")), People{anna});
    const Spans day{span("03-22T08:00Z", "03-22T16:00Z")};
    EXPECT_EQ(gaps(rota, day), Spans{span("03-22T10:00Z", "03-22T11:00Z")});
    rota.shifts.push_back(shift(berit, span("03-22T10:30Z", "03-22T10:45Z")));
    EXPECT_EQ(gaps(rota, day),
              (Spans{span("03-22T10:00Z", "03-22T10:30Z"), span("03-22T10:45Z", "03-22T11:00Z")}));
    rota.leave.push_back({berit, span("03-01T00:00Z", "04-01T00:00Z")});
    EXPECT_EQ(gaps(rota, day), Spans{span("03-22T10:00Z", "03-22T11:00Z")});
}

TEST(OnDuty, DoesNotFallBackOnWhomAnAbsentPersonReplaces)
{
    const Rota rota{{shift(anna, span("03-22T08:00Z", "03-22T16:00Z")),
                     shift(berit, span("03-22T10:00Z", "03-22T12:00Z"), true)},
                    {{berit, span("03-22T00:00Z", "03-23T00:00Z")}}};
    EXPECT_EQ(on_duty(rota, at("03-22T11:00Z")), People{});
    EXPECT_EQ(gaps(rota, {span("03-22T08:00Z", "03-22T16:00Z")}),
              Spans{span("03-22T10:00Z", "03-22T12:00Z")});
}

TEST(Gaps, AreLookedForInStaffedHoursOnly)
{
    const Rota rota{{shift(anna, span("03-22T09:00Z", "03-23T10:00Z"))}, {}};
    EXPECT_EQ(gaps(rota, {}), Spans{});
    EXPECT_EQ(
        gaps(rota, {span("03-22T08:00Z", "03-22T15:00Z"), span("03-23T08:00Z", "03-23T15:00Z"),
                    span("03-24T08:00Z", "03-24T15:00Z")}),
        (Spans{span("03-22T08:00Z", "03-22T09:00Z"), span("03-23T10:00Z", "03-23T15:00Z"),
               span("03-24T08:00Z", "03-24T15:00Z")}));
    EXPECT_EQ(gaps({}, {span("03-22T08:00Z", "03-22T15:00Z")}),
              Spans{span("03-22T08:00Z", "03-22T15:00Z")});
}

TEST(Gaps, AreOneWhereHoursFollowUponOneAnother)
{
    EXPECT_EQ(
        gaps({}, {span("03-22T00:00Z", "03-23T00:00Z"), span("03-23T00:00Z", "03-24T00:00Z")}),
        Spans{span("03-22T00:00Z", "03-24T00:00Z")});
}

TEST(Gaps, LastAsLongAsTheNightOfTheChangeOfTimeDoes)
{
    // 28 March 2027 has no 02:30 in Oslo, 31 October has two.
    const Rota spring{{shift(anna, span("03-27T15:30+01:00", "03-28T02:00+01:00")),
                       shift(berit, span("03-28T04:00+02:00", "03-28T08:00+02:00"))},
                      {}};
    EXPECT_EQ(gaps(spring, {span("03-27T15:30+01:00", "03-28T08:00+02:00")}),
              Spans{span("03-28T01:00Z", "03-28T02:00Z")});
    const Rota autumn{{shift(anna, span("10-30T15:30+02:00", "10-31T02:30+02:00")),
                       shift(berit, span("10-31T02:30+01:00", "10-31T08:00+01:00"))},
                      {}};
    EXPECT_EQ(on_duty(autumn, at("10-31T02:30+02:00")), People{});
    EXPECT_EQ(on_duty(autumn, at("10-31T02:30+01:00")), People{berit});
    EXPECT_EQ(gaps(autumn, {span("10-30T15:30+02:00", "10-31T08:00+01:00")}),
              Spans{span("10-31T00:30Z", "10-31T01:30Z")});
}

TEST(InForce, IsNothingBeforeItWasEnteredOrAfterItWasCancelled)
{
    const auto day = span("03-22T08:00Z", "03-22T16:00Z");
    EXPECT_EQ(in_force(day, at("03-01T08:00Z"), {}), day);
    EXPECT_EQ(in_force(day, at("03-22T09:00Z"), {}), span("03-22T09:00Z", "03-22T16:00Z"));
    EXPECT_EQ(in_force(day, at("03-01T08:00Z"), at("03-22T12:00Z")),
              span("03-22T08:00Z", "03-22T12:00Z"));
    EXPECT_TRUE(in_force(day, at("03-01T08:00Z"), at("03-20T12:00Z")).empty());
    EXPECT_EQ(in_force(day, at("03-01T08:00Z"), at("03-25T12:00Z")), day);
}

}  // namespace
}  // namespace varde::domain
