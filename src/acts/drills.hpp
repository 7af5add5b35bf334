// What people do with drills: see how they came out, and start one.
#pragma once

#include "acts/services.hpp"
#include "store/drills.hpp"

namespace varde::acts {

struct DrillItem {
    store::EndedDrill drill;
    std::string opened_by_name;
};
struct DrillPage {
    std::string unit_name;
    std::vector<DrillItem> items;
    std::optional<store::DrillPlace> next;
};
struct DrillQuery {
    UnitId unit;
    store::DrillPlace before;
    int limit = 50;
};
/// Ended ones, newest first: of one under way nobody learns here. `forbidden` to who may not see
/// what the unit owes.
Result<DrillPage> list_drills(const Services& services, const domain::Actor& actor,
                              const DrillQuery& query);

struct DrillRequest {
    domain::Actor actor;
    RetryKey key;
    std::string body;
    UnitId unit;
    KindName kind;
};
struct StartedDrill {
    UnitId unit;
    std::string unit_name;
    KindName kind;
};
/// A human drill begins now, whether or not the unit is live. `conflict` when one was started for
/// this unit and kind the same day.
void start_drill(Services& services, DrillRequest request, Done<StartedDrill> done);

}  // namespace varde::acts
