#include "sim/world.hpp"

#include "acts/ledger_beat.hpp"
#include "jobs/book_round.hpp"
#include "jobs/coverage_watch.hpp"
#include "jobs/drill_round.hpp"
#include "jobs/rounds.hpp"

#include <fmt/format.h>

namespace varde::sim {
namespace {

constexpr double day = 86'400, year = 365 * day;

}  // namespace

Climate climate_of(std::uint64_t seed)
{
    Draw draw(seed ^ 0x5eed);
    Climate climate;
    const std::vector<double> faults{0, 0.002, 0.005, 0.02};
    climate.rates.fault = draw.pick(faults);
    climate.rates.lost = draw.pick(faults);
    climate.rates.journal = draw.chance(0.3);
    climate.rates.line = draw.pick(std::vector<double>{0, 0.01, 0.05, 0.2});
    climate.municipalities = std::size_t(draw.between(2, 6));
    climate.days = draw.pick(std::vector<std::int64_t>{30, 60, 120, 180});
    // In long worlds it costs much, and shows little more; so it does beside a journal, which is
    // read from end to end at each of many starts.
    climate.case_systems = draw.chance(climate.days <= 60 ? 0.6 : 0.08) && !climate.rates.journal;
    // Three years, so that Christmas, Easter, a leap day and both changes of the clock come by.
    climate.begin = parse_rfc3339("2026-12-01T07:00:00Z")
                        ->plus_seconds(std::int64_t(day) * draw.between(0, 3 * 365));
    return climate;
}

World::World(std::uint64_t seed)
    : draw_(seed), climate_(climate_of(seed)), server_(seed, draw_, climate_.rates),
      auditor_(server_, findings_), watchers_(server_, findings_, seed),
      stores_(server_, findings_, auditor_.reckoning(), book_), old_copy_(server_, findings_)
{
    server_.product().clock.set(climate_.begin);
    end_ = climate_.begin.plus_seconds(climate_.days * std::int64_t(day));
    watched_since_ = climate_.begin;
    server_.mail.arrived = [this](const auto& address, const auto& text) { reach(address, text); };
    auditor_.seen = [this](const std::vector<Happened>& events) { stores_.see(events); };
    settle();
    settle_case_systems();
    for (std::size_t i = 0; i < towns_.size(); ++i)
        plan_report(i);
    for (std::size_t i = 0; i < workers_.size(); ++i)
        plan_visit(i);
    plan_outage();
    plan_round();
    plan_complaint();
    plan_silence();
    plan_staffing();
    plan_trespass();
    plan_vandal();
    plan_clearing();
    plan_drills();
    plan_beats();
}

double years_of(const Climate& climate)
{
    return double(climate.municipalities) * double(climate.days) * day / year;
}

void World::plan(Timestamp at, Doing doing) { plans_.push({at, ++planned_, std::move(doing)}); }

void World::pass(double seconds) { server_.product().clock.set(later(seconds)); }

void World::tell(const std::string& what, double seconds)
{
    pass(0.2 + draw_.waiting(seconds));
    doing_ = fmt::format("{} step {}: {}", rfc3339(now()), auditor_.steps, what);
}

void World::live()
{
    std::size_t looked = 0;
    while (!findings_.any() && !plans_.empty() && plans_.top().at < end_) {
        const auto starts_before = server_.starts;
        watch_until(plans_.top().at);
        if (findings_.any())
            break;
        auto next = plans_.top();
        plans_.pop();
        if (now() < next.at)
            server_.product().clock.set(next.at);
        next.doing();
        if (stored_ && stores_.anything_new())
            pull_soon();
        plan_challenge();
        const auto starts = starts_before;
        if (starts != server_.starts && server_.starts % 8 == 1)
            auditor_.check_tree();
        if (starts != server_.starts || auditor_.steps > looked + 100) {
            looked = auditor_.steps;
            auditor_.balance(book_);
        }
    }
    if (!findings_.any())
        look_at_everything();
}

void World::look_at_everything()
{
    if (!server_.up()) {
        server_.start();
        watched_since_ = now();
    }
    auditor_.check_silence(now(), watched_since_);
    auditor_.balance(book_);
    auditor_.check_tree();
    for (const auto& sent : book_)
        if (!findings_.any() && !sent.acknowledged.empty() && sent.number % 7 == 0)
            follow(sent);
}

/// The server is stopped, for minutes or for days; time goes on.
void World::plan_outage()
{
    after(draw_.waiting(year / climate_.outages_a_year), [this] {
        const double lasts = draw_.chance(0.3) ? draw_.waiting(2 * day) : draw_.waiting(2'000);
        tell("the server is stopped");
        if (server_.up())
            server_.stop();
        keep_or_start_old_copy();
        after(lasts, [this] {
            tell("the server is started again");
            if (!server_.up())
                server_.start();
            watched_since_ = now();
            stores_.excuse(now());
            pull_soon();
            auditor_.after_job({});
            plan_outage();
        });
    });
}

/// Somebody makes a copy while the server is stopped; the next time it is put back by mistake.
void World::keep_or_start_old_copy()
{
    const auto entries = auditor_.reckoning().tree.size;
    if (old_copy_.taken() && draw_.chance(0.5))
        old_copy_.start(entries);
    else
        old_copy_.take(entries);
}

/// What the service does by itself now and then.
void World::plan_round()
{
    after(12 * 3'600, [this] {
        tell("a round");
        server_.run([this] {
            auto& services = server_.product().services();
            jobs::make_round(services, [] { return false; });
            jobs::strike_balance(services, [] { return false; });
            jobs::BookKeeper book_keeper(services, [] { return false; });
            while (book_keeper.step() < std::chrono::seconds(1))
                continue;
            jobs::watch_coverage(services);
            static_cast<void>(services.store.bring_up_lock());
        });
        auditor_.after_job(
            {"problem.raised", "problem.closed", "erasure_key.destroyed", "balance.struck"});
        if (server_.up() && server_.last_fault.empty())
            auditor_.check_alarms();
        plan_round();
    });
}

/// More rarely than in life, where it comes each minute.
void World::plan_beats()
{
    after(draw_.waiting(day), [this] {
        tell("the ledger's beat");
        server_.run([this] {
            static_cast<void>(
                acts::make_ledger_beat(server_.product().services(), [] { return false; }));
        });
        auditor_.after_job({"ledger.beat"});
        watchers_.after_beat();
        plan_beats();
    });
}

void World::plan_drills()
{
    after(draw_.waiting(10 * day), [this] {
        tell("drills");
        server_.run(
            [this] { jobs::hold_drills(server_.product().services(), [] { return false; }); });
        auditor_.after_drills();
        plan_drills();
    });
}

}  // namespace varde::sim
