#include "domain/readback/readback.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::array<std::string_view, 9> state_names{"waiting",   "stored",       "silent",
                                                      "missing",   "wrong_digest", "skipped",
                                                      "regressed", "unavailable",  "erased"};

constexpr std::int64_t hour_us = 3'600'000'000, day_us = 24 * hour_us;
constexpr std::int64_t nights_in_a_row = 30;
constexpr std::uint64_t one_night_in_while_open = 7, one_night_in_after = 30;

/// splitmix64's last step: each night has a draw of its own.
std::uint64_t mixed(std::uint64_t draw, std::int64_t night)
{
    auto z = draw + 0x9e3779b97f4a7c15ull * std::uint64_t(night);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

Readback ask(Readback readback, Timestamp now, std::int64_t seconds)
{
    readback.asked_at = now;
    readback.due_at = now.plus_seconds(seconds);
    return readback;
}

/// Whether the system has said nothing of it, so that its first question is still open.
bool is_unheard(const Readback& readback)
{
    const auto state = readback.state;
    return !readback.stored_at &&
           (state == ReadbackState::waiting || state == ReadbackState::silent ||
            state == ReadbackState::skipped);
}

/// What was asked can no longer be answered.
void make_void(Readback& readback)
{
    if (!readback.asked_at)
        return;
    ++readback.round;
    readback.asked_at.reset();
}

/// Told again once in each day that it fails, seen from when it was looked at before.
void tell_daily(Readback& readback, Timestamp before, Timestamp now)
{
    const auto since = readback.failed_at.value_or(now).unix_us;
    const auto days = [since](Timestamp at) {
        return std::max<std::int64_t>(0, at.unix_us - since) / day_us;
    };
    if (days(now) > days(before))
        readback.told.clear();
}

/// We can read it again, and nobody else was at fault.
Readback bring_back(Readback readback, Timestamp now)
{
    readback.state = readback.stored_at ? ReadbackState::stored : ReadbackState::waiting;
    readback.failed_at.reset();
    readback.told.clear();
    ++readback.round;
    return ask(std::move(readback), now, answer_seconds_max);
}

}  // namespace

std::string_view name_of(ReadbackState state) { return state_names.at(std::size_t(state)); }

std::optional<ReadbackState> readback_state_named(std::string_view name)
{
    const auto found = std::ranges::find(state_names, name);
    if (found == state_names.end())
        return std::nullopt;
    return ReadbackState(found - state_names.begin());
}

bool is_failing(ReadbackState state)
{
    return state != ReadbackState::waiting && state != ReadbackState::stored &&
           state != ReadbackState::erased;
}

Readback begin_readback(Readback added)
{
    const auto at = added.added_at;
    return ask(std::move(added), at, answer_seconds_max);
}

Looked look_again(Readback readback, Timestamp now)
{
    if (readback.state == ReadbackState::erased || !readback.due_at || now < *readback.due_at)
        return {std::move(readback), false};
    if (readback.state == ReadbackState::unavailable)
        return {bring_back(std::move(readback), now), false};
    if (readback.asked_at && !is_failing(readback.state))
        return fail_readback(std::move(readback), ReadbackState::silent, now);
    const auto seconds = is_failing(readback.state) ? nonce_seconds_max : answer_seconds_max;
    readback.told.clear();  // Who closed the problem though it fails is told again.
    ++readback.round;
    return {ask(std::move(readback), now, seconds), false};
}

Looked prove(Readback readback, std::string connector, bool open, std::uint64_t draw, Timestamp now)
{
    const bool anew = readback.state != ReadbackState::stored;
    const bool changed = anew || readback.connector != connector;
    if (anew)
        readback.stored_at = now;
    readback.state = ReadbackState::stored;
    readback.proved_at = now;
    readback.failed_at.reset();
    readback.asked_at.reset();
    readback.remark.clear();
    readback.told.clear();
    readback.connector = std::move(connector);
    readback.due_at = next_question(readback.stored_at.value_or(now), open, draw, now);
    return {std::move(readback), changed};
}

Looked fail_readback(Readback readback, ReadbackState how, Timestamp now)
{
    CHECK(is_failing(how));
    const bool changed = readback.state != how;
    if (changed) {
        readback.failed_at = now;
        readback.told.clear();  // Another failure is told anew.
        readback.read_round = 0;
    }
    readback.state = how;
    if (!readback.asked_at) {
        ++readback.round;
        readback.asked_at = now;
    }
    readback.due_at = readback.asked_at->plus_seconds(nonce_seconds_max);
    return {std::move(readback), changed};
}

Readback hand_over(Readback readback, Timestamp now)
{
    if (is_unheard(readback))
        return readback;
    const auto due = readback.due_at.value_or(now);
    tell_daily(readback, readback.asked_at.value_or(due.plus_seconds(-settle_seconds_min)), now);
    make_void(readback);
    readback.due_at = now.plus_seconds(settle_seconds_min);
    return readback;
}

bool is_taken(const Readback& readback)
{
    return is_failing(readback.state) && !is_unheard(readback) && readback.read_round > 0 &&
           readback.read_round + 1 >= readback.round;
}

Looked withhold(Readback readback, Timestamp now)
{
    const bool changed = readback.state != ReadbackState::unavailable;
    if (changed) {
        if (is_failing(readback.state))
            readback.stored_at.reset();  // What we can read again is not stored by that.
        readback.failed_at = now;
        readback.told.clear();
    }
    readback.state = ReadbackState::unavailable;
    make_void(readback);
    if (changed || !readback.due_at || *readback.due_at <= now) {
        const auto due = readback.due_at.value_or(now);
        tell_daily(readback, due.plus_seconds(-unread_seconds_max), now);
        readback.due_at = now.plus_seconds(unread_seconds_max);
    }
    return {std::move(readback), changed};
}

Readback end_readback(Readback readback)
{
    readback.state = ReadbackState::erased;
    readback.asked_at.reset();
    readback.due_at.reset();
    readback.told.clear();
    return readback;
}

Timestamp next_question(Timestamp stored_at, bool open, std::uint64_t draw, Timestamp now)
{
    if (now.unix_us < stored_at.unix_us + hour_us && stored_at <= now)
        return {stored_at.unix_us + hour_us};
    // Between midnight and four by UTC: between one and six in the morning in Norway.
    const auto offset = std::int64_t(draw % 240) * 60'000'000;
    const auto first_night = stored_at.unix_us / day_us;
    for (auto night = now.unix_us / day_us;; ++night) {
        const auto at = night * day_us + offset;
        if (at <= now.unix_us)
            continue;
        const bool in_a_row = open && night - first_night <= nights_in_a_row;
        const auto one_in = open ? one_night_in_while_open : one_night_in_after;
        if (in_a_row || mixed(draw, night) % one_in == 0)
            return {at};
    }
}

}  // namespace varde::domain
