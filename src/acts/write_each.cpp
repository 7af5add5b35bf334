#include "acts/write_each.hpp"

#include <memory>

namespace varde::acts {
namespace {

/// One look at all units.
struct Look {
    std::vector<UnitId> units;
    ForUnit act;
    Done<std::size_t> done;
    std::size_t next = 0, written = 0;
    std::optional<Error> failure;  ///< The first.
};

/// Owners of `look`: whichever answer comes next.
void look_at_next(Services& services, std::shared_ptr<Look> look)
{
    if (look->next == look->units.size())
        return look->done(look->failure ? Result<std::size_t>(*look->failure) : look->written);
    const auto unit = look->units[look->next++];
    services.store.write<Nothing>(
        [look, unit](store::Transaction& tx) { return look->act(tx, unit); },
        [&services, look, unit](Result<Nothing> outcome, const store::Committed&) mutable {
            if (outcome) {
                ++look->written;
            } else if (!look->failure) {
                look->failure = std::move(outcome).error();
                look->failure->message = unit.text + ": " + look->failure->message;
            }
            look_at_next(services, std::move(look));
        });
}

}  // namespace

void write_each(Services& services, std::vector<UnitId> units, ForUnit act, Done<std::size_t> done)
{
    auto look = std::make_shared<Look>();  // Owners: whichever answer comes next.
    look->units = std::move(units);
    look->act = std::move(act);
    look->done = std::move(done);
    look_at_next(services, std::move(look));
}

}  // namespace varde::acts
