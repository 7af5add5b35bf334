// What proves a report's history in twenty years: its ledger entries with their proofs, and the
// keys that check them. No content.
#pragma once

#include "acts/receipt.hpp"

namespace varde::acts {

struct Evidence {
    ReportId report;
    /// In the order of the ledger. A sender gets the milestones; people who may open or oversee it
    /// get every entry. The acceptance's manifest and opening are for those who may know its parts.
    std::vector<Receipt> entries;
    /// A trust policy that names each log whose entries these are, and the witnesses, groups and
    /// the quorum of the policy that is served.
    std::string policy;
};
/// For whoever may follow the report, may open one of its deliveries, or oversees where one is.
Result<Evidence> evidence_of(const Services& services, const domain::Actor& actor,
                             const ReportId& report);

}  // namespace varde::acts
