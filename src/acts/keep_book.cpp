#include "acts/keep_book.hpp"

#include <memory>

namespace varde::acts {
namespace {

constexpr std::uint64_t events_between_snapshots = 20'000;
constexpr std::uint64_t events_for_answer = 20'000, events_at_once_for_answer = 2'000;
constexpr std::int64_t day_us = 86'400'000'000;

/// What one step writes: a chunk of events, or a snapshot.
struct Step {
    store::BookChunk chunk;
    std::optional<store::BalanceSnapshot> snapshot;
    std::uint64_t end = 0;
    bool is_nothing() const { return chunk.from == chunk.to && !snapshot; }
};

bool wants_snapshot(const std::optional<domain::KeptBalance>& last, std::uint64_t mark,
                    Timestamp now)
{
    if (mark == 0 || (last && last->position == mark))
        return false;
    return !last || mark - last->position >= events_between_snapshots ||
           last->at.unix_us / day_us < now.unix_us / day_us;
}

Result<Step> next_step(store::Reading& reading, std::uint64_t events_max, Timestamp now)
{
    store::BookRecords records(reading);
    const auto mark = TRY(records.mark());
    Step step{.end = TRY(records.event_end())};
    if (wants_snapshot(TRY(records.snapshot_place_before(mark)), mark, now)) {
        step.chunk = {.from = mark, .to = mark};
        step.snapshot = store::BalanceSnapshot{mark, now, TRY(records.totals())};
    } else {
        step.chunk = TRY(records.next_chunk(step.end, events_max));
    }
    return step;
}

Result<bool> write(store::Transaction& tx, const Step& step)
{
    store::BookChanges changes(tx);
    if (!step.snapshot)
        return changes.add(step.chunk);
    TRY(changes.add(*step.snapshot));
    return true;
}

/// From one step to the next. Each reads in a task of its own: where answers run, others wait.
class ForAnswer : public std::enable_shared_from_this<ForAnswer> {
public:
    ForAnswer(Services& services, Done<Nothing> done) : services_(services), done_(std::move(done))
    {
    }

    void go_on()
    {
        book_step(services_, events_at_once_for_answer,
                  [self = shared_from_this()](Result<BookStep> step) {
                      if (!step)
                          return self->done_(std::move(step).error());
                      self->left_ -= std::min(self->left_, step.value().events + 1);
                      if (!step.value().more || self->left_ == 0)
                          return self->done_(ok());
                      self->services_.store.post([self] { self->go_on(); });
                  });
    }

private:
    Services& services_;
    Done<Nothing> done_;
    std::uint64_t left_ = 2 * events_for_answer;  // However many more come meanwhile.
};

}  // namespace

void book_step(Services& services, std::uint64_t events_max, Done<BookStep> done)
{
    if (services.store.recovery())
        return done(BookStep{});
    auto read = services.store.read([&](store::Reading& reading) {
        return next_step(reading, events_max, services.clock.now());
    });
    if (!read)
        return done(std::move(read).error());
    auto& step = read.value();
    if (step.is_nothing())
        return done(BookStep{.end = step.end});
    const BookStep made{step.chunk.to - step.chunk.from, step.end, step.chunk.to < step.end};
    services.store.write<bool>(
        [step = std::move(step)](store::Transaction& tx) { return write(tx, step); },
        [made, done = std::move(done)](Result<bool> written, const store::Committed&) mutable {
            if (!written)
                return done(std::move(written).error());
            // Where somebody else was first, those events are booked, but perhaps not all of them.
            done(written.value() ? made : BookStep{.end = made.end, .more = true});
        });
}

void book_for_answer(Services& services, Done<Nothing> done)
{
    const auto left = services.store.read([](store::Reading& reading) -> Result<std::uint64_t> {
        store::BookRecords records(reading);
        return TRY(records.event_end()) - TRY(records.mark());
    });
    if (!left)
        return done(left.error());
    if (left.value() > events_for_answer)
        return done(ok());
    const auto booking = std::make_shared<ForAnswer>(  // Owners: whichever answer comes next.
        services, std::move(done));
    booking->go_on();
}

}  // namespace varde::acts
