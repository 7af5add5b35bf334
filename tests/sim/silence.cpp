// P6: what nobody has done in time has been told to somebody else, and is told again.
#include "sim/auditor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

/// The deadline clock looks each second; a look that fails is tried again after some minutes.
constexpr std::int64_t slack_seconds = 30 * 60;

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

/// Whether anybody beside those who should have acted has been told.
bool told_another(const Duty& duty, const Uuid& owner)
{
    std::set<Uuid> silent{owner};
    for (const auto& told : duty.told)
        if (told.listener == "duty")
            silent.insert(told.people.begin(), told.people.end());
    return std::ranges::any_of(duty.told, [&](const Told& told) {
        return std::ranges::any_of(told.people,
                                   [&](const Uuid& person) { return !silent.contains(person); });
    });
}

/// The longest that a ladder may say nothing once the time has passed.
std::int64_t longest_pause(const domain::Ladder& ladder)
{
    std::int64_t longest = ladder.repeat_every_seconds, last = 0;
    for (const auto& step : ladder.steps) {
        longest = std::max(longest, step.after_seconds - last);
        last = std::max<std::int64_t>(0, step.after_seconds);
    }
    return longest + ladder.acknowledged_for_seconds;
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
    const auto late_from = std::max(due, watched_since).plus_seconds(slack_seconds);
    if (now < late_from)
        return;
    const auto what = fmt::format("{} of {}, due {},", rule, hex_of(subject), rfc3339(due));
    if (duty.due_us && !duty.breached)
        findings_.add("P6", what + " is breached and nothing says so");
    const auto parcel = reckoning_.parcels.find(subject);
    const auto owner = parcel == reckoning_.parcels.end() ? Uuid{} : parcel->second.owner;
    const auto& ladder = test::norway().ladder_of(rule, since);
    const auto top = std::ranges::any_of(duty.told, [&](const Told& told) {
        return told.step == std::int64_t(ladder.steps.size());
    });
    if (!top && !told_another(duty, owner))
        findings_.add("P6", what + " was told to nobody but the silent party");
    if (duty.told.empty())
        return;
    const auto last = std::max(duty.told.back().at, watched_since);
    if (now > last.plus_seconds(longest_pause(ladder) + slack_seconds))
        findings_.add("P6", what + " is told to nobody any more since " + rfc3339(last));
}

}  // namespace varde::sim
