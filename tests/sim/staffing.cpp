// Who may do what changes: access is given, ended and passed on, accounts are disabled, conflicts
// of interest are declared, and people try what is not theirs.
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

using domain::Action;

constexpr double day = 86'400;

/// What follows at once from who may open what: alarms, and requests that end.
const std::set<std::string> access_events{"access.changed", "problem.raised", "problem.answered",
                                          "problem.closed"};

}  // namespace

void World::plan_staffing()
{
    after(draw_.waiting(climate_.days_between_changes * day / double(towns_.size())), [this] {
        if (server_.up())
            change_staff(draw_.pick(towns_)->id.text);
        plan_staffing();
    });
}

/// Whoever may manage a unit, and now and then somebody who may not.
Worker* World::find_manager(const std::string& unit)
{
    if (draw_.chance(0.15))
        return &workers_[draw_.below(workers_.size())];
    std::vector<std::size_t> managers;
    for (std::size_t i = 0; i < workers_.size(); ++i)
        if (workers_[i].unit == unit &&
            (workers_[i].leader || workers_[i].role == domain::Role::director))
            managers.push_back(i);
    return managers.empty() ? nullptr : &workers_[draw_.pick(managers)];
}

void World::change_staff(const std::string& unit)
{
    auto* by = find_manager(unit);
    if (!by || !sign_in(*by))
        return;
    switch (draw_.below(8)) {
    case 0:
    case 1:
    case 2:
        return give_access(*by, unit);
    case 3:
    case 4:
        return end_access(*by, unit);
    case 5:
        return shut_out(*by, unit);
    case 6:
        return declare_conflict(unit);
    default:
        return ask_for_access(*by, unit);
    }
}

/// A request about access, and whether the answer is the page's.
Outcome World::manage(Worker& by, const Managing& wanted, const std::set<std::string>& may)
{
    tell(by.login + " " + wanted.what);
    auto outcome = server_.ask([&] { return by.caller.post(wanted.path, wanted.body); });
    auditor_.after_managing(by.id.uuid, wanted.action, wanted.object, outcome);
    auditor_.after_entry(outcome, may);
    if (outcome.well() && server_.up())
        auditor_.check_alarms(wanted.object.unit.text);
    if (outcome.well())
        by.session_until = later(50 * 60);
    return outcome;
}

void World::give_access(Worker& by, const std::string& unit)
{
    const auto& to = workers_[draw_.below(workers_.size())];
    const bool delegate = draw_.chance(0.2);
    const auto role = delegate             ? by.role
                      : draw_.chance(0.85) ? domain::Role::caseworker
                                           : domain::Role::unit_leader;
    std::string more = delegate ? R"(,"delegate":true)" : "";
    if (delegate || draw_.chance(0.5))
        more += fmt::format(R"(,"until":"{}")", rfc3339(later(draw_.part() * 30 * day + 3'600)));
    if (draw_.chance(0.2))
        more += R"(,"kinds":["concern.child"])";
    manage(by,
           {.what = "gives access to " + to.login,
            .path = "/api/v1/grants",
            .body = fmt::format(
                R"({{"unit":"{}","person":"{}","role":"{}","reason":"We need more hands."{}}})",
                unit, to_string(to.id), domain::name_of(role), more),
            .action = Action::give_access,
            .object = {.unit = {unit}, .person = to.id, .role = role, .delegated = delegate}},
           access_events);
}

void World::end_access(Worker& by, const std::string& unit)
{
    tell(by.login + " sees who has access");
    const auto page = server_.ask([&] { return by.caller.get("/api/v1/grants?unit=" + unit); });
    auditor_.after_job({});
    const auto count = page.well() ? page.answer->size("/items") : 0;
    if (count == 0)
        return;
    const auto item = fmt::format("/items/{}", draw_.below(count));
    const auto role = domain::role_named(page.answer->text(item + "/role"));
    const auto person = parse_uuid(page.answer->text(item + "/person/id"));
    if (!role || !person)
        return;
    const std::string way_out =
        draw_.chance(0.5) ? R"(,"override_reason":"They have left the service.")" : "";
    manage(by,
           {.what = "ends access",
            .path = "/api/v1/grants/" + page.answer->text(item + "/id") + "/end",
            .body = R"({"reason":"They have another task now.")" + way_out + "}",
            .action = Action::end_access,
            .object = {.unit = {unit},
                       .person = {*person},
                       .role = *role,
                       .delegated = page.answer->at(item + "/delegated_from").exists()}},
           access_events);
}

/// An account is disabled, and for most it turns out to be a mistake.
void World::shut_out(Worker& by, const std::string& unit)
{
    const auto here = colleagues(unit);
    if (here.empty())
        return;
    const auto index = draw_.pick(here);
    const auto set = [this, unit](Worker& manager, std::size_t whom, const std::string& verb) {
        const auto person = workers_[whom].id;
        return manage(manager,
                      {.what = verb + "s the account of " + workers_[whom].login,
                       .path = "/api/v1/people/" + to_string(person) + "/" + verb,
                       .body = verb == "disable"
                                   ? R"({"reason":"A lost key.","override_reason":"At once."})"
                                   : R"({"reason":"It was found."})",
                       .action = Action::set_account,
                       .object = {.unit = {unit}, .person = person}},
                      access_events);
    };
    if (!set(by, index, "disable").well() || draw_.chance(0.2))
        return;
    after(draw_.waiting(3 * day), [this, set, unit, index] {
        auto* manager = find_manager(unit);
        if (manager && server_.up() && sign_in(*manager))
            set(*manager, index, "enable");
    });
}

/// Of whatever is open there, by a colleague: somebody is the child's neighbour, or the accused.
void World::declare_conflict(const std::string& unit)
{
    std::vector<Uuid> waiting;
    for (const auto& id : auditor_.reckoning().open_parcels)
        if (auditor_.reckoning().parcels.at(id).unit == unit)
            waiting.push_back(id);
    const auto here = colleagues(unit);
    if (waiting.empty() || here.empty())
        return;
    auto& by = workers_[draw_.pick(here)];
    if (!sign_in(by))
        return;
    const bool lifts = draw_.chance(0.3);
    const auto& whom = workers_[draw_.pick(here)];
    Act act{.name = lifts ? "conflicts/lift" : "conflicts",
            .person = by.id.uuid,
            .delivery = draw_.pick(waiting),
            .whom = whom.id.uuid};
    act.body =
        fmt::format(R"({{"person":"{}","reason":"They know the family."}})", to_string(whom.id));
    perform(by, act);
    const auto curious = std::size_t(&whom - workers_.data());
    after(draw_.waiting(day), [this, curious, delivery = act.delivery] {
        auto& worker = workers_[curious];
        if (!server_.up() || !sign_in(worker))
            return;
        Act look{.name = draw_.chance(0.5) ? "see" : "open",
                 .person = worker.id.uuid,
                 .delivery = delivery};
        perform(worker, look);
    });
}

void World::ask_for_access(Worker& answers, const std::string& unit)
{
    auto& asks = workers_[draw_.below(workers_.size())];
    if (!sign_in(asks))
        return;
    tell(asks.login + " asks for access");
    const auto asked = server_.ask([&] {
        return asks.caller.post("/api/v1/access-requests",
                                fmt::format(R"({{"unit":"{}","reason":"It waits here."}})", unit));
    });
    auditor_.after_entry(asked, {"problem.raised"});
    const auto id = asked.well() ? asked.answer->text("/id") : std::string();
    if (id.empty() || draw_.chance(0.2) || !server_.up() || !sign_in(answers))
        return;
    const bool gives = draw_.chance(0.6);
    tell(answers.login + (gives ? " gives it" : " declines"));
    const auto answered = server_.ask([&] {
        return answers.caller.post(
            "/api/v1/access-requests/" + id + (gives ? "/grant" : "/decline"),
            fmt::format(R"({{"reason":"Asked and answered."{}}})",
                        gives ? fmt::format(R"(,"until":"{}")", rfc3339(later(20 * day))) : ""));
    });
    auditor_.after_entry(answered, access_events);
}

/// Somebody opens, sees or handles what may be another unit's, or no longer theirs.
void World::plan_trespass()
{
    after(draw_.waiting(4 * day), [this] {
        auto& worker = workers_[draw_.below(workers_.size())];
        const auto& open = auditor_.reckoning().open_parcels;
        if (!open.empty() && server_.up() && sign_in(worker)) {
            Act act{.name = draw_.pick(std::vector<std::string>{"open", "see", "file", "take"}),
                    .person = worker.id.uuid,
                    .delivery = *std::next(open.begin(), std::ptrdiff_t(draw_.below(open.size())))};
            if (act.name == "file")
                act.body = R"({"reference":"1/1","title":"A case"})";
            perform(worker, act);
        }
        plan_trespass();
    });
}

}  // namespace varde::sim
