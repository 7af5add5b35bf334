// What people do because they are told, or because it is their turn: rotas, leave, problems, and
// what a message moves them to.
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr double minute = 60, hour = 3'600, day = 24 * hour;

/// A gap that is filled or made is told at once.
const std::set<std::string> duty_events{"duty.changed", "problem.raised", "problem.answered",
                                        "problem.closed"};
const std::set<std::string> watch_events{"obligation.breached", "escalation.raised",
                                         "notice.sent",         "notice.failed",
                                         "problem.raised",      "problem.closed"};

}  // namespace

/// A shift for each working day of the week, or each day, by the unit's leader; some are forgotten.
void World::keep_rota(const domain::Unit& unit)
{
    const auto here = colleagues(unit.id.text);
    const auto leader = std::ranges::find_if(here, [&](auto i) { return workers_[i].leader; });
    if (leader == here.end() || !sign_in(workers_[*leader]))
        return;
    const auto& calendar = test::norway().calendar;
    const auto first = calendar.day_of(now());
    const double forgotten = draw_.chance(0.25) ? 0.2 : 0;
    for (int i = 0; i < 7; ++i) {
        const auto on = first + std::chrono::days(i);
        const auto& span = unit.hours.days[packs::weekday_of(on) - 1];
        const bool staffed = unit.hours.always_open || span.from_minute < span.to_minute;
        const auto& worker = workers_[draw_.pick(here)];
        if (!staffed || draw_.chance(forgotten))
            continue;
        const auto until = unit.hours.always_open ? calendar.instant(on + std::chrono::days(1), 0)
                                                  : calendar.instant(on, span.to_minute);
        const auto from = calendar.instant(on, unit.hours.always_open ? 0 : span.from_minute);
        const auto body = fmt::format(
            R"({{"unit":"{}","person":"{}","from":"{}","until":"{}","repeat_weeks":{}}})",
            unit.id.text, to_string(worker.id), rfc3339(from), rfc3339(until),
            climate_.days / 7 + 1);
        tell(workers_[*leader].login + " enters a shift");
        const auto outcome =
            server_.ask([&] { return workers_[*leader].caller.post("/api/v1/duty/shifts", body); });
        auditor_.after_entry(outcome, duty_events);
    }
}

void World::take_leave(Worker& worker, Timestamp until)
{
    worker.absent_until = until;
    if (!draw_.chance(0.6) || worker.role == domain::Role::director || !server_.up() ||
        !sign_in(worker))
        return;
    tell(worker.login + " enters leave");
    const auto body = fmt::format(R"({{"unit":"{}","from":"{}","until":"{}"}})", worker.unit,
                                  rfc3339(now()), rfc3339(until));
    const auto outcome =
        server_.ask([&] { return worker.caller.post("/api/v1/duty/leave", body); });
    auditor_.after_entry(outcome, duty_events);
}

/// Everything that the service does by itself up to `until`, as each becomes due.
void World::watch_until(Timestamp until)
{
    while (!findings_.any() && server_.up()) {
        auto at = auditor_.next_wake_at();
        if (const auto notice = auditor_.next_notice_at(); notice && (!at || *notice < *at))
            at = notice;
        if (!at || std::max(*at, not_before_) > until)
            return;
        at = std::max({*at, not_before_, now()});
        server_.product().clock.set(at->plus_seconds(1));
        doing_ = fmt::format("{} step {}: the deadline clock", rfc3339(now()), auditor_.steps);
        server_.watch();
        server_.send_notices();
        auditor_.after_job(watch_events);
        auditor_.check_silence(now(), watched_since_);
        // What failed is tried again after a pause of its own.
        not_before_ = later(draw_.chance(0.5) ? 1 : 20);
    }
}

/// A message says only that something waits; who is there looks, sooner when it is urgent.
void World::reach(const std::string& address, const std::string& text)
{
    const auto found = std::ranges::find(workers_, address, &Worker::address);
    if (found == workers_.end() || found->will_respond || found->absent_until > now() ||
        !draw_.chance(found->diligence))
        return;
    found->will_respond = true;
    const auto index = std::size_t(found - workers_.begin());
    const bool urgent = text.find("aste") != text.npos || text.find("rgent") != text.npos;
    after(draw_.waiting(urgent ? 15 * minute : 5 * hour), [this, index] { respond(index); });
}

/// Something urgent came to a unit that is staffed: whoever sits there sees it, mostly.
void World::alert(const std::string& unit)
{
    auto able = colleagues(unit);
    std::erase_if(able,
                  [&](std::size_t i) { return workers_[i].until && *workers_[i].until < now(); });
    if (able.empty() || !draw_.chance(0.85))
        return;
    auto here = able;
    std::erase_if(here, [&](std::size_t i) { return workers_[i].absent_until > now(); });
    const auto index = draw_.pick(here.empty() ? able : here);
    workers_[index].absent_until = std::min(workers_[index].absent_until, now());  // Called back.
    after(draw_.waiting(15 * minute), [this, index] { respond(index); });
}

void World::respond(std::size_t index)
{
    auto& worker = workers_[index];
    worker.will_respond = false;
    if (worker.absent_until > now() || !server_.up() || !sign_in(worker))
        return;
    if (worker.role == domain::Role::caseworker || worker.role == domain::Role::unit_leader)
        look_through(worker);
    else
        call_up();
    if (findings_.any() || !server_.up())
        return;
    if (worker.role == domain::Role::director || draw_.chance(0.3))
        acknowledge(worker);
    if (worker.leader || worker.role == domain::Role::oversight)
        handle_problems(worker);
}

/// Who stands above a unit cannot open what lies there, but can pick up the phone.
void World::call_up()
{
    for (const auto& id : auditor_.reckoning().open_parcels) {
        const auto& parcel = auditor_.reckoning().parcels.at(id);
        if (parcel.urgent && !parcel.opened)
            alert(parcel.unit);
    }
}

void World::acknowledge(Worker& worker)
{
    tell(worker.login + " sees what was raised");
    const auto page =
        server_.ask([&] { return worker.caller.get("/api/v1/escalations?unit=" + worker.unit); });
    auditor_.after_job({});
    const auto count = page.well() ? page.answer->size("/items") : 0;
    for (std::size_t i = 0; i < count && server_.up() && !findings_.any(); ++i) {
        if (!draw_.chance(0.4) ||
            page.answer->at(fmt::format("/items/{}/acknowledged", i)).exists())
            continue;
        tell(worker.login + " acknowledges");
        const auto id = page.answer->text(fmt::format("/items/{}/id", i));
        const auto outcome = server_.ask(
            [&] { return worker.caller.post("/api/v1/escalations/" + id + "/acknowledge", "{}"); });
        auditor_.after_entry(outcome, {"escalation.acknowledged"});
    }
}

void World::handle_problems(Worker& worker)
{
    tell(worker.login + " sees problems");
    const auto page = server_.ask([&] { return worker.caller.get("/api/v1/problems"); });
    auditor_.after_job({});
    const auto count = page.well() ? page.answer->size("/items") : 0;
    for (std::size_t i = 0; i < count && server_.up() && !findings_.any(); ++i) {
        if (page.answer->text(fmt::format("/items/{}/state", i)) == "closed" || draw_.chance(0.2))
            continue;
        const auto path = "/api/v1/problems/" + page.answer->text(fmt::format("/items/{}/id", i));
        const bool closes = draw_.chance(0.8);
        tell(worker.login + (closes ? " closes" : " answers") + " a problem");
        const auto outcome = server_.ask([&] {
            return closes ? worker.caller.post(path + "/close", R"({"reason":"It is settled."})")
                          : worker.caller.post(path + "/answer", R"({"text":"We look at it."})");
        });
        auditor_.after_entry(outcome, {closes ? "problem.closed" : "problem.answered"});
    }
}

/// "Something is wrong here", by somebody who is not signed in.
void World::plan_complaint()
{
    after(draw_.waiting(60 * day), [this] {
        tell("somebody says that something is wrong");
        const auto body = fmt::format(R"({{"text":"Nobody answers the phone.","unit":"{}"}})",
                                      draw_.pick(towns_)->id.text);
        const auto outcome =
            server_.ask([&] { return server_.product().anyone().post("/api/v1/problems", body); });
        auditor_.after_entry(outcome, {"problem.raised"});
        plan_complaint();
    });
}

/// Addresses die, and our own way out is gone for a while.
void World::plan_silence()
{
    after(draw_.waiting(30 * day), [this] {
        if (draw_.chance(0.5)) {
            server_.mail.dead.insert(workers_[draw_.below(workers_.size())].address);
        } else {
            server_.mail.down = true;
            after(draw_.waiting(10 * hour), [this] { server_.mail.down = false; });
        }
        plan_silence();
    });
}

}  // namespace varde::sim
