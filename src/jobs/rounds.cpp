#include "jobs/rounds.hpp"

#include "acts/forget_keys.hpp"
#include "acts/keep_upload.hpp"
#include "acts/sign_in.hpp"
#include "base/log.hpp"
#include "jobs/gap_watch.hpp"

namespace varde::jobs {

void begin_rounds(acts::Services& services)
{
    if (auto learnt = services.store.learn_keys(); !learnt)
        log::warning("senders' keys are looked for on disk: they could not be read at the start",
                     {{"reason", learnt.error().message}});
}

void make_round(acts::Services& services)
{
    if (services.store.recovery())
        return;
    acts::sweep_sessions(services);
    acts::forget_old_keys(services);
    watch_gaps(services);
    acts::sweep_uploads(services, [](Result<std::size_t> swept) {
        if (!swept)
            log::warning("unused uploads were not swept", {{"reason", swept.error().message}});
        else if (swept.value() > 0)
            log::info("unused uploads erased", {{"count", std::int64_t(swept.value())}});
    });
}

}  // namespace varde::jobs
