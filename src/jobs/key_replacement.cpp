#include "jobs/key_replacement.hpp"

#include "acts/refused_erasures.hpp"
#include "acts/replace_keys.hpp"
#include "base/log.hpp"

namespace varde::jobs {

void replace_erasure_keys(acts::Services& services, const Stopped& stopped)
{
    const auto replaced = acts::replace_keys(services, stopped);
    if (!replaced) {
        log::warning("erasure keys were not replaced; the next round goes on",
                     {{"reason", replaced.error().message}});
        return;
    }
    const auto& [made, moved, destroyed] = replaced.value();
    if (made + moved + destroyed > 0)
        log::info("erasure keys were replaced",
                  {{"made", made}, {"moved", moved}, {"destroyed", destroyed}});
    if (made > 0)
        log::warning("a new erasure key was made: copy the key folder within ten days",
                     {{"keys", made}});
}

void tell_tried_erasures(acts::Services& services)
{
    acts::tell_refused_erasures(services, [](Result<std::size_t> told) {
        if (!told)
            log::warning("refused tries to erase were not told",
                         {{"reason", told.error().message}});
        else if (told.value() > 0)
            log::error("somebody tried to erase in the database itself; oversight was told",
                       {{"count", std::int64_t(told.value())}});
    });
}

}  // namespace varde::jobs
