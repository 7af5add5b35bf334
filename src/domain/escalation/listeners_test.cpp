#include "domain/escalation/listeners.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'800'000'000'000'000};
const UnitId here{"no.1103"}, elsewhere{"no.1106"}, county{"no.oversight.11"};

PersonId person(std::uint8_t number)
{
    PersonId id;
    id.uuid.bytes.back() = number;
    return id;
}
const PersonId anna = person(1), bo = person(2), cato = person(3), dina = person(4),
               even = person(5), frida = person(6);

StaffGrant grant(const PersonId& who, Role role, const UnitId& unit,
                 std::vector<KindName> kinds = {})
{
    return {who, {.role = role, .unit = unit, .kinds = std::move(kinds), .from = {0}}};
}

/// Anna and Bo read, Cato leads, Dina directs, Even oversees; Anna is on duty.
Staff staff()
{
    return {.unit = here,
            .kind = {"concern.child"},
            .grants = {grant(bo, Role::caseworker, here), grant(anna, Role::caseworker, here),
                       grant(cato, Role::unit_leader, here), grant(dina, Role::director, here),
                       grant(even, Role::oversight, county),
                       grant(frida, Role::caseworker, elsewhere)},
            .oversight = {county},
            .on_duty = {anna}};
}

using People = std::vector<PersonId>;

TEST(Listeners, AreWhoTheStepNames)
{
    auto world = staff();
    world.of_sender = {frida};
    EXPECT_EQ(listeners(Listener::duty, world, false, now).people, (People{anna}));
    EXPECT_EQ(listeners(Listener::readers, world, false, now).people, (People{anna, bo, cato}));
    EXPECT_EQ(listeners(Listener::leader, world, false, now).people, (People{cato}));
    EXPECT_EQ(listeners(Listener::director, world, false, now).people, (People{dina}));
    EXPECT_EQ(listeners(Listener::oversight, world, false, now).people, (People{even}));
    EXPECT_EQ(listeners(Listener::sender, world, false, now).people, (People{frida}));
}

TEST(Listeners, OfADutySlotAreWhoTookItWhileTheyAreAtWorkAndMayOpenIt)
{
    auto world = staff();
    world.owner = bo;
    EXPECT_EQ(listeners(Listener::duty, world, false, now).people, (People{bo}));
    world.on_leave = {bo};
    EXPECT_EQ(listeners(Listener::duty, world, false, now).people, (People{anna}));
    world = staff();
    world.owner = dina;
    EXPECT_EQ(listeners(Listener::duty, world, false, now).people, (People{anna}));
    world = staff();
    world.owner = bo;
    world.silent = {bo};
    EXPECT_EQ(listeners(Listener::duty, world, false, now).people, (People{anna}));
}

TEST(Listeners, WhoReadAreThoseWhoMayOpenThisKind)
{
    auto world = staff();
    world.grants.front().grant.kinds = {{"force.use"}};
    EXPECT_EQ(listeners(Listener::readers, world, false, now).people, (People{anna, cato}));
    world.kind = {};
    EXPECT_EQ(listeners(Listener::readers, world, false, now).people, (People{anna, bo, cato}));
}

TEST(Listeners, AreNeverThoseWhoseAccessHasEnded)
{
    for (const Listener each : {Listener::duty, Listener::readers, Listener::leader,
                                Listener::director, Listener::oversight}) {
        for (const bool top : {false, true}) {
            auto world = staff();
            world.owner = cato;
            for (auto& one : world.grants)
                one.grant.until = now;
            const auto told = listeners(each, world, top, now);
            EXPECT_TRUE(told.people.empty()) << name_of(each);
            EXPECT_TRUE(told.in_vain);
        }
    }
}

TEST(Listeners, LeaveOutTheSilentPartyWhereThereIsSomebodyElse)
{
    auto world = staff();
    world.silent = {anna};
    const auto told = listeners(Listener::readers, world, false, now);
    EXPECT_EQ(told.people, (People{bo, cato}));
    EXPECT_FALSE(told.in_vain);
    world.silent = {cato};
    const auto leader = listeners(Listener::leader, world, false, now);
    EXPECT_EQ(leader.people, (People{cato})) << "told all the same…";
    EXPECT_TRUE(leader.in_vain) << "…but the next one at once too";
}

TEST(Listeners, LeaveOutWhoIsOnLeaveUnlessNobodyIsAboveThem)
{
    auto world = staff();
    world.on_leave = {even};
    EXPECT_TRUE(listeners(Listener::oversight, world, false, now).people.empty());
    const auto top = listeners(Listener::oversight, world, true, now);
    EXPECT_EQ(top.people, (People{even}));
    EXPECT_TRUE(top.in_vain);
}

}  // namespace
}  // namespace varde::domain
