#include "acts/matter.hpp"

#include "acts/duty.hpp"
#include "acts/problem_view.hpp"
#include "store/access.hpp"
#include "store/notices.hpp"

#include <algorithm>

namespace varde::acts {
namespace {

/// Who has the duty: what is urgent is told to whoever has it now, the guard where the unit is
/// closed; anything else to whoever has it when the unit opens.
Result<std::vector<PersonId>> on_duty(const Services& services, store::Reading& reading,
                                      const Matter& matter, Timestamp now)
{
    const auto* unit = services.pack.directory.find(matter.about.unit);
    const auto at =
        unit && !matter.urgent ? services.pack.calendar.next_opening(unit->hours, now) : now;
    return TRY(who_is_on_duty(services, reading, matter.about.unit, at)).people;
}

Status add_people(store::Reading& reading, const UnitId& unit, domain::Staff& staff, Timestamp now)
{
    for (auto& row : TRY(reading.staff_of(unit)))
        staff.grants.push_back({row.person, std::move(row.grant)});
    for (const auto& person : TRY(people_on_leave(reading, unit, now)))
        staff.on_leave.push_back(person);
    return ok();
}

Matter matter_of(const domain::Delivery& delivery)
{
    return {.subject = delivery.id.uuid,
            .about = {.report = delivery.report,
                      .delivery = delivery.id,
                      .unit = delivery.unit,
                      .channel = delivery.channel,
                      .sequence = delivery.sequence},
            .number = delivery.sequence,
            .kind = delivery.kind,
            .urgent = domain::danger_of(delivery) == domain::Danger::urgent,
            .owner = delivery.owner};
}

Matter matter_of(const domain::Problem& problem)
{
    Matter matter{.subject = problem.id.uuid,
                  .problem = problem,
                  .about = {.report = domain::as_report(problem.id), .unit = problem.handler},
                  .number = problem.number};
    if (!problem.about_person.is_nil())
        matter.concerned = {problem.about_person};
    return matter;
}

/// Who stands above the unit that it is about; above an oversight office the others do.
std::vector<UnitId> oversight_of(const Services& services, const Matter& matter)
{
    if (!matter.problem)
        return oversight_above(services, matter.about.unit);
    const auto& directory = services.pack.directory;
    const auto& about = matter.problem->unit;
    auto above = domain::overseers_of(directory, about);
    if (above.empty())
        for (const auto& each : directory.units())
            if (each.service == domain::Service::oversight &&
                (each.id != about || matter.problem->by_machine()))
                above.push_back(each.id);
    return above;
}

Result<bool> may_see(const Services& services, store::Reading& reading, const Matter& matter,
                     const PersonId& id, Timestamp now)
{
    const auto person = TRY(reading.person(id));
    if (!person)
        return false;
    const domain::Actor actor{.person = id,
                              .name = person->name,
                              .organisation = person->organisation,
                              .grants = TRY(reading.grants_of(id))};
    const auto object = object_of(services, *matter.problem, matter.barred);
    return bool(domain::decide(actor, domain::Action::see_problem, object, {now}));
}

Status leave_out_who_may_not_see(const Services& services, store::Reading& reading,
                                 const Matter& matter, domain::Staff& staff, Timestamp now)
{
    std::map<PersonId, bool> sees;
    for (const auto& each : staff.grants)
        if (const auto [place, fresh] = sees.try_emplace(each.person); fresh)
            place->second = TRY(may_see(services, reading, matter, each.person, now));
    std::erase_if(staff.grants,
                  [&](const domain::StaffGrant& each) { return !sees.at(each.person); });
    return ok();
}

}  // namespace

Result<std::optional<Matter>> matter_of(const Services&, store::Reading& reading,
                                        const Uuid& subject)
{
    const auto delivery = TRY(reading.delivery(DeliveryId{subject}));
    if (!delivery) {
        const auto row = TRY(reading.problem(domain::ProblemId{subject}));
        if (!row)
            return std::optional<Matter>{};
        auto problem = matter_of(row->problem);
        problem.barred = TRY(barred_from(reading, row->problem));
        return std::optional(std::move(problem));
    }
    auto matter = matter_of(*delivery);
    matter.barred = TRY(store::AccessRecords(reading).barred_from(delivery->report));
    if (const auto report = TRY(reading.report(delivery->report))) {
        matter.sender = report->sender;
        if (const auto accepted = TRY(reading.event_at(report->position)))
            matter.sent_by = accepted->event.by.person;
    }
    return std::optional(std::move(matter));
}

Result<domain::Staff> staff_around(const Services& services, store::Reading& reading,
                                   const Matter& matter, Timestamp now)
{
    const auto& unit = matter.about.unit;
    domain::Staff staff{.unit = unit,
                        .kind = matter.kind,
                        .owner = matter.owner,
                        .oversight = oversight_of(services, matter)};
    if (!unit.text.empty())
        TRY(add_people(reading, unit, staff, now));
    for (const auto& above : staff.oversight)
        if (above != unit)
            TRY(add_people(reading, above, staff, now));
    staff.on_duty = TRY(on_duty(services, reading, matter, now));
    for (const auto& person : staff.on_duty)
        for (auto& grant : TRY(reading.grants_of(person)))
            staff.grants.push_back({person, std::move(grant)});
    std::erase_if(staff.grants, [&](const domain::StaffGrant& each) {
        return std::ranges::find(matter.barred, each.person) != matter.barred.end();
    });
    if (matter.problem && !matter.problem->by_machine())
        TRY(leave_out_who_may_not_see(services, reading, matter, staff, now));
    return staff;
}

Result<std::vector<PersonId>> people_of_sender(const Services& services, store::Reading& reading,
                                               const Matter& matter, Timestamp now)
{
    std::vector<PersonId> people;
    if (matter.sender.is_nil())
        return people;
    for (const auto& row : TRY(reading.senders_of(matter.sender)))
        if (row.grant.active_at(now))
            people.push_back(row.person);
    if (std::ranges::find(people, matter.sent_by) != people.end())
        return std::vector{matter.sent_by};
    for (const auto& contact : TRY(store::Notices(reading).contacts_of(matter.sender.uuid)))
        if (!contact.dead_at && services.notice_channels.has(contact.channel))
            return std::vector<PersonId>{};
    return people;
}

std::vector<UnitId> oversight_above(const Services& services, const UnitId& unit)
{
    const auto& directory = services.pack.directory;
    if (const auto* own = directory.find(unit); own && own->service == domain::Service::oversight)
        return {unit};
    auto above = domain::overseers_of(directory, unit);
    if (above.empty())
        for (const auto& each : directory.units())
            if (each.service == domain::Service::oversight)
                above.push_back(each.id);
    return above;
}

}  // namespace varde::acts
