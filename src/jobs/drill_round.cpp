#include "jobs/drill_round.hpp"

#include "acts/run_drills.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void hold_drills(acts::Services& services, const std::function<bool()>& stopped)
{
    if (services.store.recovery())
        return;
    const auto round = acts::wait_for<acts::DrillRound>(
        [&](auto done) { acts::run_drills(services, stopped, std::move(done)); }, stopped);
    if (!round)
        return;
    if (!*round)
        log::warning("not every drill could be held; the next round goes on",
                     {{"reason", round->error().message}});
    else if (const auto& held = round->value(); held.begun + held.failed > 0)
        log::info("drills", {{"begun", std::int64_t(held.begun)},
                             {"passed", std::int64_t(held.passed)},
                             {"failed", std::int64_t(held.failed)}});
}

}  // namespace varde::jobs
