// What a unit keeps, until when and why: the worklist of whoever archives and erases.
#pragma once

#include "acts/holds.hpp"

namespace varde::acts {

struct RetentionItem {
    KeptReport kept;
    domain::RetentionState state = domain::RetentionState::kept;
    std::vector<HoldView> holds;  ///< Of this report and of all of its units.
    std::string proposer_name;
    std::vector<domain::WhyNot> why_not;  ///< Of what is proposed: why the actor cannot approve it.
};

struct RetentionQuery {
    UnitId unit;
    std::optional<domain::RetentionState> state;
    store::RetentionPlace after;
    int limit = 50;
};

struct RetentionPage {
    std::vector<RetentionItem> items;
    std::optional<store::RetentionPlace> next;
};

/// Longest closed first; what nobody has closed stands in the inbox and not here. For whoever may
/// watch the unit. A page may be short although more follow. Each page costs the same, however much
/// the unit keeps.
Result<RetentionPage> list_retention(const Services& services, const domain::Actor& actor,
                                     const RetentionQuery& query);

}  // namespace varde::acts
