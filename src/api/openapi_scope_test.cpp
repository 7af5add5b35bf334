#include "api/openapi_fit_test.hpp"
#include "api/show_scope.hpp"

namespace varde::api {
namespace {

TEST(OpenApi, ScopesAndTheirNoticesAreAsDescribed)
{
    constexpr Timestamp noon{1'795'348'800'000'000};
    const Uuid id{{1, 2, 3}};
    acts::ScopeItem item{.unit_name = "North",
                         .sender_reference = "17",
                         .digest = "00",
                         .unreadable = true,
                         .resend_asked_at = noon,
                         .repeats = {{id}},
                         .people = {{"Somebody", ""}}};
    item.booked.key.sender = {id};
    item.booked.key.connector = "casebook/2.1";
    const acts::Scope scope{.at = noon,
                            .events = 7,
                            .units = {{{"no.4601.02"}, "North", "4601", 1, {{"unopened", 1}}}},
                            .total = 1,
                            .first = noon,
                            .last = noon,
                            .items = {item},
                            .next = {{noon, {id}}},
                            .sender_names = {{{id}, "School"}},
                            .people_hidden = {{"It has been erased.", 2}}};
    EXPECT_EQ(faults_of("Scope", show_scope(scope)), none);
    acts::ScopeQuery query{.municipality = "4601", .state = "unopened"};
    query.filter = {.unit = {"no.4601.02"},
                    .kind = {"concern.child"},
                    .sender = OrganisationId{id},
                    .connector = "casebook",
                    .from = noon,
                    .until = noon,
                    .present = domain::mark_stored,
                    .absent = domain::mark_opened | domain::mark_filed};
    EXPECT_EQ(
        faults_of("ScopeNotice", show_notice({scope, {{"resend_asked", 1, noon, noon}}}, query)),
        none);
}

}  // namespace
}  // namespace varde::api
