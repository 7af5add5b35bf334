#include "api/openapi_fit_test.hpp"
#include "api/show_coverage.hpp"

#include <gtest/gtest.h>

namespace varde::api {
namespace {

constexpr Timestamp noon{1'795'348'800'000'000};
const Uuid some_id{{1, 2, 3}};

acts::CellView some_cell()
{
    return {.kind = {"concern.child"},
            .live = true,
            .live_since = noon,
            .missing = {"A drill."},
            .people =
                {{.person = {{some_id}, "A"}, .why = "So.", .last_used = noon, .contact = "none"}},
            .unable = {{{{some_id}, "B"}, "Not so."}},
            .next_gap = domain::Segment{{noon, noon}, 1},
            .timeline = {{{noon, noon}, 1}},
            .drills = {{true, noon, "passed", noon}, {false, noon, "late", {}}},
            .waiting = {{"concern.child"}, 1, noon},
            .passed_on = {{"concern.child"}, 1, noon},
            .problem = {{{some_id}, 7}}};
}

/// Only for its words.
packs::Pack some_pack() { return {.calendar = packs::Calendar::make("Europe/Oslo", {}).value()}; }

TEST(OpenApi, CoverageIsAsDescribed)
{
    const auto pack = some_pack();
    const acts::UnitCells unit{.unit = {"no.5001"},
                               .name = "North",
                               .kinds = {some_cell()},
                               .acts = {{"set_intake", true, "Because."}}};
    EXPECT_EQ(faults_of("Coverage", show_coverage(pack, {unit})), none);
    EXPECT_EQ(faults_of("CoverageCell", show_cell(pack, unit, {"concern.child"})), none);
    auto bare = unit;
    bare.kinds = {{.kind = {"concern.child"}}};
    EXPECT_EQ(faults_of("Coverage", show_coverage(pack, {bare})), none);
    const acts::SelfCheck check{.unit = {"no.5001"},
                                .unit_name = "North",
                                .kind = {"concern.child"},
                                .reason = "Because.",
                                .until = noon,
                                .last_used = noon,
                                .ask = {{{{some_id}, "A"}, domain::Role::director}},
                                .waiting = store::KindCount{{"concern.child"}, 1, noon}};
    EXPECT_EQ(faults_of("CoverageChecks", show_checks({check})), none);
}

}  // namespace
}  // namespace varde::api
