#include "jobs/deadline_clock.hpp"

#include "acts/pursue.hpp"
#include "base/log.hpp"

#include <algorithm>

namespace varde::jobs {
namespace {

constexpr std::chrono::milliseconds between_rounds{1000};
constexpr std::chrono::milliseconds while_busy{20};
constexpr std::chrono::milliseconds under_pressure_pause{200};
constexpr std::int64_t pause_seconds_max = 600;
/// So many decisions waiting for the writer are pressure; then so many that are not urgent at once.
constexpr std::size_t waiting_under_pressure = 8, under_pressure = 4;

std::int64_t pause_seconds(int times)
{
    return std::min(pause_seconds_max, std::int64_t{1} << std::min(times, 20));
}

}  // namespace

DeadlineClock::DeadlineClock(acts::Services& services)
    : services_(services), state_(std::make_shared<State>())  // Owners: as declared.
{
}

bool DeadlineClock::is_busy() const
{
    const std::lock_guard lock(state_->mutex);
    return state_->under_way > 0;
}

/// Those that have failed stay at the front of the line, so that many more are asked for.
Result<DeadlineClock::Batch> DeadlineClock::batch_at(Timestamp now, std::size_t not_urgent_max)
{
    const auto failures = [&] {
        const std::lock_guard lock(state_->mutex);
        return state_->failures;
    }();
    const int limit = batch_max + 16 * int(failures.size());
    Batch batch;
    const auto add = [&](const std::vector<store::SubjectToWake>& rows, std::size_t max) {
        batch.more |= rows.size() == std::size_t(limit);
        for (const auto& [subject, wake] : rows) {
            const auto failed = failures.find(subject);
            const bool waits = failed != failures.end() && now < failed->second.again;
            if (waits || std::ranges::find(batch.subjects, subject) != batch.subjects.end())
                continue;
            if (batch.subjects.size() >= max) {
                batch.more = true;
                return;
            }
            batch.subjects.push_back(subject);
        }
    };
    return services_.store.read([&](store::Reading& reading) -> Result<Batch> {
        add(TRY(reading.subjects_to_wake(now, limit, true)), batch_max);
        const auto max = std::min<std::size_t>(batch_max, batch.subjects.size() + not_urgent_max);
        add(TRY(reading.subjects_to_wake(now, limit)), max);
        return std::move(batch);
    });
}

std::chrono::milliseconds DeadlineClock::make_round()
{
    if (services_.store.recovery())
        return between_rounds;
    if (is_busy())
        return while_busy;
    const auto now = services_.clock.now();
    const bool pressed = services_.store.waiting() >= waiting_under_pressure;
    const auto batch = batch_at(now, pressed ? under_pressure : std::size_t(batch_max));
    if (!batch) {
        log::warning("deadlines could not be looked at", {{"reason", batch.error().message}});
        return between_rounds;
    }
    last_look_ = now;
    const auto& subjects = batch.value().subjects;
    {
        const std::lock_guard lock(state_->mutex);
        state_->under_way = subjects.size();
    }
    for (const auto& subject : subjects)
        acts::pursue(services_, subject, [state = state_, subject, now](Result<Nothing> outcome) {
            done(*state, subject, outcome, now);
        });
    if (!batch.value().more || subjects.empty())
        return between_rounds;
    return pressed ? under_pressure_pause : while_busy;
}

void DeadlineClock::done(State& state, const Uuid& subject, const Status& outcome, Timestamp at)
{
    const std::lock_guard lock(state.mutex);
    --state.under_way;
    if (outcome) {
        state.failures.erase(subject);
        return;
    }
    auto& failure = state.failures[subject];
    ++failure.times;
    failure.again = at.plus_seconds(pause_seconds(failure.times));
    if (failure.times == 1)
        log::error("an obligation could not be pursued; it is tried again",
                   {{"subject", to_string(subject)}, {"reason", outcome.error().message}});
}

}  // namespace varde::jobs
