#include "domain/access/decide.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'000'000'000};
const UnitId north{"x.north"}, south{"x.south"}, county{"x.oversight.1"}, other{"x.oversight.2"};

PersonId person(std::uint8_t number)
{
    PersonId id;
    id.uuid.bytes[0] = number;
    return id;
}

Actor holding(Role role, const UnitId& unit, std::optional<Timestamp> until = {})
{
    Actor actor{.person = person(7)};
    actor.organisation.id.uuid.bytes[0] = 1;
    actor.grants = {{.role = role, .unit = unit, .from = {0}, .until = until}};
    return actor;
}

Object duty_of_north(const PersonId& whose = {})
{
    return {.unit = north, .unit_name = "North", .overseers = {county}, .person = whose};
}

bool may(const Actor& who, Action action, const Object& what)
{
    const auto decision = decide(who, action, what, {now});
    EXPECT_NE(decision.reason, "");
    return decision.allowed;
}

TEST(DecideDuty, ShowsItToThoseWhoWorkThereAndToItsOversight)
{
    const auto action = Action::watch;
    EXPECT_TRUE(may(holding(Role::caseworker, north), action, duty_of_north()));
    EXPECT_TRUE(may(holding(Role::unit_leader, north), action, duty_of_north()));
    EXPECT_TRUE(may(holding(Role::director, north), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::director, south), action, duty_of_north()));
    EXPECT_TRUE(may(holding(Role::oversight, county), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::oversight, other), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::unit_leader, south), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::caseworker, north, now), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::sender, {}), action, duty_of_north()));
    EXPECT_FALSE(may({}, action, duty_of_north()));
    const auto decision = decide(holding(Role::oversight, county), action, duty_of_north(), {now});
    EXPECT_EQ(decision.as.role, Role::oversight);
    EXPECT_EQ(decision.reason, "You have oversight of North.");
}

TEST(DecideDuty, LetsTheLeaderAloneChangeIt)
{
    const auto action = Action::plan_duty;
    EXPECT_TRUE(may(holding(Role::unit_leader, north), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::caseworker, north), action, duty_of_north(person(7))));
    EXPECT_FALSE(may(holding(Role::oversight, county), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::director, north), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::unit_leader, south), action, duty_of_north()));
    EXPECT_FALSE(may(holding(Role::unit_leader, north, now), action, duty_of_north()));
    EXPECT_FALSE(may({}, action, duty_of_north()));
}

TEST(DecideDuty, LetsPeopleEnterTheirOwnLeaveAndTheLeaderEverybodys)
{
    const auto action = Action::enter_leave;
    EXPECT_TRUE(may(holding(Role::caseworker, north), action, duty_of_north(person(7))));
    EXPECT_FALSE(may(holding(Role::caseworker, north), action, duty_of_north(person(8))));
    EXPECT_FALSE(may(holding(Role::caseworker, north), action, duty_of_north()));
    EXPECT_TRUE(may(holding(Role::unit_leader, north), action, duty_of_north(person(8))));
    EXPECT_FALSE(may(holding(Role::caseworker, south), action, duty_of_north(person(7))));
    EXPECT_FALSE(may(holding(Role::oversight, county), action, duty_of_north(person(7))));
    EXPECT_FALSE(may({}, action, duty_of_north()));
}

}  // namespace
}  // namespace varde::domain
