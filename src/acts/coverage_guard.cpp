#include "acts/coverage_guard.hpp"

namespace varde::acts {

Status guard_coverage(Services&, store::Transaction&, const domain::Actor&, const AbilityChange&,
                      Timestamp)
{
    return ok();
}

Status watch_coverage(Services&, store::Transaction&, const UnitId&, Timestamp) { return ok(); }

}  // namespace varde::acts
