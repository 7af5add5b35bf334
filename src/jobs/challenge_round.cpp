#include "jobs/challenge_round.hpp"

#include "acts/challenge_round.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void challenge_case_systems(acts::Services& services, const std::function<bool()>& stopped)
{
    if (services.store.recovery())
        return;
    const auto round = acts::make_challenge_round(services, stopped);
    if (!round) {
        if (!stopped())
            log::warning("case systems were not asked what they hold",
                         {{"reason", round.error().message}});
        return;
    }
    const auto& seen = round.value();
    if (seen.silent + seen.told + seen.ended > 0)
        log::info("case systems were asked what they hold", {{"asked", std::int64_t(seen.asked)},
                                                             {"silent", std::int64_t(seen.silent)},
                                                             {"told", std::int64_t(seen.told)},
                                                             {"ended", std::int64_t(seen.ended)}});
}

}  // namespace varde::jobs
