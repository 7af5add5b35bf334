#include "jobs/silence_watch.hpp"

#include "acts/silence.hpp"
#include "acts/wait_for.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void watch_silence(acts::Services& services, const std::function<bool()>& stopped)
{
    if (services.store.recovery())
        return;
    const auto round = acts::wait_for<acts::SilenceRound>(
        [&](auto done) { acts::watch_silence(services, stopped, std::move(done)); }, stopped);
    if (!round)
        return;
    if (!*round)
        log::warning("silence could not be looked for", {{"reason", round->error().message}});
    else if (const auto& seen = round->value(); seen.told + seen.ended > 0)
        log::info("silent channels were told or taken back",
                  {{"told", std::int64_t(seen.told)}, {"ended", std::int64_t(seen.ended)}});
}

}  // namespace varde::jobs
