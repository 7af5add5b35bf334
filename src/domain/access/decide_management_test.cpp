#include "domain/access/decide.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'000'000'000};
const UnitId north{"x.north"}, south{"x.south"}, county{"x.oversight.1"};

PersonId person(std::uint8_t number)
{
    PersonId id;
    id.uuid.bytes[0] = number;
    return id;
}
const PersonId self = person(7), somebody = person(8);

Actor holding(Role role, const UnitId& unit)
{
    Actor actor{.person = self};
    actor.organisation.id.uuid.bytes[0] = 1;
    actor.grants = {{.role = role, .unit = unit, .from = {0}}};
    return actor;
}

bool may(const Actor& who, Action action, const Object& what)
{
    const auto decision = decide(who, action, what, {now});
    EXPECT_NE(decision.reason, "");
    return decision.allowed;
}

Object grant_of(const PersonId& whose, Role role, bool delegated = false)
{
    return {.unit = north,
            .unit_name = "North",
            .overseers = {county},
            .person = whose,
            .role = role,
            .delegated = delegated};
}

const Actor caseworker = holding(Role::caseworker, north);
const Actor leader = holding(Role::unit_leader, north);
const Actor director = holding(Role::director, north);
const Actor overseer_of_north = holding(Role::oversight, county);

TEST(DecideManagement, GivesARoleOnlyFromAboveIt)
{
    for (const auto action : {Action::give_access, Action::end_access}) {
        const auto as_caseworker = grant_of(somebody, Role::caseworker);
        EXPECT_TRUE(may(leader, action, as_caseworker));
        EXPECT_TRUE(may(director, action, as_caseworker));
        EXPECT_FALSE(may(caseworker, action, as_caseworker));
        EXPECT_FALSE(may(overseer_of_north, action, as_caseworker));
        EXPECT_FALSE(may(holding(Role::unit_leader, south), action, as_caseworker));
        EXPECT_FALSE(may({}, action, as_caseworker));
        EXPECT_FALSE(may(leader, action, grant_of(somebody, Role::unit_leader)));
        EXPECT_TRUE(may(director, action, grant_of(somebody, Role::unit_leader)));
        for (const auto role : {Role::director, Role::oversight, Role::sender, Role::auditor})
            EXPECT_FALSE(may(director, action, grant_of(somebody, role)));
    }
}

TEST(DecideManagement, LetsLeadersAndDirectorsPassTheirOwnRoleOn)
{
    EXPECT_TRUE(may(leader, Action::give_access, grant_of(somebody, Role::unit_leader, true)));
    EXPECT_FALSE(may(caseworker, Action::give_access, grant_of(somebody, Role::unit_leader, true)));
    EXPECT_TRUE(may(director, Action::give_access, grant_of(somebody, Role::director, true)));
    EXPECT_FALSE(may(leader, Action::give_access, grant_of(somebody, Role::director, true)));
}

TEST(DecideManagement, LetsNobodyGiveThemselvesAccessButEverybodyGiveItUp)
{
    EXPECT_FALSE(may(director, Action::give_access, grant_of(self, Role::caseworker)));
    EXPECT_FALSE(may(leader, Action::give_access, grant_of(self, Role::caseworker)));
    EXPECT_TRUE(may(caseworker, Action::end_access, grant_of(self, Role::caseworker)));
    EXPECT_FALSE(may(caseworker, Action::end_access, grant_of(self, Role::unit_leader)));
    EXPECT_FALSE(may(leader, Action::set_account, grant_of(self, Role::nobody)));
    EXPECT_TRUE(may(leader, Action::set_account, grant_of(somebody, Role::nobody)));
    EXPECT_FALSE(may(leader, Action::set_account, grant_of(somebody, Role::director)));
    EXPECT_TRUE(may(director, Action::set_account, grant_of(somebody, Role::director)));
    EXPECT_FALSE(may(caseworker, Action::set_account, grant_of(somebody, Role::nobody)));
}

TEST(DecideManagement, KeepsWhoeverIsBarredFromTheReportAwayFromIt)
{
    auto report = grant_of(somebody, Role::nobody);
    for (const auto action :
         {Action::open, Action::handle, Action::hand_on, Action::archive, Action::propose_erasure,
          Action::approve_erasure, Action::release_hold}) {
        report.barred = {somebody};
        EXPECT_TRUE(may(leader, action, report));
        report.barred = {somebody, self};
        EXPECT_FALSE(may(leader, action, report));
    }
    EXPECT_TRUE(may(leader, Action::list, report));
}

TEST(DecideManagement, LetsSomebodyElseLiftAConflict)
{
    EXPECT_TRUE(may(caseworker, Action::declare_conflict, grant_of(somebody, Role::nobody)));
    EXPECT_TRUE(may(leader, Action::lift_conflict, grant_of(somebody, Role::nobody)));
    EXPECT_FALSE(may(leader, Action::lift_conflict, grant_of(self, Role::nobody)));
    EXPECT_FALSE(may(caseworker, Action::lift_conflict, grant_of(somebody, Role::nobody)));
}

TEST(DecideManagement, NeedsTwoPersonsToErase)
{
    EXPECT_TRUE(may(caseworker, Action::propose_erasure, grant_of({}, Role::nobody)));
    EXPECT_FALSE(may(caseworker, Action::approve_erasure, grant_of(self, Role::nobody)));
    EXPECT_TRUE(may(caseworker, Action::approve_erasure, grant_of(somebody, Role::nobody)));
    EXPECT_FALSE(may(director, Action::approve_erasure, grant_of(somebody, Role::nobody)));
    EXPECT_FALSE(may(overseer_of_north, Action::approve_erasure, grant_of(somebody, Role::nobody)));
}

TEST(DecideManagement, LetsOversightHoldAndReleaseButNotRead)
{
    EXPECT_TRUE(may(overseer_of_north, Action::place_hold, grant_of({}, Role::nobody)));
    EXPECT_TRUE(may(overseer_of_north, Action::release_hold, grant_of({}, Role::nobody)));
    EXPECT_FALSE(may(overseer_of_north, Action::open, grant_of({}, Role::nobody)));
    EXPECT_TRUE(may(caseworker, Action::place_hold, grant_of({}, Role::nobody)));
    EXPECT_FALSE(may(caseworker, Action::release_hold, grant_of({}, Role::nobody)));
    EXPECT_FALSE(may(director, Action::place_hold, grant_of({}, Role::nobody)));
}

TEST(DecideManagement, LetsThoseWhoAnswerForAUnitAskSendersToSendAgain)
{
    EXPECT_TRUE(may(leader, Action::ask_resend, grant_of({}, Role::nobody)));
    EXPECT_TRUE(may(director, Action::ask_resend, grant_of({}, Role::nobody)));
    EXPECT_TRUE(may(overseer_of_north, Action::ask_resend, grant_of({}, Role::nobody)));
    EXPECT_FALSE(may(caseworker, Action::ask_resend, grant_of({}, Role::nobody)));
}

TEST(DecideManagement, IsForPersonsOnly)
{
    Actor system = leader;
    system.person = {};
    for (const auto action : {Action::give_access, Action::set_intake, Action::run_drill,
                              Action::set_account, Action::release_hold})
        EXPECT_FALSE(may(system, action, grant_of(somebody, Role::caseworker)));
    EXPECT_TRUE(may(leader, Action::set_intake, grant_of({}, Role::nobody)));
    EXPECT_TRUE(may(director, Action::run_drill, grant_of({}, Role::nobody)));
    EXPECT_FALSE(may(caseworker, Action::set_intake, grant_of({}, Role::nobody)));
}

}  // namespace
}  // namespace varde::domain
