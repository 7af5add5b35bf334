#include "jobs/deadline_clock.hpp"

#include "acts/pursue.hpp"
#include "base/log.hpp"

#include <algorithm>

namespace varde::jobs {
namespace {

constexpr std::chrono::milliseconds between_rounds{1000};
constexpr std::chrono::milliseconds while_busy{20};
constexpr std::int64_t pause_seconds_max = 600;

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
Result<std::vector<Uuid>> DeadlineClock::subjects_at(Timestamp now, bool& more)
{
    const auto failures = [&] {
        const std::lock_guard lock(state_->mutex);
        return state_->failures;
    }();
    const int limit = batch_max + 16 * int(failures.size());
    const auto rows = TRY(services_.store.read(
        [&](store::Reading& reading) { return reading.subjects_to_wake(now, limit); }));
    std::vector<Uuid> subjects;
    for (const auto& [subject, wake] : rows) {
        const auto failed = failures.find(subject);
        const bool waits = failed != failures.end() && now < failed->second.again;
        if (!waits && std::ranges::find(subjects, subject) == subjects.end())
            subjects.push_back(subject);
    }
    more = rows.size() == std::size_t(limit) || subjects.size() > std::size_t(batch_max);
    if (subjects.size() > std::size_t(batch_max))
        subjects.resize(batch_max);
    return subjects;
}

std::chrono::milliseconds DeadlineClock::make_round()
{
    if (services_.store.recovery())
        return between_rounds;
    if (is_busy())
        return while_busy;
    bool more = false;
    const auto now = services_.clock.now();
    const auto subjects = subjects_at(now, more);
    if (!subjects) {
        log::warning("deadlines could not be looked at", {{"reason", subjects.error().message}});
        return between_rounds;
    }
    {
        const std::lock_guard lock(state_->mutex);
        state_->under_way = subjects.value().size();
    }
    for (const auto& subject : subjects.value())
        acts::pursue(services_, subject, [state = state_, subject, now](Result<Nothing> outcome) {
            done(*state, subject, outcome, now);
        });
    return more && !subjects.value().empty() ? while_busy : between_rounds;
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
