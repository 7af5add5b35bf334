// A report as retention sees it: what happened to it, what the pack says of it, what holds it; and
// what is answered about one that has been erased.
#pragma once

#include "acts/services.hpp"
#include "domain/retention/retention.hpp"
#include "store/retention.hpp"

namespace varde::acts {

struct KeptReport {
    domain::Retained retained;
    const packs::KeepingRule* keeping = nullptr;  ///< Null: no rule says how long, so for ever.
    std::optional<Timestamp> kept_until;          ///< Only of what was closed.
    std::vector<domain::Hold> unit_holds;         ///< Of units that had it; in force.

    /// Through which somebody is accountable, or decided last.
    const domain::Delivery& delivery() const;
    domain::RetentionTerms terms(Timestamp now) const;
    domain::Object object(const Services& services) const;
    /// One of its events, by somebody in the unit that has it.
    domain::Event event(domain::EventName name, const domain::By& by, Timestamp at) const;
};

/// Nothing: there is no such report.
Result<std::optional<KeptReport>> kept_report(const Services& services, store::Reading& reading,
                                              const ReportId& report, Timestamp now);

/// Under which rule a report was erased, and when; for its sender too.
struct Erased {
    domain::Tombstone tombstone;
    const packs::KeepingRule* keeping = nullptr;  ///< Null: the pack has the rule no longer.
};
Result<std::optional<Erased>> erased(const Services& services, store::Reading& reading,
                                     const ReportId& report);
/// `not_found` with problem `report-erased`: what its content, or anything sealed, is asked for.
Error report_erased(const Services& services, const Erased& erased);
/// "Erased on 2028-11-24 under the rule …"
std::string in_words(const Services& services, const Erased& erased);

}  // namespace varde::acts
