#include "acts/see_readbacks.hpp"

#include "acts/list_obligations.hpp"

#include <algorithm>

namespace varde::acts {

Result<ReadbackPage> see_readbacks(const Services& services, const domain::Actor& actor,
                                   const UnitId& unit, int limit)
{
    if (const auto decision = may_watch(services, actor, unit); !decision)
        return Error{actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden,
                     decision.reason};
    return services.store.read([&](store::Reading& reading) -> Result<ReadbackPage> {
        store::ReadbackRecords records(reading);
        ReadbackPage page{.system = TRY(records.case_system(unit))};
        if (!page.system)
            return page;
        const auto units = TRY(records.units());
        page.expected = std::ranges::find(units, unit) != units.end();
        page.failing = TRY(records.failing(unit, limit));
        return page;
    });
}

}  // namespace varde::acts
