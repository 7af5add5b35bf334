#include "api/openapi_fit_test.hpp"
#include "api/show_access.hpp"

#include <gtest/gtest.h>

namespace varde::api {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};
const Uuid some_id{{1, 2, 3}};

acts::GrantView some_grant()
{
    acts::GrantView view{.unit_name = "North",
                         .given_by_name = "A",
                         .ended_by_name = "B",
                         .delegated_by = {some_id},
                         .delegated_by_name = "C",
                         .reason = "Because.",
                         .end_reason = "Because.",
                         .on_leave_until = noon};
    auto& row = view.row;
    row.given = {.id = {some_id},
                 .person = {some_id},
                 .grant = {.role = domain::Role::caseworker,
                           .unit = {"no.5001"},
                           .kinds = {{"concern.child"}},
                           .from = noon,
                           .until = noon},
                 .delegated_from = {some_id}};
    row.disabled = true;
    row.given_at = row.ended_at = row.last_used = noon;
    row.given_by = row.ended_by = {some_id};
    return view;
}

TEST(OpenApi, GrantsAreAsDescribed)
{
    EXPECT_EQ(faults_of("Grant", show_grant(some_grant(), noon)), none);
    EXPECT_EQ(faults_of("Grants", show_grants({some_grant()}, noon)), none);
    auto senders = some_grant();
    senders.row.given.grant = {.role = domain::Role::sender, .from = noon};
    senders.row.given_by = senders.row.ended_by = {};
    EXPECT_EQ(faults_of("Grant", show_grant(senders, noon)), none);
    EXPECT_EQ(faults_of("People", show_people({{.id = {some_id}, .login = "a", .name = "A"}})),
              none);
    const acts::PersonAccess access{
        .person = {.id = {some_id}, .name = "A"},
        .grants = {some_grant()},
        .opens = {{{"no.5001"}, "North", {"concern.child"}, "Because.", noon}}};
    EXPECT_EQ(faults_of("PersonAccess", show_person_access(access, noon)), none);
}

TEST(OpenApi, AccessRequestsAreAsDescribed)
{
    acts::AccessRequestView view{.person_name = "A",
                                 .unit_name = "North",
                                 .kind = {"concern.child"},
                                 .reason = "Because.",
                                 .answer = "No.",
                                 .state = acts::RequestState::declined,
                                 .due = noon};
    view.problem.id = {some_id};
    view.problem.raised_by.person = {some_id};
    EXPECT_EQ(faults_of("AccessRequest", show_access_request(view)), none);
    EXPECT_EQ(faults_of("AccessRequests", show_access_requests({view})), none);
}

TEST(OpenApi, AccessToADeliveryIsAsDescribed)
{
    const acts::DeliveryAccess access{.opened = {{{some_id}, "A", noon, "Because."}},
                                      .refused = {{{some_id}, "A", noon, "Because."}},
                                      .able = {{{some_id}, "A", domain::Role::caseworker, noon}},
                                      .barred = {{{some_id}, "A", noon, "Because."}},
                                      .unit_name = "North"};
    EXPECT_EQ(faults_of("DeliveryAccess", show_delivery_access(access)), none);
}

}  // namespace
}  // namespace varde::api
