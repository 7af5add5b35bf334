#include "domain/escalation/listeners.hpp"

#include "domain/access/decide.hpp"

#include <algorithm>
#include <set>

namespace varde::domain {
namespace {

using People = std::set<PersonId>;

bool stands_in(const PersonId& person, const std::vector<PersonId>& people)
{
    return std::ranges::find(people, person) != people.end();
}

bool works_now(const PersonId& person, const Staff& staff, Timestamp now)
{
    return std::ranges::any_of(staff.grants, [&](const StaffGrant& each) {
        return each.person == person && each.grant.active_at(now);
    });
}

/// Who took it, as long as they are at work, may open it and are not silent; or else who is on
/// duty.
People on_duty(const Staff& staff, Timestamp now)
{
    People people;
    const bool owned = std::ranges::any_of(staff.grants, [&](const StaffGrant& each) {
        return each.person == staff.owner && lets_open(each.grant, staff.unit, staff.kind, now);
    });
    if (owned && !stands_in(staff.owner, staff.on_leave))
        people.insert(staff.owner);
    if (!people.empty() && !stands_in(staff.owner, staff.silent))
        return people;
    for (const PersonId& person : staff.on_duty)
        if (works_now(person, staff, now))
            people.insert(person);
    return people;
}

bool is_told(Listener listener, const Grant& grant, const Staff& staff, Timestamp now)
{
    switch (listener) {
    case Listener::readers:
        return staff.kind.text.empty()
                   ? grant.unit == staff.unit &&
                         (grant.role == Role::caseworker || grant.role == Role::unit_leader)
                   : lets_open(grant, staff.unit, staff.kind, now);
    case Listener::leader:
        return grant.unit == staff.unit && grant.role == Role::unit_leader;
    case Listener::director:
        return grant.unit == staff.unit && grant.role == Role::director;
    case Listener::oversight:
        return std::ranges::find(staff.oversight, grant.unit) != staff.oversight.end() &&
               grant.role != Role::director;
    case Listener::duty:
    case Listener::sender:
        break;
    }
    return false;
}

People all_of(Listener listener, const Staff& staff, Timestamp now)
{
    if (listener == Listener::duty)
        return on_duty(staff, now);
    if (listener == Listener::sender)
        return {staff.of_sender.begin(), staff.of_sender.end()};
    People people;
    for (const StaffGrant& each : staff.grants)
        if (each.grant.active_at(now) && is_told(listener, each.grant, staff, now))
            people.insert(each.person);
    return people;
}

}  // namespace

Told listeners(Listener listener, const Staff& staff, bool top, Timestamp now)
{
    const People all = all_of(listener, staff, now);
    Told told;
    for (const PersonId& person : all)
        if (!stands_in(person, staff.on_leave) && !stands_in(person, staff.silent))
            told.people.push_back(person);
    told.in_vain = told.people.empty();
    for (const PersonId& person : all)
        if (told.in_vain && !stands_in(person, staff.on_leave))
            told.people.push_back(person);
    if (top && told.people.empty())
        told.people.assign(all.begin(), all.end());
    return told;
}

}  // namespace varde::domain
