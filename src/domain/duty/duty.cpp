#include "domain/duty/duty.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

bool on_leave(const Rota& rota, const PersonId& person, Timestamp at)
{
    return std::ranges::any_of(rota.leave, [&](const Leave& leave) {
        return leave.person == person && leave.span.holds(at);
    });
}

/// Every instant within `hours` at which it may change who is on duty; its ends among them.
std::vector<Timestamp> changes_in(const Rota& rota, const Span& hours)
{
    std::vector<Timestamp> changes{hours.from, hours.until};
    const auto add = [&](const Span& span) {
        for (const auto at : {span.from, span.until})
            if (hours.holds(at))
                changes.push_back(at);
    };
    for (const auto& shift : rota.shifts)
        add(shift.span);
    for (const auto& leave : rota.leave)
        add(leave.span);
    std::ranges::sort(changes);
    const auto twice = std::ranges::unique(changes);
    changes.erase(twice.begin(), twice.end());
    return changes;
}

}  // namespace

std::vector<PersonId> on_duty(const Rota& rota, Timestamp at)
{
    std::vector<const Shift*> now;
    bool replaced = false;
    for (const auto& shift : rota.shifts)
        if (shift.span.holds(at)) {
            now.push_back(&shift);
            replaced |= shift.replaces;
        }
    std::ranges::sort(now, [](const Shift* a, const Shift* b) {
        return std::pair(a->span.from, a->id) < std::pair(b->span.from, b->id);
    });
    std::vector<PersonId> people;
    for (const auto* shift : now)
        if (shift->replaces == replaced && !on_leave(rota, shift->person, at) &&
            std::ranges::find(people, shift->person) == people.end())
            people.push_back(shift->person);
    return people;
}

std::vector<Span> gaps(const Rota& rota, const std::vector<Span>& staffed)
{
    std::vector<Span> found;
    for (const auto& hours : staffed) {
        if (hours.empty())
            continue;
        const auto changes = changes_in(rota, hours);
        for (std::size_t i = 0; i + 1 < changes.size(); ++i) {
            if (!on_duty(rota, changes[i]).empty())
                continue;
            if (!found.empty() && found.back().until == changes[i])
                found.back().until = changes[i + 1];
            else
                found.push_back({changes[i], changes[i + 1]});
        }
    }
    return found;
}

Span in_force(const Span& planned, Timestamp entered_at, std::optional<Timestamp> cancelled_at)
{
    return common(planned, {entered_at, cancelled_at.value_or(planned.until)});
}

}  // namespace varde::domain
