// Checks a report's content against its kind's form. What is wrong is said, never lost.
#pragma once

#include "acts/accept_report.hpp"

namespace varde::acts {

/// Makes the report urgent where its content says `danger_now`. Adds a warning for each fault; only
/// with `strict` are faults an error, and nothing is stored.
Status check_content(const Services& services, const packs::Kind& kind, NewReport& report);

}  // namespace varde::acts
