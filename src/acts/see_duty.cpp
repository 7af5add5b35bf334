#include "acts/see_duty.hpp"

namespace varde::acts {
namespace {

/// As they count: what was cancelled halfway ends there, and what never counted is not there.
std::vector<store::DutyRow> in_force(std::vector<store::DutyRow> rows)
{
    std::erase_if(rows, [](const store::DutyRow& row) { return row.entry.in_force().empty(); });
    for (auto& row : rows)
        row.entry.planned.until = row.entry.in_force().until;
    return rows;
}

ActView act(const Services& services, const domain::Actor& actor, std::string name,
            domain::Action action, const domain::Object& object)
{
    auto decision = domain::decide(actor, action, object, {services.clock.now()});
    return {std::move(name), decision.allowed, std::move(decision.reason)};
}

}  // namespace

Result<DutyView> see_duty(const Services& services, const domain::Actor& actor,
                          const DutyQuery& query)
{
    const auto now = services.clock.now();
    const auto object = duty_of(services, query.unit, actor.person);
    if (const auto decision = domain::decide(actor, domain::Action::watch, object, {now});
        !decision)
        return Error{ErrorCode::forbidden, decision.reason};
    DutyView view{.unit = query.unit, .unit_name = object.unit_name, .at = query.at.value_or(now)};
    view.acts = {act(services, actor, "plan", domain::Action::plan_duty, object),
                 act(services, actor, "enter_leave", domain::Action::enter_leave, object)};
    view.open = staffed_hours(services, query.unit, query.within);
    return services.store.read([&](store::Reading& reading) -> Result<DutyView> {
        Names names(reading);
        view.now = TRY(who_is_on_duty(services, reading, query.unit, view.at));
        view.now_unit_name = unit_name(services, view.now.unit);
        for (const auto& person : view.now.people)
            view.people.push_back({person, TRY(names.of(person))});
        view.shifts = in_force(TRY(reading.shifts_of(query.unit, query.within)));
        view.leave = in_force(TRY(reading.leave_of(query.unit, query.within)));
        view.gaps = domain::gaps(TRY(rota_of(reading, query.unit, query.within)), view.open);
        return std::move(view);
    });
}

}  // namespace varde::acts
