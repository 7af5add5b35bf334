#include "acts/ledger_beat.hpp"

#include "acts/wait_for.hpp"
#include "store/publication.hpp"

namespace varde::acts {
namespace {

/// Stands for nothing, and looks like every other.
Hash commitment_to_nothing(Random& random)
{
    std::array<std::uint8_t, 32> opening;
    random.fill(opening);
    return ledger::commitment(opening, {});
}

}  // namespace

Result<std::int64_t> seconds_to_beat(Services& services)
{
    const auto last = TRY(services.store.read(
        [](store::Reading& reading) { return store::Publication(reading).newest(); }));
    if (!last)
        return 0;
    const auto since = services.clock.now().unix_s() - last->at.unix_s();
    return since < 0 ? 0 : std::max<std::int64_t>(0, beat_seconds - since);
}

Result<std::uint64_t> make_ledger_beat(Services& services, const std::function<bool()>& stopped)
{
    TRY(services.store.bring_up_lock());  // First: what cannot be published is not appended.
    const auto now = services.clock.now();
    const auto id = make_uuid(now, services.random);
    const auto commitment = commitment_to_nothing(services.random);
    const auto append = [=](store::Transaction& tx) -> Result<std::uint64_t> {
        TRY(tx.append({.name = domain::EventName::ledger_beat, .report = {id}, .at = now},
                      {.commitment = commitment}));
        return tx.take_positions().back();
    };
    const auto position = TRY(write_and_wait<std::uint64_t>(services, stopped, append));
    const auto note = TRY(services.store.read(
        [&](store::Reading& reading) { return reading.note_holding(position); }));
    if (!note)
        return Error{ErrorCode::unavailable, "the beat's entry is not in the database"};
    // Its batch is committed, so the lock becomes at least as new.
    TRY(services.store.bring_up_lock());
    TRY(write_and_wait<Nothing>(services, stopped, [=, size = note->size](store::Transaction& tx) {
        return store::PublicationChanges(tx).publish(size, now);
    }));
    return note->size;
}

}  // namespace varde::acts
