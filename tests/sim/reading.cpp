// P9: who reads is who may, at that instant, by a second model of the policy; what was read and
// what was refused is on record.
#include "access_model/model.hpp"
#include "sim/auditor.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

using domain::Action;

Action action_of(const Act& act)
{
    static const std::map<std::string, Action> actions{{"see", Action::list},
                                                       {"open", Action::open},
                                                       {"forward", Action::hand_on},
                                                       {"return", Action::hand_on},
                                                       {"assign", Action::hand_on},
                                                       {"close", Action::handle},
                                                       {"take", Action::handle},
                                                       {"file", Action::handle},
                                                       {"assess", Action::handle},
                                                       {"answer", Action::handle},
                                                       {"conflicts", Action::declare_conflict},
                                                       {"conflicts/lift", Action::lift_conflict}};
    return actions.at(act.name);
}

}  // namespace

void Auditor::check_access(const Act& act, const Outcome& outcome, const Events& events)
{
    if (outcome.came != Came::answered || outcome.unknown())
        return;
    const auto& rights = reckoning_.rights;
    const auto& parcel = reckoning_.parcels.at(act.delivery);
    const domain::Object object{.kind = {reckoning_.reports.at(parcel.report).kind},
                                .unit = {parcel.unit},
                                .person = {act.whom},
                                .barred = rights.barred_from(parcel.report)};
    const auto now = server_.product().clock.now();
    const auto may = [&](Action action) {
        return !rights.disabled(act.person) &&
               access_model::permits(rights.actor(act.person), action, object, now);
    };
    // Whoever acts on it is shown it with the answer: the act stands for the reading then.
    const auto recorded = [&](bool as_refusal) {
        return std::ranges::any_of(events, [&](const Happened& event) {
            return event.person == act.person && event.delivery == act.delivery &&
                   (event.name == "access.refused") == as_refusal;
        });
    };
    const auto what = act.name + " on delivery " + hex_of(act.delivery);
    if (outcome.well() && outcome.answer->size("/content") > 0) {
        ++readings;
        if (!may(Action::open))
            findings_.add("P9", what + " showed content to somebody who may not open it");
        if (!recorded(false))
            findings_.add("P9", what + " showed content, and no reading is recorded");
    }
    if (outcome.well() && !may(action_of(act)))
        findings_.add("P9", what + " was done by somebody who may not");
    if (outcome.status() != 403)
        return;
    ++refusals;
    if (may(action_of(act)))
        findings_.add("P9", what + " was refused to somebody who may: " + outcome.answer->body);
    if (!recorded(true))
        findings_.add("P9", what + " was refused, and that is not recorded");
}

void Auditor::after_managing(const Uuid& person, Action action, const domain::Object& object,
                             const Outcome& outcome)
{
    if (outcome.came != Came::answered || outcome.unknown())
        return;
    const auto& rights = reckoning_.rights;  // As they were: this step's events come after.
    const auto now = server_.product().clock.now();
    // An account belongs to each unit where its person has access, now or later.
    const auto units = action == Action::set_account ? rights.units_of(object.person.uuid, now)
                                                     : std::set<std::string>{object.unit.text};
    const bool may =
        !rights.disabled(person) && std::ranges::any_of(units, [&](const std::string& unit) {
            auto there = object;
            there.unit.text = unit;
            if (action == Action::set_account && rights.directs(object.person.uuid, now))
                there.role = domain::Role::director;
            return access_model::permits(rights.actor(person), action, there, now);
        });
    const auto what =
        fmt::format("{} by {} in {}", name_of(action), hex_of(person), object.unit.text);
    if (outcome.well() && !may)
        findings_.add("P9", what + " was done by somebody who may not");
    if (outcome.status() == 403 && may)
        findings_.add("P9", what + " was refused to somebody who may: " + outcome.answer->body);
}

}  // namespace varde::sim
