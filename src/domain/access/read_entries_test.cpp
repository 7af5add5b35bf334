#include "domain/access/read_entries.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};

Actor with(Role role, bool system, std::optional<Timestamp> until = {})
{
    Actor actor{.organisation = {.id = {Uuid{{1}}}, .name = "Some", .sector = Sector::other},
                .grants = {{.role = role, .from = noon.plus_seconds(-60), .until = until}}};
    if (!system)
        actor.person = {Uuid{{2}}};
    return actor;
}

TEST(ReadingEntries, IsForAuditorsKeysWhileTheyLast)
{
    EXPECT_TRUE(may_read_entries(with(Role::auditor, true), noon));
    EXPECT_FALSE(may_read_entries(with(Role::auditor, true, noon), noon));
    EXPECT_FALSE(may_read_entries(with(Role::auditor, false), noon));
    EXPECT_FALSE(may_read_entries({}, noon));
    for (const auto role : {Role::sender, Role::caseworker, Role::unit_leader, Role::director,
                            Role::oversight, Role::case_system})
        EXPECT_FALSE(may_read_entries(with(role, true), noon)) << name_of(role);
}

}  // namespace
}  // namespace varde::domain
