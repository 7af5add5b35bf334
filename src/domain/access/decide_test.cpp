#include "domain/access/decide.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp now{1'000'000'000};
const UnitId north{"x.north"}, south{"x.south"};
const KindName concern{"concern.child"}, police{"concern.police"};

OrganisationId organisation(std::uint8_t number)
{
    OrganisationId id;
    id.uuid.bytes[0] = number;
    return id;
}

/// A person of organisation 1, or a system of it when `system`.
Actor actor(std::vector<Grant> grants, Sector sector = Sector::other, bool system = false)
{
    Actor actor;
    if (!system)
        actor.person.uuid.bytes[0] = 7;
    actor.organisation = {organisation(1), "Example school", sector};
    actor.grants = std::move(grants);
    return actor;
}

Grant grant(Role role, UnitId unit = {}, std::vector<KindName> kinds = {})
{
    return {.role = role, .unit = std::move(unit), .kinds = std::move(kinds), .from = {0}};
}

Grant ended(Grant grant)
{
    grant.until = now;
    return grant;
}

Grant not_begun(Grant grant)
{
    grant.from = now.plus_seconds(1);
    return grant;
}

Object about(KindName kind, Audience audience = Audience::professional, UnitId unit = {})
{
    return {.kind = std::move(kind), .audience = audience, .unit = unit, .unit_name = "North"};
}

struct Case {
    const char* name;
    Actor who;
    Action action;
    Object what;
    bool allowed;
    const char* reason;  ///< Part of the sentence that must be there.
};

void check(const std::vector<Case>& cases)
{
    for (const auto& row : cases) {
        const auto decision = decide(row.who, row.action, row.what, {now});
        EXPECT_EQ(decision.allowed, row.allowed) << row.name << ": " << decision.reason;
        EXPECT_NE(decision.reason.find(row.reason), std::string::npos)
            << row.name << ": " << decision.reason;
    }
}

TEST(Decide, SaysWhoMaySendWhat)
{
    const auto school = actor({grant(Role::sender)});
    const auto officer = actor({grant(Role::sender)}, Sector::police);
    check({
        {"anyone, a kind for anyone",
         {},
         Action::send,
         about(concern, Audience::anyone),
         true,
         "Anyone may send"},
        {"anyone, a professional kind",
         {},
         Action::send,
         about(concern),
         false,
         "for professionals"},
        {"anyone, a police kind",
         {},
         Action::send,
         about(police, Audience::police),
         false,
         "for professionals"},
        {"a school, a professional kind", school, Action::send, about(concern), true,
         "You may send for Example school"},
        {"a school, a police kind", school, Action::send, about(police, Audience::police), false,
         "not registered as police"},
        {"police, a police kind", officer, Action::send, about(police, Audience::police), true,
         "You may send"},
        {"police whose right has ended", actor({ended(grant(Role::sender))}, Sector::police),
         Action::send, about(police, Audience::police), false, "no right to send"},
        {"a right that begins later", actor({not_begun(grant(Role::sender))}), Action::send,
         about(concern), false, "no right to send"},
        {"a right for another kind", actor({grant(Role::sender, {}, {police})}), Action::send,
         about(concern), false, "no right to send"},
        {"a caseworker is no sender", actor({grant(Role::caseworker, north)}), Action::send,
         about(concern), false, "no right to send"},
        {"a machine that takes over deliveries", actor({grant(Role::case_system)}, {}, true),
         Action::send, about(concern), false, "no right to send"},
        {"an auditor's key", actor({grant(Role::auditor)}, {}, true), Action::send, about(concern),
         false, "no right to send"},
    });
}

TEST(Decide, SaysWhoMayReadAndHandleInAUnit)
{
    const auto in_north = about(concern, Audience::professional, north);
    for (const auto action :
         {Action::record, Action::list, Action::open, Action::handle, Action::hand_on}) {
        SCOPED_TRACE(name_of(action));
        check({
            {"nobody", {}, action, in_north, false, "Sign in first"},
            {"its caseworker", actor({grant(Role::caseworker, north)}), action, in_north, true,
             "You are caseworker in North"},
            {"its leader", actor({grant(Role::unit_leader, north)}), action, in_north, true,
             "You are leader in North"},
            {"a caseworker of another unit", actor({grant(Role::caseworker, south)}), action,
             in_north, false, "your access is in another unit"},
            {"access that has ended", actor({ended(grant(Role::caseworker, north))}), action,
             in_north, false, "not in force now"},
            {"access that begins later", actor({not_begun(grant(Role::caseworker, north))}), action,
             in_north, false, "not in force now"},
            {"access to another kind", actor({grant(Role::caseworker, north, {police})}), action,
             in_north, false, "does not include concern.child"},
            {"access to this kind", actor({grant(Role::caseworker, north, {police, concern})}),
             action, in_north, true, "You are caseworker"},
            {"an ended and a present one",
             actor({ended(grant(Role::caseworker, north)), grant(Role::caseworker, north)}), action,
             in_north, true, "You are caseworker"},
            {"oversight sees no content", actor({grant(Role::oversight, north)}), action, in_north,
             false, "no access in North"},
            {"a sender", actor({grant(Role::sender)}), action, in_north, false,
             "no access in North"},
            {"a case system", actor({grant(Role::case_system, north)}, {}, true), action, in_north,
             false, "no access in North"},
        });
    }
}

TEST(Decide, SaysWhoMayFollowWhatWasSent)
{
    Object ours = about(concern), theirs = about(concern), nobodys = about(concern);
    ours.sender = organisation(1);
    theirs.sender = organisation(2);
    for (const auto action : {Action::follow, Action::withdraw}) {
        SCOPED_TRACE(name_of(action));
        check({
            {"nobody", {}, action, ours, false, "follow-up code"},
            {"the sender", actor({grant(Role::sender)}), action, ours, true, "sent this"},
            {"another sender", actor({grant(Role::sender)}), action, theirs, false,
             "was not sent by Example school"},
            {"an anonymous report", actor({grant(Role::sender)}), action, nobodys, false,
             "was not sent by"},
            {"a right that has ended", actor({ended(grant(Role::sender))}), action, ours, false,
             "no right to follow"},
            {"no right at all", actor({}), action, ours, false, "no right to follow"},
            {"the unit that recorded it", actor({grant(Role::caseworker, north)}), action, ours,
             true, "sent this"},
        });
    }
}

TEST(Decide, TellsAnyoneSignedInWhoCanBeReached)
{
    check(
        {{"nobody", {}, Action::reach, {}, false, "Sign in"},
         {"a sender", actor({grant(Role::sender)}), Action::reach, {}, true, "who can be reached"},
         {"a person without grants", actor({}), Action::reach, {}, true, "who can be reached"}});
}

TEST(Decide, RecordsAsWhomItWasAYes)
{
    auto who = actor({grant(Role::caseworker, south), grant(Role::unit_leader, north)});
    const auto decision =
        decide(who, Action::open, about(concern, Audience::professional, north), {now});
    EXPECT_EQ(decision.as, (By{Role::unit_leader, north, who.person, organisation(1)}));
    EXPECT_EQ(
        decide(who, Action::open, about(concern, Audience::professional, {"x.east"}), {now}).as,
        By{});
}

TEST(Decide, LetsTheUnitsOwnCaseSystemFetchAndNobodyElse)
{
    const auto fetches = [](const Actor& who, const UnitId& unit) {
        return bool(decide(who, Action::fetch, {.unit = unit, .unit_name = "North"}, {now}));
    };
    const auto system = actor({grant(Role::case_system, north)}, {}, true);
    EXPECT_TRUE(fetches(system, north));
    EXPECT_FALSE(fetches(system, south));
    EXPECT_FALSE(fetches(system, {}));
    EXPECT_FALSE(fetches(actor({grant(Role::case_system)}, {}, true), {}));
    EXPECT_FALSE(fetches(actor({ended(grant(Role::case_system, north))}, {}, true), north));
    EXPECT_FALSE(fetches(actor({grant(Role::case_system, north)}), north)) << "a person is none";
    EXPECT_FALSE(fetches(actor({grant(Role::unit_leader, north)}), north));
    EXPECT_FALSE(fetches({}, north));
}

TEST(LetsOpen, CountsReadersOnlyAndOnlyNow)
{
    EXPECT_TRUE(lets_open(grant(Role::caseworker, north), north, concern, now));
    EXPECT_TRUE(lets_open(grant(Role::unit_leader, north), north, concern, now));
    EXPECT_FALSE(lets_open(grant(Role::oversight, north), north, concern, now));
    EXPECT_FALSE(lets_open(grant(Role::case_system, north), north, concern, now));
    EXPECT_FALSE(lets_open(grant(Role::caseworker, south), north, concern, now));
    EXPECT_FALSE(lets_open(ended(grant(Role::caseworker, north)), north, concern, now));
    EXPECT_FALSE(lets_open(grant(Role::caseworker, north, {police}), north, concern, now));
}

TEST(Roles, HaveNamesThatReadBack)
{
    for (const auto role : {Role::nobody, Role::sender, Role::caseworker, Role::unit_leader,
                            Role::oversight, Role::case_system, Role::auditor})
        EXPECT_EQ(role_named(name_of(role)), role);
    EXPECT_EQ(role_named("root"), std::nullopt);
    for (const auto sector : {Sector::other, Sector::police, Sector::child_protection})
        EXPECT_EQ(sector_named(name_of(sector)), sector);
    EXPECT_EQ(sector_named(""), std::nullopt);
}

}  // namespace
}  // namespace varde::domain
