#include "acts/duty.hpp"

#include "packs/staffed_hours.hpp"

#include <algorithm>
#include <set>

namespace varde::acts {
namespace {

using domain::Service;

bool is_open(const Services& services, const domain::Unit& unit, Timestamp at)
{
    return services.pack.calendar.is_open(unit.hours, at);
}

Result<std::vector<PersonId>> people_at(store::Reading& reading, const UnitId& unit, Timestamp at)
{
    return domain::on_duty(TRY(rota_of(reading, unit, {at, {at.unix_us + 1}})), at);
}

/// Whoever stands behind a unit: guards first, each in the pack's order.
std::vector<const domain::Unit*> behind(const domain::Directory& directory,
                                        const domain::Unit& unit)
{
    std::vector<const domain::Unit*> units;
    for (const auto& id : unit.fallbacks)
        if (const auto* found = directory.find(id))
            units.push_back(found);
    std::ranges::stable_partition(
        units, [](const domain::Unit* each) { return each->service == Service::guard; });
    return units;
}

}  // namespace

Result<OnDuty> who_is_on_duty(const Services& services, store::Reading& reading, const UnitId& unit,
                              Timestamp at)
{
    const auto* asked = services.pack.directory.find(unit);
    if (!asked || is_open(services, *asked, at))
        return OnDuty{unit, TRY(people_at(reading, unit, at)), false};
    OnDuty duty{.unit = unit, .out_of_hours = true};
    for (const auto* next : behind(services.pack.directory, *asked)) {
        if (!is_open(services, *next, at))
            continue;
        if (duty.unit == unit)
            duty.unit = next->id;
        if (auto people = TRY(people_at(reading, next->id, at)); !people.empty())
            return OnDuty{next->id, std::move(people), true};
    }
    return duty;
}

Result<domain::Rota> rota_of(store::Reading& reading, const UnitId& unit,
                             const domain::Span& within)
{
    domain::Rota rota;
    std::set<PersonId> people;
    for (const auto& [entry, name] : TRY(reading.shifts_of(unit, within)))
        if (const auto span = entry.in_force(); !span.empty()) {
            rota.shifts.push_back({entry.id, entry.person, span, entry.replaces});
            people.insert(entry.person);
        }
    for (const auto& [entry, name] : TRY(reading.leave_of(unit, within)))
        if (const auto span = entry.in_force(); !span.empty())
            rota.leave.push_back({entry.person, span});
    std::map<PersonId, std::vector<domain::Span>> able;
    for (const auto& [person, span] : TRY(reading.readers_of(unit)))
        able[person].push_back(span);
    for (const auto& person : people)
        for (const auto& span : domain::without(within, able[person]))
            rota.leave.push_back({person, span});
    return rota;
}

std::vector<domain::Span> staffed_hours(const Services& services, const UnitId& unit,
                                        const domain::Span& within)
{
    const auto* found = services.pack.directory.find(unit);
    return packs::staffed_hours(services.pack.calendar,
                                found ? found->hours : domain::OpeningHours{.always_open = true},
                                within);
}

Result<std::vector<domain::Span>> duty_gaps(const Services& services, store::Reading& reading,
                                            const UnitId& unit, const domain::Span& within)
{
    return domain::gaps(TRY(rota_of(reading, unit, within)), staffed_hours(services, unit, within));
}

Result<std::vector<PersonId>> people_on_leave(store::Reading& reading, const UnitId& unit,
                                              Timestamp at)
{
    std::vector<PersonId> people;
    for (const auto& row : TRY(reading.leave_of(unit, {at, {at.unix_us + 1}})))
        if (row.entry.in_force().holds(at))
            people.push_back(row.entry.person);
    return people;
}

domain::Object duty_of(const Services& services, const UnitId& unit, const PersonId& whose)
{
    return {.unit = unit,
            .unit_name = unit_name(services, unit),
            .overseers = domain::overseers_of(services.pack.directory, unit),
            .person = whose};
}

}  // namespace varde::acts
