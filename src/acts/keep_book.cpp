#include "acts/keep_book.hpp"

#include <memory>

namespace varde::acts {
namespace {

constexpr std::uint64_t events_at_once = 2'000;
constexpr std::uint64_t events_between_snapshots = 20'000;
constexpr std::int64_t day_us = 86'400'000'000;

/// What one step writes: a chunk of events, or where none is left perhaps a snapshot.
struct Step {
    store::BookChunk chunk;
    std::optional<store::BalanceSnapshot> snapshot;
    bool is_nothing() const { return chunk.from == chunk.to && !snapshot; }
};

bool wants_snapshot(const std::optional<store::BalanceSnapshot>& last, std::uint64_t mark,
                    Timestamp now)
{
    if (mark == 0 || (last && last->position == mark))
        return false;
    return !last || mark - last->position >= events_between_snapshots ||
           last->at.unix_us / day_us < now.unix_us / day_us;
}

Result<Step> next_step(store::Reading& reading, Timestamp now)
{
    store::BookRecords records(reading);
    const auto mark = TRY(records.mark());
    Step step;
    if (const auto last = TRY(records.snapshot_before(mark)); wants_snapshot(last, mark, now)) {
        step.snapshot = store::BalanceSnapshot{mark, now, TRY(records.totals())};
        return step;
    }
    const auto end = TRY(records.event_end());
    step.chunk = TRY(records.next_chunk(end, events_at_once));
    return step;
}

/// From one decision to the next.
class Keeping : public std::enable_shared_from_this<Keeping> {
public:
    Keeping(Services& services, std::function<bool()> stopped, Done<std::size_t> done)
        : services_(services), now_(services.clock.now()), stopped_(std::move(stopped)),
          done_(std::move(done))
    {
    }

    void go_on()
    {
        auto step =
            services_.store.read([&](store::Reading& reading) { return next_step(reading, now_); });
        if (!step)
            return done_(std::move(step).error());
        if (step.value().is_nothing() || stopped_())
            return done_(booked_);
        const auto events = step.value().chunk.to - step.value().chunk.from;
        services_.store.write<bool>(
            [step = std::move(step).value()](store::Transaction& tx) -> Result<bool> {
                store::BookChanges changes(tx);
                if (step.snapshot) {
                    TRY(changes.add(*step.snapshot));
                    return true;
                }
                return changes.add(step.chunk);
            },
            [self = shared_from_this(), events](Result<bool> added, const store::Committed&) {
                if (!added)
                    return self->done_(std::move(added).error());
                self->booked_ += added.value() ? events : 0;
                self->go_on();
            });
    }

private:
    Services& services_;
    const Timestamp now_;
    const std::function<bool()> stopped_;
    Done<std::size_t> done_;
    std::size_t booked_ = 0;
};

}  // namespace

std::function<bool()> enough_for_an_answer()
{
    return [left = 25]() mutable { return left-- <= 0; };
}

void keep_book(Services& services, std::function<bool()> stopped, Done<std::size_t> done)
{
    if (services.store.recovery())
        return done(std::size_t{0});
    const auto keeping = std::make_shared<Keeping>(  // Owners: whichever answer comes next.
        services, std::move(stopped), std::move(done));
    keeping->go_on();
}

}  // namespace varde::acts
