// P6: what nobody has done in time has been told to somebody else, and is told again.
#include "sim/auditor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

/// The deadline clock looks each second; a look that fails is tried again after some minutes.
constexpr std::int64_t slack_seconds = 30 * 60;
constexpr std::int64_t longest_pause = 24 * 3600;  ///< Of a top step, in seconds.

constexpr sql::Statement next_wake{"sim_next_wake",
                                   "SELECT min(wake_us) FROM obligation WHERE wake_us IS NOT NULL"};
constexpr sql::Statement next_notice{"sim_next_notice",
                                     "SELECT min(due_us) FROM notice WHERE due_us IS NOT NULL"};

std::optional<Timestamp> first_of(sql::Connection& connection, const sql::Statement& statement)
{
    const auto found =
        sql::one(connection, [](const sql::Row& row) { return row.optional_time(0); }, statement);
    CHECK(found && found.value());
    return *found.value();
}

/// Who was told when, for the story.
std::string in_words(const Duty& duty)
{
    std::string words = " (told:";
    for (const auto& told : duty.told)
        words += fmt::format(" {} {} {} to {};", told.step, told.listener, rfc3339_seconds(told.at),
                             told.people);
    return words + ")";
}

/// When the ladder goes on at the latest after its last step so far. An answer holds it for a
/// while.
Timestamp next_step_at(const domain::Ladder& ladder, const Told& last, Timestamp since,
                       Timestamp due)
{
    const auto next = std::size_t(last.step);  // Counted from 1, so this is the one after it.
    const auto held = ladder.acknowledged_for_seconds;
    if (next >= ladder.steps.size())
        return last.at.plus_seconds(
            std::max(ladder.repeat_every_seconds,
                     std::min((last.at.unix_us - due.unix_us) / 1'000'000 / 16, longest_pause)) +
            held);
    const auto& step = ladder.steps[next];
    const auto planned =
        (step.from == domain::From::start ? since : due).plus_seconds(step.after_seconds);
    return std::max(planned, last.at).plus_seconds(held);
}

}  // namespace

std::optional<Timestamp> Auditor::next_wake_at() { return first_of(*connection_, next_wake); }
std::optional<Timestamp> Auditor::next_notice_at() { return first_of(*connection_, next_notice); }

void Auditor::check_silence(Timestamp now, Timestamp watched_since)
{
    for (const auto& subject : reckoning_.owing)
        for (const auto& [name, duty] : reckoning_.duties.at(subject))
            if (duty.open)
                check_silence_of(subject, name.first, {name.second}, duty, now, watched_since);
}

void Auditor::check_silence_of(const Uuid& subject, const std::string& rule, Timestamp since,
                               const Duty& duty, Timestamp now, Timestamp watched_since)
{
    const auto due = duty.due_us ? Timestamp{*duty.due_us} : since;
    watched_since = std::max(watched_since, duty.known_at);
    const auto late_from = std::max(due, watched_since).plus_seconds(slack_seconds);
    if (now < late_from)
        return;
    const auto what = fmt::format("{} of {}, due {},", rule, hex_of(subject), rfc3339(due));
    if (duty.due_us && !duty.breached)
        findings_.add("P6", what + " is breached and nothing says so");
    const auto& ladder = test::norway().ladder_of(rule, since);
    const auto top = std::ranges::any_of(duty.told, [&](const Told& told) {
        return told.step == std::int64_t(ladder.steps.size());
    });
    if (!top && std::ranges::none_of(duty.told, &Told::another))
        findings_.add("P6", what + " was told to nobody but the silent party" + in_words(duty));
    if (duty.told.empty())
        return;
    const auto next = next_step_at(ladder, duty.told.back(), since, due);
    if (now > std::max(next, watched_since).plus_seconds(slack_seconds))
        findings_.add("P6", what + " is told to nobody any more" + in_words(duty));
}

}  // namespace varde::sim
