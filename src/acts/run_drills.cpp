#include "acts/run_drills.hpp"

#include "acts/check_drill.hpp"
#include "acts/drill_cells.hpp"
#include "acts/duty.hpp"
#include "acts/end_drill.hpp"

#include <chrono>
#include <memory>

namespace varde::acts {
namespace {

using domain::DrillName;
using domain::DrillOutcome;
using domain::DrillStep;

constexpr int day_minutes = 24 * 60;
constexpr std::int64_t day_seconds = 86'400;
/// What is drawn later in the day could come between two rounds, and the next belongs to tomorrow.
constexpr std::int64_t last_round_seconds = 3'600;
/// A mark that is older and has no report was cut off before it; a younger one may be on its way.
constexpr std::int64_t sent_seconds_max = 300;

struct Turn {
    std::string when;  ///< `2026-11-23` or `2026-11`.
    domain::Span span;
    std::int64_t number = 0;  ///< Of a month.
};

std::string digits(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

Turn day_at(const packs::Calendar& calendar, Timestamp at)
{
    const auto day = calendar.day_of(at);
    const std::chrono::year_month_day date(day);
    return {std::to_string(int(date.year())) + "-" + digits(unsigned(date.month())) + "-" +
                digits(unsigned(date.day())),
            {calendar.instant(day, 0), calendar.instant(day, day_minutes)},
            0};
}

Turn month_at(const packs::Calendar& calendar, Timestamp at)
{
    const std::chrono::year_month_day date(calendar.day_of(at));
    const auto first = date.year() / date.month();
    const auto next = first + std::chrono::months(1);
    return {std::to_string(int(date.year())) + "-" + digits(unsigned(date.month())),
            {calendar.instant(packs::Day(first / 1), 0), calendar.instant(packs::Day(next / 1), 0)},
            int(date.year()) * 12 + std::int64_t(unsigned(date.month())) - 1};
}

std::string cell_text(const UnitId& unit, const KindName& kind)
{
    return unit.text + " " + kind.text;
}

/// What one round has to do, found in one look.
struct Work {
    std::vector<DrillPlan> under_way;
    std::vector<DrillWish> wishes;
};

Status add_machine_drills(const Services& services, store::Reading& reading,
                          const DrilledUnit& unit, Timestamp now, Work& work)
{
    const auto day = day_at(services.pack.calendar, now);
    for (const auto& kind : unit.kinds) {
        bool ended = false;
        for (const auto& row : TRY(store::DrillRecords(reading).standing(unit.unit, kind)))
            ended |= row.name == DrillName::machine && day.span.from <= row.ended_at;
        const auto cell = cell_text(unit.unit, kind);
        if (!ended && machine_drill_at(services, unit.unit, kind, now) <= now)
            work.wishes.push_back({.name = DrillName::machine,
                                   .unit = unit.unit,
                                   .kind = kind,
                                   .claim = drill_claim(services, "machine", cell, {}),
                                   .turn_began = day.span.from});
    }
    return ok();
}

/// One whose instant has passed while nobody looked begins when the unit is open again.
void add_human_drill(const Services& services, const DrilledUnit& unit, Timestamp now, Work& work)
{
    const auto& calendar = services.pack.calendar;
    const auto at = human_drill_at(services, unit.unit, now);
    const auto* found = services.pack.directory.find(unit.unit);
    if (!at || now < *at || !found || !calendar.is_open(found->hours, now))
        return;
    const auto month = month_at(calendar, now);
    work.wishes.push_back({.name = DrillName::human,
                           .unit = unit.unit,
                           .kind = domain::kind_in_turn(unit.kinds, month.number),
                           .claim = drill_claim(services, "month", unit.unit.text, month.when),
                           .turn_began = month.span.from});
}

Result<Work> find_work(const Services& services, store::Reading& reading, Timestamp now)
{
    Work work;
    for (const auto& sealed : TRY(store::DrillRecords(reading).under_way()))
        work.under_way.push_back(TRY(open_drill(services, sealed)));
    for (const auto& unit : drilled_units(services)) {
        TRY(add_machine_drills(services, reading, unit, now, work));
        add_human_drill(services, unit, now, work);
    }
    return work;
}

/// One round, from one drill to the next.
class Round : public std::enable_shared_from_this<Round> {
public:
    Round(Services& services, Work work, std::function<bool()> stopped, Done<DrillRound> done)
        : services_(services), work_(std::move(work)), stopped_(std::move(stopped)),
          done_(std::move(done))
    {
    }

    void go_on()
    {
        if (stopped_())
            return finish();
        if (next_old_ < work_.under_way.size())
            return look_at(std::move(work_.under_way[next_old_++]));
        if (next_wish_ < work_.wishes.size())
            return begin(std::move(work_.wishes[next_wish_++]));
        finish();
    }

private:
    void finish() { done_(failure_ ? Result<DrillRound>(std::move(*failure_)) : round_); }

    /// One that began in an earlier round, or before a stop.
    void look_at(DrillPlan plan)
    {
        auto stored = services_.store.read(
            [&](store::Reading& reading) { return reading.report(plan.report); });
        if (!stored)
            return next(std::move(stored).error());
        const auto now = services_.clock.now();
        if (!stored.value())
            return now < plan.began_at.plus_seconds(sent_seconds_max)
                       ? go_on()
                       : forget_drill(services_, std::move(plan), step());
        if (plan.name == DrillName::human) {
            if (now < plan.began_at.plus_seconds(domain::drill_open_days * day_seconds))
                return go_on();
            return end(std::move(plan), DrillStep::opened);
        }
        auto accepted = services_.store.read([&](store::Reading& reading) {
            return accepted_report(services_, reading, plan.report);
        });
        if (!accepted && accepted.error().code == ErrorCode::unavailable)
            return next(std::move(accepted).error());
        if (!accepted)  // What its sender was told cannot be told again.
            return end(std::move(plan), DrillStep::content);
        check(std::move(plan), accepted.value());
    }

    void begin(DrillWish wish)
    {
        begin_drill(services_, std::move(wish),
                    [self = shared_from_this()](Result<DrillStart> start) {
                        if (!start)
                            return self->next(std::move(start).error());
                        if (!start.value().begun)
                            return self->go_on();
                        ++self->round_.begun;
                        auto& [plan, accepted] = *start.value().begun;
                        if (!accepted)
                            return self->end(std::move(plan), DrillStep::accepted);
                        if (plan.name == DrillName::human && accepted->unit != plan.unit)
                            return self->end(std::move(plan), DrillStep::routed);
                        if (plan.name == DrillName::human)
                            return self->go_on();
                        self->check(std::move(plan), *accepted);
                    });
    }

    void check(DrillPlan plan, const AcceptedReport& accepted)
    {
        auto failed = check_drill(services_, plan, accepted);
        if (!failed)
            return next(std::move(failed).error());
        end(std::move(plan), failed.value());
    }

    void end(DrillPlan plan, std::optional<DrillStep> failed)
    {
        ++(failed ? round_.failed : round_.passed);
        const DrillEnd how{.outcome = failed ? DrillOutcome::failed : DrillOutcome::passed,
                           .failed = failed,
                           .at = services_.clock.now()};
        end_drill(services_, std::move(plan), how, step());
    }

    Done<Nothing> step()
    {
        return [self = shared_from_this()](Result<Nothing> outcome) {
            if (!outcome)
                return self->next(std::move(outcome).error());
            self->go_on();
        };
    }

    void next(Error error)
    {
        if (!failure_)
            failure_ = std::move(error);
        go_on();
    }

    Services& services_;
    Work work_;
    const std::function<bool()> stopped_;
    Done<DrillRound> done_;
    std::size_t next_old_ = 0, next_wish_ = 0;
    DrillRound round_;
    std::optional<Error> failure_;  // The first.
};

}  // namespace

Timestamp machine_drill_at(const Services& services, const UnitId& unit, const KindName& kind,
                           Timestamp at)
{
    const auto day = day_at(services.pack.calendar, at);
    const domain::Span span{day.span.from, day.span.until.plus_seconds(-last_round_seconds)};
    const auto drawn = domain::drawn_instant(
        std::vector{span}, drill_draw(services, "day", cell_text(unit, kind), day.when));
    CHECK(drawn);  // No day is shorter.
    return *drawn;
}

std::optional<Timestamp> human_drill_at(const Services& services, const UnitId& unit, Timestamp at)
{
    const auto month = month_at(services.pack.calendar, at);
    return domain::drawn_instant(staffed_hours(services, unit, month.span),
                                 drill_draw(services, "month", unit.text, month.when));
}

void run_drills(Services& services, std::function<bool()> stopped, Done<DrillRound> done)
{
    const auto now = services.clock.now();
    auto work = services.store.read(
        [&](store::Reading& reading) { return find_work(services, reading, now); });
    if (!work)
        return done(std::move(work).error());
    const auto round = std::make_shared<Round>(  // Owners: whichever answer comes next.
        services, std::move(work).value(), std::move(stopped), std::move(done));
    round->go_on();
}

}  // namespace varde::acts
