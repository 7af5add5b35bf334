// The units' case systems: when they fetch and answer, when they turn into something else, and when
// the service asks them.
#include "jobs/challenge_round.hpp"
#include "sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace varde::sim {
namespace {

constexpr double minute = 60, hour = 3'600, day = 24 * hour;

}  // namespace

/// A case system of one of the towns, from the beginning.
void World::settle_case_systems()
{
    auto& product = server_.product();
    if (!climate_.case_systems)
        return;
    const auto unit = draw_.pick(towns_)->id.text;
    auto made = std::make_unique<Stored>(unit, product.anyone());
    acts::add_key(product.services(),
                  {.organisation = "Case systems of " + unit,
                   .role = domain::Role::case_system,
                   .label = "Case system",
                   .units = {{unit}}},
                  [&](Result<std::string> key) {
                      CHECK(key);
                      made->caller.headers["authorization"] = "Bearer " + key.value();
                  });
    made->caller.headers["user-agent"] = "example-cases/4.2";
    made->store = std::make_unique<HeldStore>(
        [this](const DeliveryId& id, const auto* bytes) { stores_.holds(id.uuid, bytes, now()); });
    made->line = std::make_unique<BadLine>(
        draw_, climate_.rates.line,
        BadLine::Ends{[this, unit](const Call& call) { return arrive(unit, call); },
                      [this, unit](double seconds, Call call) {
                          call.late = true;
                          after(seconds, [this, unit, call = std::move(call)] {
                              stores_.excuse(unit, now());
                              static_cast<void>(arrive(unit, call));
                          });
                      }});
    made->system = std::make_unique<CaseSystem>(
        *made->line, *made->store, draw_, unit,
        [this](const DeliveryId& id) { stores_.took(id.uuid, now()); });
    stores_.add_unit(unit);
    stored_ = std::move(made);
    auditor_.after_job({"access.changed"});
    plan_pull();
    plan_comparing();
    if (draw_.chance(0.75))  // Some are honest for ever.
        plan_turning();
}

/// A call comes to the service; nothing: whoever made it gets no answer.
std::optional<app::CaseServer::Answer> World::arrive(const std::string& unit, const Call& call)
{
    tell("the case system of " + unit + " calls " + call.path, 1);
    stores_.before_call(call);
    const auto outcome = server_.ask([&] {
        return call.body.empty() ? stored_->caller.get(call.path)
                                 : stored_->caller.post(call.path, call.body);
    });
    auditor_.after_call(outcome, call.path);
    stores_.after_call(outcome, now());
    plan_challenge();
    if (outcome.came != Came::answered || outcome.status() == 503)
        stores_.excuse(unit, now());
    if (outcome.came != Came::answered)
        return std::nullopt;
    return app::CaseServer::Answer{outcome.answer->status, outcome.answer->body};
}

/// It polls each minute; here when something waits for it, and now and then.
void World::plan_pull()
{
    after(draw_.waiting(2 * day), [this] {
        pull();
        plan_pull();
    });
}

void World::pull_soon()
{
    if (!stored_ || std::exchange(stored_->will_pull, true))
        return;
    after(std::min(draw_.waiting(5 * minute), 30 * minute), [this] {
        stored_->will_pull = false;
        pull();
    });
}

void World::pull()
{
    auto& line = *stored_->line;
    if (!server_.up())
        return;
    const auto begun = now();
    const auto troubles = line.troubles;
    const bool well = stored_->system->visit();
    if (line.troubles != troubles)
        stores_.excuse(stored_->unit, now());
    if (findings_.any() || !server_.up())
        return;
    if (well && line.troubles == troubles && stored_->system->character == Character::honest)
        stores_.after_visit(stored_->unit, begun);
    else if (stores_.blameless(stored_->unit))
        pull_soon();
}

void World::plan_comparing()
{
    after(day, [this] {
        const auto troubles = stored_->line->troubles;
        const auto agreed = stored_->system->compare();
        if (agreed && troubles == stored_->line->troubles)
            stores_.after_compare(stored_->unit, agreed.value());
        plan_comparing();
    });
}

/// It becomes another, loses what it had, is as it was some time ago, or is put right.
void World::plan_turning()
{
    after(draw_.waiting(7 * day), [this] {
        auto& system = *stored_->system;
        const auto unit = stored_->unit;
        switch (draw_.below(4)) {
        case 0:
            system.make_backup();
            break;
        case 1:
            stores_.blame(unit);
            tell("the case system of " + unit + " loses something");
            system.lose_something();
            pull_soon();
            break;
        default: {
            stores_.blame(unit);
            system.character = Character(draw_.below(characters));
            tell(fmt::format("the case system of {} {}", unit, name_of(system.character)));
            after(draw_.waiting(6 * day), [this] {
                tell("the case system is put right");
                stored_->system->character = Character::honest;
                pull_soon();
            });
        }
        }
        plan_turning();
    });
}

/// The service's round, which comes each minute in life: here when something is due, and somewhat
/// later.
void World::plan_challenge()
{
    if (!stored_)
        return;
    const auto due = stores_.next_round_at();
    if (!due || (challenge_at_ && *challenge_at_ <= *due))
        return;
    challenge_at_ = std::max(*due, now()).plus_seconds(std::int64_t(draw_.part() * 50 * minute));
    plan(*challenge_at_, [this, at = *challenge_at_] {
        if (challenge_at_ == at)
            challenge();
    });
}

void World::challenge()
{
    challenge_at_.reset();
    if (server_.up()) {
        tell("case systems are asked again", 1);
        server_.run([this] {
            jobs::challenge_case_systems(server_.product().services(), [] { return false; });
        });
        auditor_.after_job({"readback.failed", "problem.raised", "problem.closed"});
        stores_.after_round(server_.up() && server_.last_fault.empty(), now(), watched_since_);
        if (stores_.asked_anew(stored_->unit))
            pull_soon();
    }
    if (findings_.any())
        return;
    const auto due = stores_.next_round_at();
    if (!due)
        return;
    // What failed, or while the server is stopped, soon again.
    challenge_at_ =
        std::max(*due, later(10 * minute)).plus_seconds(std::int64_t(draw_.part() * 45 * minute));
    plan(*challenge_at_, [this, at = *challenge_at_] {
        if (challenge_at_ == at)
            challenge();
    });
}

}  // namespace varde::sim
