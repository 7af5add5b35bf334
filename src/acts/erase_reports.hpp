// Erasing: one person proposes, another approves, and then the report's keys are destroyed. A try
// that may not be is refused with every reason, and recorded. Also the duty that comes before it:
// handing over to an archive.
#pragma once

#include "acts/kept_report.hpp"

namespace varde::acts {

inline constexpr std::size_t erased_at_once_max = 200;

/// What somebody asks for several reports; each is decided and stored for itself.
struct OnReports {
    domain::Actor actor;
    std::vector<ReportId> reports;
    std::string reason;
};

struct RefusedReport {
    ReportId report;
    std::vector<std::string> why;        ///< Sentences.
    std::vector<std::string> why_names;  ///< The same as names; what access says is `not_allowed`.
};
struct ReportsOutcome {
    std::vector<ReportId> done;
    std::vector<RefusedReport> refused;
};

/// What was proposed before, by whomever, counts as done.
void propose_erasure(Services& services, OnReports on, Done<ReportsOutcome> done);
/// Takes proposals back.
void withdraw_proposals(Services& services, OnReports on, Done<ReportsOutcome> done);
/// Erases what somebody else proposed. Done is what this act, or the same before, has erased.
void approve_erasure(Services& services, OnReports on, Done<ReportsOutcome> done);

struct Archiving {
    domain::Actor actor;
    ReportId report;
    std::string reference;  ///< Where the archive has it.
};
/// `conflict` while nobody has closed it.
void archive_report(Services& services, Archiving archiving, Done<Nothing> done);

}  // namespace varde::acts
