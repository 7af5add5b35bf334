#include "domain/access/coverage.hpp"

#include "base/check.hpp"
#include "domain/access/grants.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr Timestamp for_ever{INT64_MAX};

/// The end of the leave that somebody is on, and of whatever follows upon it at once.
std::optional<Timestamp> leave_until(const UnitPerson& person, Timestamp at)
{
    auto until = at;
    for (bool longer = true; longer;) {
        longer = false;
        for (const auto& leave : person.leave)
            if (leave.holds(until)) {
                until = leave.until;
                longer = true;
            }
    }
    return until == at ? std::nullopt : std::optional(until);
}

/// Until when the grants that let somebody open follow upon one another, and no leave comes.
std::optional<Timestamp> able_until(const UnitPerson& person, const Cell& cell, Timestamp at)
{
    auto until = at;
    for (bool longer = true; longer;) {
        longer = false;
        for (const auto& [id, grant] : person.grants)
            if (until != for_ever && lets_open(grant, cell.unit, cell.kind, until)) {
                until = grant.until.value_or(for_ever);
                longer = true;
            }
    }
    for (const auto& leave : person.leave)
        if (!leave.empty() && at < leave.from)
            until = std::min(until, leave.from);
    if (person.disabled_at)
        until = std::min(until, *person.disabled_at);
    return until == for_ever ? std::nullopt : std::optional(until);
}

/// The role of a grant that fits, if any does.
template <class Fits>
const Grant* grant_that_fits(const UnitPerson& person, Fits fits)
{
    for (const auto& [id, grant] : person.grants)
        if (is_reader(grant.role) && fits(grant))
            return &grant;
    return nullptr;
}

Able without_access(const UnitPerson& person, const Cell& cell, Timestamp at)
{
    const auto active = [&](const Grant& grant) { return grant.active_at(at); };
    if (const auto* grant = grant_that_fits(person, active))
        return {.ability = Ability::other_kind, .role = grant->role};
    std::optional<Able> later;
    for (const auto& [id, grant] : person.grants)
        if (is_reader(grant.role) && covers(grant, cell.kind) && at < grant.from &&
            (!grant.until || grant.from < *grant.until) && (!later || grant.from < *later->from))
            later = Able{.ability = Ability::not_yet, .role = grant.role, .from = grant.from};
    if (later)
        return *later;
    if (const auto* grant = grant_that_fits(person, [](const Grant&) { return true; }))
        return {.ability = Ability::ended, .role = grant->role, .until = grant->until};
    return {.role = person.grants.empty() ? Role::nobody : person.grants.front().grant.role};
}

/// Every instant within at which somebody's ability may change; both ends among them.
std::vector<Timestamp> changes_in(const std::vector<UnitPerson>& people, const Span& within)
{
    std::vector<Timestamp> changes{within.from, within.until};
    const auto add = [&](std::optional<Timestamp> at) {
        if (at && within.holds(*at))
            changes.push_back(*at);
    };
    for (const auto& person : people) {
        for (const auto& [id, grant] : person.grants) {
            add(grant.from);
            add(grant.until);
        }
        for (const auto& leave : person.leave) {
            add(leave.from);
            add(leave.until);
        }
        add(person.disabled_at);
    }
    std::ranges::sort(changes);
    const auto twice = std::ranges::unique(changes);
    changes.erase(twice.begin(), twice.end());
    return changes;
}

}  // namespace

Able ability_of(const UnitPerson& person, const Cell& cell, Timestamp at)
{
    const auto* grant = grant_that_fits(
        person, [&](const Grant& each) { return lets_open(each, cell.unit, cell.kind, at); });
    if (!grant)
        return without_access(person, cell, at);
    if (person.disabled_at && *person.disabled_at <= at)
        return {.ability = Ability::disabled, .role = grant->role};
    if (const auto until = leave_until(person, at))
        return {.ability = Ability::on_leave, .role = grant->role, .until = until};
    return {.ability = Ability::able, .role = grant->role, .until = able_until(person, cell, at)};
}

bool is_able(const UnitPerson& person, const Cell& cell, Timestamp at)
{
    return (!person.disabled_at || at < *person.disabled_at) &&
           std::ranges::any_of(person.grants,
                               [&](const HeldGrant& held) {
                                   return lets_open(held.grant, cell.unit, cell.kind, at);
                               }) &&
           std::ranges::none_of(person.leave, [&](const Span& leave) { return leave.holds(at); });
}

std::size_t count_able(const std::vector<UnitPerson>& people, const Cell& cell, Timestamp at)
{
    return std::size_t(std::ranges::count_if(
        people, [&](const UnitPerson& person) { return is_able(person, cell, at); }));
}

std::vector<Segment> timeline(const std::vector<UnitPerson>& people, const Cell& cell,
                              const Span& within)
{
    std::vector<Segment> segments;
    if (within.empty())
        return segments;
    const auto changes = changes_in(people, within);
    for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
        const auto count = count_able(people, cell, changes[i]);
        if (!segments.empty() && segments.back().count == count)
            segments.back().span.until = changes[i + 1];
        else
            segments.push_back({{changes[i], changes[i + 1]}, count});
    }
    return segments;
}

std::optional<Segment> first_gap(const std::vector<Segment>& segments, std::size_t needed)
{
    std::optional<Segment> gap;
    for (const auto& segment : segments) {
        if (segment.count >= needed) {
            if (gap)
                break;
            continue;
        }
        if (!gap)
            gap = segment;
        gap->span.until = segment.span.until;
        gap->count = std::min(gap->count, segment.count);
    }
    return gap;
}

std::optional<Drop> first_drop(const std::vector<Segment>& before,
                               const std::vector<Segment>& after, std::size_t needed)
{
    std::optional<Drop> drop;
    std::size_t b = 0;
    for (const auto& segment : after) {
        // Each stretch of `before` that this one meets; the last may meet the next one too.
        while (b < before.size() && before[b].span.until <= segment.span.from)
            ++b;
        for (auto i = b; i < before.size() && before[i].span.from < segment.span.until; ++i) {
            if (segment.count >= needed || segment.count >= before[i].count)
                continue;
            if (!drop)
                drop = Drop{std::max(segment.span.from, before[i].span.from), before[i].count,
                            segment.count};
            drop->after = std::min(drop->after, segment.count);
        }
    }
    return drop;
}

}  // namespace varde::domain
