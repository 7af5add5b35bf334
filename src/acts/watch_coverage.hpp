// Watching over coverage: too few people who could open something is a problem until there are
// enough.
#pragma once

#include "acts/coverage_guard.hpp"

namespace varde::acts {

/// `watch_coverage` of coverage_guard.hpp for every unit whose problems do not fit its coverage,
/// each a decision of its own, so that one that fails holds up no other; the others cost the writer
/// nothing. Requests for access that has begun end too, and who could open what is counted anew,
/// should an earlier count have failed. Gives how many did not fit, or the first failure, after all
/// others.
void watch_all_coverage(Services& services, Done<std::size_t> done);

/// Raises what a change leads to that somebody goes on with all the same; with `text`, which says
/// why. It stands until the time for which it was raised is over, or somebody closes it. `by` is
/// never empty: that is Varde itself.
Status raise_overridden(Services& services, store::Transaction& tx, domain::ProblemName name,
                        const domain::Cell& cell, const domain::By& by, std::string text,
                        Timestamp now);

}  // namespace varde::acts
