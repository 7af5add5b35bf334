#include "acts/matter.hpp"

namespace varde::acts {
namespace {

/// Who has the duty: what is urgent is told to whoever has it now, the guard where the unit is
/// closed; anything else to whoever has it when the unit opens.
Result<std::vector<PersonId>> on_duty(const Services&, store::Reading&, const Matter&, Timestamp)
{
    return std::vector<PersonId>{};
}

Result<std::vector<PersonId>> on_leave(store::Reading&, const UnitId&, Timestamp)
{
    return std::vector<PersonId>{};
}

Status add_people(store::Reading& reading, const UnitId& unit, domain::Staff& staff, Timestamp now)
{
    for (auto& row : TRY(reading.staff_of(unit)))
        staff.grants.push_back({row.person, std::move(row.grant)});
    for (const auto& person : TRY(on_leave(reading, unit, now)))
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
            .kind = delivery.kind,
            .urgent = domain::danger_of(delivery) == domain::Danger::urgent,
            .owner = delivery.owner};
}

}  // namespace

Result<std::optional<Matter>> matter_of(const Services&, store::Reading& reading,
                                        const Uuid& subject)
{
    const auto delivery = TRY(reading.delivery(DeliveryId{subject}));
    if (!delivery)
        return std::optional<Matter>{};
    auto matter = matter_of(*delivery);
    if (const auto report = TRY(reading.report(delivery->report)))
        matter.sender = report->sender;
    return std::optional(std::move(matter));
}

Result<domain::Staff> staff_around(const Services& services, store::Reading& reading,
                                   const Matter& matter, Timestamp now)
{
    const auto& unit = matter.about.unit;
    domain::Staff staff{.unit = unit,
                        .kind = matter.kind,
                        .owner = matter.owner,
                        .oversight = oversight_above(services, unit)};
    TRY(add_people(reading, unit, staff, now));
    for (const auto& above : staff.oversight)
        if (above != unit)
            TRY(add_people(reading, above, staff, now));
    staff.on_duty = TRY(on_duty(services, reading, matter, now));
    for (const auto& person : staff.on_duty)
        for (auto& grant : TRY(reading.grants_of(person)))
            staff.grants.push_back({person, std::move(grant)});
    if (!matter.sender.is_nil())
        for (const auto& row : TRY(reading.senders_of(matter.sender)))
            if (row.grant.active_at(now))
                staff.of_sender.push_back(row.person);
    return staff;
}

std::vector<UnitId> oversight_above(const Services& services, const UnitId& unit)
{
    const auto& directory = services.pack.directory;
    auto above = domain::overseers_of(directory, unit);
    if (above.empty())
        for (const auto& each : directory.units())
            if (each.service == domain::Service::oversight && each.id != unit)
                above.push_back(each.id);
    return above;
}

}  // namespace varde::acts
