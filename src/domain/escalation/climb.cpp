#include "domain/escalation/climb.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

Timestamp due_of(const Climb& climb) { return climb.due.value_or(climb.since); }

/// When a step is to come by the ladder alone: with the earliest of those after it, at the latest.
Timestamp planned(const Ladder& ladder, const Climb& climb, std::size_t step)
{
    std::optional<Timestamp> at;
    for (; step < ladder.steps.size(); ++step) {
        const Step& each = ladder.steps[step];
        const Timestamp from = each.from == From::start ? climb.since : due_of(climb);
        const Timestamp own = from.plus_seconds(each.after_seconds);
        at = at ? std::min(*at, own) : own;
    }
    return std::max(*at, climb.since);
}

/// The first answer of a human to the newest step; later ones do not lengthen the wait.
std::optional<Timestamp> answered(const Climb& climb)
{
    std::optional<Timestamp> first;
    for (const Raised& raised : climb.raised)
        if (const auto at = raised.acknowledged_at; at && *at >= climb.raised.back().at)
            first = first ? std::min(*first, *at) : *at;
    return first;
}

Timestamp held_until(const Ladder& ladder, const Climb& climb, Timestamp answered)
{
    const Timestamp end = answered.plus_seconds(ladder.acknowledged_for_seconds);
    return answered < due_of(climb) ? std::min(end, due_of(climb)) : end;
}

}  // namespace

std::int64_t pause_seconds(const Ladder& ladder, std::int64_t late_seconds)
{
    constexpr std::int64_t day = 24 * 3600;
    return std::max(ladder.repeat_every_seconds, std::min(late_seconds / 16, day));
}

Move next_move(const Ladder& ladder, const Climb& climb, Timestamp now)
{
    CHECK(!ladder.steps.empty() && ladder.repeat_every_seconds > 0);
    Move move;
    if (climb.raised.empty()) {
        move.at = planned(ladder, climb, 0);
    } else {
        const Raised& last = climb.raised.back();
        const auto next = std::size_t(last.step) + 1;
        const auto answer = answered(climb);
        if (next >= ladder.steps.size()) {  // Also where the ladder was longer at that time.
            move.step = int(ladder.steps.size()) - 1;
            // Not later than that from now: a clock that was ahead silences nobody.
            const auto told = std::min(last.at, now);
            const auto late = told.unix_s() - due_of(climb).unix_s();
            move.at = told.plus_seconds(pause_seconds(ladder, late));
        } else {
            move.step = int(next);
            move.at = last.in_vain && !answer ? last.at : planned(ladder, climb, next);
        }
        if (answer)
            move.at = std::max(move.at, held_until(ladder, climb, *answer));
    }
    move.tell = move.at <= now;
    return move;
}

}  // namespace varde::domain
