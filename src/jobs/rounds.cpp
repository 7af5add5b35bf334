#include "jobs/rounds.hpp"

#include "acts/forget_keys.hpp"
#include "acts/keep_upload.hpp"
#include "acts/sign_in.hpp"
#include "acts/sweep_obligations.hpp"
#include "base/log.hpp"
#include "jobs/gap_watch.hpp"
#include "jobs/key_replacement.hpp"

namespace varde::jobs {
namespace {

void sweep_changed_rules(acts::Services& services, const Stopped& stopped)
{
    const auto changed = acts::rules_have_changed(services);
    if (!changed || !changed.value())
        return;
    const auto swept = acts::sweep_obligations(services, {.stopped = stopped});
    if (!swept) {
        log::warning("changed rules were not swept over the past; the next round tries again",
                     {{"reason", swept.error().message}});
        return;
    }
    log::info("changed rules were swept over the past", {{"subjects", swept.value().subjects},
                                                         {"started", swept.value().started},
                                                         {"missed", swept.value().missed},
                                                         {"ended", swept.value().ended},
                                                         {"failed", swept.value().failed}});
}

}  // namespace

void begin_rounds(acts::Services& services)
{
    if (auto learnt = services.store.learn_keys(); !learnt)
        log::warning("senders' keys are looked for on disk: they could not be read at the start",
                     {{"reason", learnt.error().message}});
}

void make_round(acts::Services& services, const Stopped& stopped)
{
    if (services.store.recovery())
        return;
    sweep_changed_rules(services, stopped);
    acts::sweep_sessions(services);
    acts::forget_old_keys(services);
    watch_gaps(services);
    tell_tried_erasures(services);
    replace_erasure_keys(services, stopped);
    acts::sweep_uploads(services, [](Result<std::size_t> swept) {
        if (!swept)
            log::warning("unused uploads were not swept", {{"reason", swept.error().message}});
        else if (swept.value() > 0)
            log::info("unused uploads erased", {{"count", std::int64_t(swept.value())}});
    });
}

}  // namespace varde::jobs
