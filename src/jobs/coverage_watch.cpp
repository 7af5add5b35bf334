#include "jobs/coverage_watch.hpp"

#include "acts/watch_coverage.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void watch_coverage(acts::Services& services)
{
    acts::watch_all_coverage(services, [](Result<std::size_t> told) {
        if (!told)
            log::warning("coverage was not looked at", {{"reason", told.error().message}});
        else if (told.value() > 0)
            log::info("too little coverage was told or taken back",
                      {{"units", std::int64_t(told.value())}});
    });
}

}  // namespace varde::jobs
