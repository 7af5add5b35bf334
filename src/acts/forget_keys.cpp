#include "acts/forget_keys.hpp"

namespace varde::acts {

void forget_old_keys(Services& services)
{
    constexpr std::int64_t kept_seconds = store::keys_kept_days * 24 * 60 * 60;
    const auto before = services.clock.now().plus_seconds(-kept_seconds);
    services.store.write<std::int64_t>(
        [before](store::Transaction& tx) { return tx.forget_keys_before(before); },
        [&services](Result<std::int64_t> gone, const store::Committed&) {
            if (gone && gone.value() > 0)
                forget_old_keys(services);
        });
}

}  // namespace varde::acts
