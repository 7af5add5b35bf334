// What proves a report's history in twenty years: its ledger entries with their proofs, and the
// keys that check them. No content.
#pragma once

#include "acts/receipt.hpp"

namespace varde::acts {

struct Evidence {
    ReportId report;
    /// In the order of the ledger. A sender gets the milestones; people who may open or oversee one
    /// of its deliveries get the other entries of those as well. The acceptance's manifest and
    /// opening are for the sender, and for people who may open one that somebody has opened.
    std::vector<Receipt> entries;
    /// A trust policy that names each log whose entries these are, and the witnesses, groups and
    /// the quorum of the policy that is served.
    std::string policy;
};
/// For whoever may follow the report, may open one of its deliveries, or oversees where one is.
/// People who are given the manifest have read of the content: that is an event before it is given.
void evidence_of(Services& services, const domain::Actor& actor, const ReportId& report,
                 Done<Evidence> done);

}  // namespace varde::acts
