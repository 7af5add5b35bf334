#include "acts/drills.hpp"

#include "acts/begin_drill.hpp"
#include "acts/delivery_view.hpp"
#include "acts/duty.hpp"
#include "acts/end_drill.hpp"
#include "acts/list_obligations.hpp"

namespace varde::acts {
namespace {

Error denied(const domain::Actor& actor, const domain::Decision& decision)
{
    return {actor.is_nobody() ? ErrorCode::unauthenticated : ErrorCode::forbidden, decision.reason};
}

Status may_start(const Services& services, const DrillRequest& request)
{
    if (!services.pack.directory.find(request.unit))
        return Error{ErrorCode::not_found, "There is no such unit."};
    if (!services.pack.find_kind(request.kind.text))
        return Error{.code = ErrorCode::invalid,
                     .message = "There is no such kind.",
                     .faults = {{"/kind", "is not a known kind"}}};
    auto object = duty_of(services, request.unit);
    object.kind = request.kind;
    const auto decision =
        domain::decide(request.actor, domain::Action::run_drill, object, {services.clock.now()});
    return decision ? ok() : Status(denied(request.actor, decision));
}

std::string today(const Services& services, Timestamp now)
{
    const auto day = services.pack.calendar.day_of(now);
    return std::to_string(day.time_since_epoch().count());
}

/// The drill never reached anybody: whoever started it is told, and it stands as failed.
void end_refused(Services& services, DrillPlan plan, domain::DrillStep failed,
                 Done<StartedDrill> done)
{
    const DrillEnd end{
        .outcome = domain::DrillOutcome::failed, .failed = failed, .at = services.clock.now()};
    end_drill(services, std::move(plan), end,
              [failed, done = std::move(done)](Result<Nothing> ended) mutable {
                  if (!ended)
                      return done(std::move(ended).error());
                  done(Error{.code = ErrorCode::conflict,
                             .message = "The drill failed at once: " +
                                        std::string(domain::in_words(failed, "en")) +
                                        " That stands as a problem now.",
                             .problem = "drill-failed"});
              });
}

}  // namespace

Result<DrillPage> list_drills(const Services& services, const domain::Actor& actor,
                              const DrillQuery& query)
{
    if (const auto decision = may_watch(services, actor, query.unit); !decision)
        return denied(actor, decision);
    return services.store.read([&](store::Reading& reading) -> Result<DrillPage> {
        auto drills =
            TRY(store::DrillRecords(reading).ended(query.unit, query.before, query.limit + 1));
        DrillPage page{.unit_name = unit_name(services, query.unit)};
        if (drills.size() > std::size_t(query.limit)) {
            drills.resize(std::size_t(query.limit));
            page.next = {drills.back().ended_at, drills.back().id};
        }
        Names names(reading);
        for (auto& drill : drills) {
            auto name = TRY(names.of(drill.opened_by));
            page.items.push_back({std::move(drill), std::move(name)});
        }
        return page;
    });
}

void start_drill(Services& services, DrillRequest request, Done<StartedDrill> done)
{
    if (auto allowed = may_start(services, request); !allowed)
        return done(std::move(allowed).error());
    const auto now = services.clock.now();
    const auto cell = request.unit.text + " " + request.kind.text;
    StartedDrill started{request.unit, unit_name(services, request.unit), request.kind};
    DrillWish wish{.name = domain::DrillName::human,
                   .unit = request.unit,
                   .kind = request.kind,
                   .claim = drill_claim(services, "asked", cell, today(services, now)),
                   .turn_began = now,
                   .key = std::move(request.key),
                   .request = std::move(request.body)};
    begin_drill(services, std::move(wish),
                [&services, started = std::move(started),
                 done = std::move(done)](Result<DrillStart> start) mutable {
                    if (!start)
                        return done(std::move(start).error());
                    auto& begun = start.value().begun;
                    if (!begun && !start.value().repeated)
                        return done(Error{.code = ErrorCode::conflict,
                                          .message = "A drill of this kind was started in this "
                                                     "unit today already.",
                                          .problem = "drill-started-already"});
                    if (begun && !begun->accepted)
                        return end_refused(services, std::move(begun->plan),
                                           domain::DrillStep::accepted, std::move(done));
                    if (begun && begun->accepted->unit != begun->plan.unit)
                        return end_refused(services, std::move(begun->plan),
                                           domain::DrillStep::routed, std::move(done));
                    done(std::move(started));
                });
}

}  // namespace varde::acts
