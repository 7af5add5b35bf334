#include "jobs/gap_watch.hpp"

#include "acts/watch_duty.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void watch_gaps(acts::Services& services)
{
    acts::watch_duty(services, [](Result<std::size_t> told) {
        if (!told)
            log::warning("rotas were not looked at", {{"reason", told.error().message}});
        else if (told.value() > 0)
            log::info("gaps in rotas were told or taken back",
                      {{"units", std::int64_t(told.value())}});
    });
}

}  // namespace varde::jobs
