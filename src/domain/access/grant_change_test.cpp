#include "domain/access/grant_change.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'000'000'000'000};
constexpr std::int64_t day = 86'400;

GivenGrant caseworker()
{
    return {.id = {Uuid{{1}}},
            .person = {Uuid{{2}}},
            .grant = {.role = Role::caseworker, .unit = {"no.5001"}, .kinds = {}, .from = now},
            .delegated_from = {}};
}

std::string faults(const GivenGrant& fresh, const GivenGrant* source = nullptr)
{
    const auto checked = check_given(fresh, source, now);
    std::string pointers;
    if (!checked)
        for (const auto& fault : checked.error().faults)
            pointers += fault.pointer;
    return pointers;
}

TEST(GrantChange, IsWhatItsEventSays)
{
    auto given = caseworker();
    given.grant.kinds = {{"concern.child"}, {"concern.police"}};
    given.grant.until = now.plus_seconds(day);
    given.delegated_from = {Uuid{{3}}};
    const auto event = given_event(given, {Role::unit_leader, {"no.5001"}, {Uuid{{4}}}, {}}, now);
    const auto read = given_in(event);
    EXPECT_EQ(event.report.uuid, given.id.uuid);
    EXPECT_EQ(read.id, given.id);
    EXPECT_EQ(read.person, given.person);
    EXPECT_EQ(read.delegated_from, given.delegated_from);
    EXPECT_EQ(read.grant.role, Role::caseworker);
    EXPECT_EQ(read.grant.unit, given.grant.unit);
    EXPECT_EQ(read.grant.kinds, given.grant.kinds);
    EXPECT_EQ(read.grant.from, given.grant.from);
    EXPECT_EQ(read.grant.until, given.grant.until);
    const auto ended = given_in(ended_event(given, {Uuid{{5}}}, now, {}, now));
    EXPECT_EQ(ended.id, given.id);
    EXPECT_EQ(ended.grant.until, now);
}

TEST(GrantChange, BeginsBeforeItEndsAndEndsAfterNow)
{
    auto fresh = caseworker();
    EXPECT_EQ(faults(fresh), "");
    fresh.grant.until = now;
    EXPECT_EQ(faults(fresh), "/until");
    fresh.grant.from = now.plus_seconds(-day);
    EXPECT_EQ(faults(fresh), "/until");
    fresh.grant.from = now.plus_seconds(732 * day);
    fresh.grant.until.reset();
    EXPECT_EQ(faults(fresh), "/from");
}

TEST(GrantChange, GivesPeopleOnlyRolesOfPeopleAndEachWithItsUnit)
{
    auto fresh = caseworker();
    for (const auto role : {Role::nobody, Role::case_system, Role::auditor}) {
        fresh.grant.role = role;
        EXPECT_EQ(faults(fresh), "/role");
    }
    fresh.grant.role = Role::sender;
    EXPECT_EQ(faults(fresh), "/unit");
    fresh.grant.unit = {};
    EXPECT_EQ(faults(fresh), "");
    fresh.grant.role = Role::director;
    EXPECT_EQ(faults(fresh), "/unit");
}

TEST(GrantChange, DelegatesForAMonthAtMostAndNoLongerThanItsSource)
{
    auto source = caseworker(), fresh = caseworker();
    EXPECT_EQ(faults(fresh, &source), "/until");
    fresh.grant.until = now.plus_seconds(delegation_days_max * day);
    EXPECT_EQ(faults(fresh, &source), "");
    fresh.grant.until = fresh.grant.until->plus_seconds(1);
    EXPECT_EQ(faults(fresh, &source), "/until");
    fresh.grant.until = now.plus_seconds(day);
    source.grant.until = now.plus_seconds(day - 1);
    EXPECT_EQ(faults(fresh, &source), "/until");
}

TEST(GrantChange, EndsWhatHasNotEndedAndOnlyEarlier)
{
    auto given = caseworker();
    EXPECT_TRUE(check_ended(given, now, now));
    given.grant.until = now.plus_seconds(day);
    EXPECT_TRUE(check_ended(given, now, now));
    EXPECT_FALSE(check_ended(given, now.plus_seconds(day), now));
    given.grant.until = now;
    EXPECT_FALSE(check_ended(given, now, now));
}

TEST(GrantChange, HasNamesThatReadBack)
{
    for (const auto change :
         {AccessChange::given, AccessChange::ended, AccessChange::disabled, AccessChange::enabled})
        EXPECT_EQ(access_change_named(name_of(change)), change);
    EXPECT_EQ(access_change_named("changed"), std::nullopt);
}

}  // namespace
}  // namespace varde::domain
