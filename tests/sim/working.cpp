// Who works in the units: they come when they are there, look, and do some of what they see.
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr double minute = 60, hour = 3'600, day = 24 * hour;

}  // namespace

void World::plan_visit(std::size_t index)
{
    const auto& worker = workers_[index];
    if (worker.role != domain::Role::caseworker && worker.role != domain::Role::unit_leader) {
        after(draw_.waiting(day), [this, index] {
            call_up();
            plan_visit(index);
        });
        return;
    }
    const auto& unit = *test::norway().directory.find({worker.unit});
    const auto& calendar = test::norway().calendar;
    auto next = later(draw_.waiting(worker.always_open ? 12 * hour : 2.5 * day));
    next = std::max(next, worker.absent_until);
    if (!calendar.is_open(unit.hours, next))
        next = calendar.next_opening(unit.hours, next)
                   .plus_seconds(std::int64_t(draw_.waiting(90 * minute)));
    plan(next, [this, index] {
        visit(index);
        plan_visit(index);
    });
}

void World::visit(std::size_t index)
{
    auto& worker = workers_[index];
    if (draw_.chance(0.02))  // Ill from today, or on leave.
        return take_leave(worker, later(draw_.waiting(draw_.chance(0.3) ? 21 * day : 4 * day)));
    // Where nothing is to be done people look in less often, and more so where it is always quiet.
    const bool quiet = !auditor_.anything_open_in(worker.unit);
    if ((quiet && !draw_.chance(0.1)) || !server_.up() || !sign_in(worker))
        return;
    look_through(worker);
}

void World::look_through(Worker& worker)
{
    auto waiting = see_inbox(worker);
    std::size_t done = 0;
    for (const auto& delivery : waiting) {
        if (findings_.any() || !server_.up() || ++done > 16)
            return;
        if (draw_.chance(worker.diligence))
            handle(worker, delivery);
    }
}

bool World::sign_in(Worker& worker)
{
    if (now() < worker.session_until && draw_.chance(0.9))
        return true;
    tell(worker.login + " signs in");
    auto& product = server_.product();
    const auto outcome = server_.ask([&] { return product.try_sign_in(worker.login, "password"); });
    auditor_.after_job({});
    worker.session_until = {};
    if (!outcome.well())
        return false;
    const auto cookie = outcome.answer->header("Set-Cookie");
    worker.caller.headers["cookie"] = cookie.substr(0, cookie.find(';'));
    worker.caller.headers["x-csrf-token"] = outcome.answer->text("/csrf");
    worker.session_until = later(50 * minute);
    return true;
}

std::vector<Uuid> World::see_inbox(Worker& worker)
{
    tell(worker.login + " sees the inbox");
    const auto outcome = server_.ask(
        [&] { return worker.caller.get("/api/v1/inbox?limit=200&unit=" + worker.unit); });
    auditor_.after_job({});
    if (!outcome.well())
        return {};
    worker.session_until = later(50 * minute);
    auditor_.check_inbox(worker.unit, *outcome.answer);
    std::vector<Uuid> found;
    const auto items = outcome.answer->at("/items");
    for (std::size_t i = 0; i < items.size(); ++i)
        if (const auto id = parse_uuid(items.at(i).member("delivery_id").text().value_or("")))
            found.push_back(*id);
    return found;
}

void World::handle(Worker& worker, const Uuid& delivery)
{
    // Several acts at one sitting, as long as there is something to do.
    for (int turn = 0; turn < 4 && !findings_.any() && server_.up(); ++turn) {
        const auto& parcel = auditor_.reckoning().parcels.at(delivery);
        auto act = parcel.open() ? choose(worker, parcel) : std::nullopt;
        if (!act)
            return;
        if (act->name != "see" && draw_.chance(0.3))
            act->key = fmt::format("act-{}", draw_.number());
        const auto outcome = perform(worker, *act);
        if (outcome.came != Came::answered && !act->key.empty() && draw_.chance(0.8))
            perform(worker, *act);  // Again, under the same key.
        if (!outcome.well() || draw_.chance(0.3))
            return;
    }
}

std::optional<Act> World::choose(const Worker& worker, const Parcel& parcel)
{
    Act act{.person = worker.id.uuid, .delivery = parcel.id};
    const bool mine = parcel.owner == worker.id.uuid;
    if (!parcel.opened || draw_.chance(0.03)) {
        act.name = parcel.opened ? "see" : "open";
        return act;
    }
    if (parcel.standing == "offered") {
        act.name = draw_.chance(0.75) ? "take" : "return";
        if (act.name == "return")
            act.body = "{\"reason\":\"Not ours.\"}";
        return act;
    }
    if (parcel.offered_to == worker.id.uuid && draw_.chance(0.8)) {
        act.name = "take";
        return act;
    }
    if (mine || parcel.owner.is_nil())
        return choose_own(worker, parcel);
    // A colleague has it. A leader gives it to somebody who is there, now and then.
    if (worker.leader && draw_.chance(0.1)) {
        hand_on(worker, parcel, act);
        return act;
    }
    if (!draw_.chance(0.02))
        return std::nullopt;
    act.name = "take";
    return act;
}

std::optional<Act> World::choose_own(const Worker& worker, const Parcel& parcel)
{
    Act act{.person = worker.id.uuid, .delivery = parcel.id};
    if (draw_.chance(0.06)) {
        hand_on(worker, parcel, act);
    } else if (parcel.owner.is_nil() && draw_.chance(0.3)) {
        act.name = "take";
    } else if (!parcel.filed && draw_.chance(0.7)) {
        act.name = "file";
        act.body = fmt::format("{{\"reference\":\"{}/{}\",\"title\":\"A case\"}}", worker.unit,
                               draw_.below(500));
    } else if (!parcel.assessed) {
        act.name = "assess";
        act.body = draw_.chance(0.2) ? R"({"outcome":"dismiss","reason":"No reason to act.")"
                                     : R"({"outcome":"investigate")";
        // Some forget to judge whether the child needs help at once, and must assess again.
        act.body += draw_.chance(0.1)   ? "}"
                    : draw_.chance(0.1) ? ",\"immediate_follow_up\":true}"
                                        : ",\"immediate_follow_up\":false}";
    } else if (!parcel.answered && draw_.chance(0.8)) {
        act.name = "answer";
        act.body = "{\"message\":\"We are looking into it.\"}";
    } else if (draw_.chance(0.5)) {
        act.name = "close";
        act.body = "{\"reason\":\"handled\"}";
    } else {
        return std::nullopt;
    }
    return act;
}

/// To a colleague, to another unit, or back.
void World::hand_on(const Worker& worker, const Parcel& parcel, Act& act)
{
    if (!parcel.from.is_nil() && draw_.chance(0.3)) {
        act.name = "return";
        act.body = "{\"reason\":\"It is yours after all.\"}";
    } else if (draw_.chance(0.5)) {
        const auto& to = workers_[draw_.pick(colleagues(worker.unit))];
        act.name = "assign";
        act.body = "{\"person\":\"" + to_string(to.id) + "\"}";
    } else {
        const auto& to = workers_[draw_.below(workers_.size())];
        act.name = "forward";
        act.body = "{\"unit\":\"" + to.unit + "\",\"reason\":\"The family has moved.\"}";
    }
}

std::vector<std::size_t> World::colleagues(const std::string& unit) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < workers_.size(); ++i)
        if (workers_[i].unit == unit && (workers_[i].role == domain::Role::caseworker ||
                                         workers_[i].role == domain::Role::unit_leader))
            found.push_back(i);
    return found;
}

Outcome World::perform(Worker& worker, Act& act)
{
    tell(fmt::format("{}: {} delivery {}", worker.login, act.name, hex_of(act.delivery)));
    const auto path = "/api/v1/deliveries/" + to_string(act.delivery);
    auto outcome = server_.ask([&] {
        if (act.name == "see")
            return worker.caller.get(path);
        return worker.caller.post(path + "/" + act.name, act.body,
                                  act.key.empty() ? test::Headers{} : test::key(act.key));
    });
    auditor_.after_act(act, outcome);
    if (outcome.well()) {
        worker.session_until = later(50 * minute);
        if (act.name == "open")
            check_content(act, *outcome.answer);
    }
    return outcome;
}

/// What is read is what was sent.
void World::check_content(const Act& act, const test::Answer& view)
{
    const auto& report = auditor_.reckoning().parcels.at(act.delivery).report;
    for (const auto& sent : book_)
        if (std::ranges::count(sent.stored, report) > 0 &&
            view.text("/content/concern") != sent.marker)
            findings_.add("P1", fmt::format("report {} opens as \"{}\"", sent.number,
                                            view.text("/content/concern")));
}

}  // namespace varde::sim
