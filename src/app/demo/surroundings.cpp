#include "app/demo/surroundings.hpp"

#include "acts/change_duty.hpp"
#include "acts/contacts.hpp"
#include "acts/hand_over.hpp"
#include "acts/raise_problem.hpp"

#include <algorithm>

namespace varde::app::demo {
namespace {

using std::chrono::days;

constexpr int weeks = 10, day_minutes = 24 * 60;
const UnitId bergenhus{"no.4601.02"};

const domain::Actor& leader_of(const std::vector<domain::Actor>& people)
{
    const auto leads = [](const domain::Actor& actor) {
        return std::ranges::any_of(actor.grants, [](const domain::Grant& grant) {
            return grant.role == domain::Role::unit_leader;
        });
    };
    const auto found = std::ranges::find_if(people, leads);
    CHECK(found != people.end());  // make_cast gives every unit that has duty a leader.
    return *found;
}

/// Requests are told apart by their keys; the demo makes each once.
acts::DutyRequest request_by(const domain::Actor& actor) { return {.actor = actor}; }

/// Puts people on duty and on leave in one unit.
class Planner {
public:
    Planner(acts::Services& services, const UnitId& unit, const std::vector<domain::Actor>& people,
            Past& past)
        : services_(services), unit_(unit), people_(people), past_(past)
    {
    }

    /// Minutes of the local day; those past its end are of the next.
    void shift(packs::Day day, int from, int until, const domain::Actor& person, int repeat = 1,
               bool replaces = false)
    {
        acts::add_shifts(services_, request_by(leader_of(people_)),
                         {.unit = unit_,
                          .person = person.person,
                          .planned = {at(day, from), at(day, until)},
                          .replaces = replaces,
                          .repeat_weeks = repeat},
                         past_.answer<std::vector<store::DutyRow>>(
                             "planning a shift", [](std::vector<store::DutyRow>&) {}));
    }

    void leave(packs::Day first, packs::Day last, const domain::Actor& person)
    {
        acts::add_leave(services_, request_by(person),
                        {.unit = unit_,
                         .person = person.person,
                         .planned = {at(first, 0), at(last, day_minutes)}},
                        past_.answer<store::DutyRow>("entering leave", [](store::DutyRow&) {}));
    }

    /// One of those who have shifts: the leader, who stands last, only where others are missing.
    const domain::Actor& person(std::size_t number) const
    {
        return people_[number % std::max<std::size_t>(2, people_.size() - 1)];
    }

private:
    Timestamp at(packs::Day day, int minute) const
    {
        const auto& calendar = services_.pack.calendar;
        return calendar.instant(day + days(minute / day_minutes), minute % day_minutes);
    }

    acts::Services& services_;
    const UnitId& unit_;
    const std::vector<domain::Actor>& people_;
    Past& past_;
};

/// A week of shifts from `first` on, repeated: the unit's hours, or by day and by night.
void plan_week(Planner& planner, const domain::OpeningHours& hours, packs::Day first)
{
    constexpr int morning = 8 * 60, evening = 20 * 60;
    for (int number = 0; number < 7; ++number) {
        const auto day = first + days(number);
        const auto weekday = std::chrono::weekday(day).iso_encoding() - 1;
        const auto& open = hours.days.at(weekday);
        if (open.from_minute < open.to_minute) {
            planner.shift(day, open.from_minute, open.to_minute, planner.person(weekday), weeks);
        } else if (hours.always_open) {
            planner.shift(day, morning, evening, planner.person(weekday), weeks);
            planner.shift(day, evening, morning + day_minutes, planner.person(weekday + 1), weeks);
        }
    }
}

/// Somebody is away on Tuesday to Thursday, and for Thursday alone somebody else has been found.
void leave_a_gap(acts::Services& services, const std::vector<domain::Actor>& people, Past& past,
                 Timestamp now)
{
    Planner planner(services, bergenhus, people, past);
    auto day = services.pack.calendar.day_of(now) + days(2);
    while (std::chrono::weekday(day) != std::chrono::Tuesday)
        day += days(1);
    planner.leave(day, day + days(2), planner.person(1));
    planner.shift(day + days(2), 8 * 60, 15 * 60 + 30, leader_of(people), 1, true);
}

void add_contacts(acts::Services& services, const Actors& actors, Past& past)
{
    std::size_t number = 0;
    for (const auto& [unit, people] : actors.of_unit)
        for (const auto& actor : people)
            acts::set_contacts(services, actor,
                               {.email = "person" + std::to_string(++number) + "@demo.example"},
                               past.answer<std::vector<acts::ContactView>>(
                                   "keeping an address", [](std::vector<acts::ContactView>&) {}));
}

void hand_over(acts::Services& services, const domain::Actor& actor, Past& past, std::string text)
{
    acts::hand_over(services, request_by(actor), bergenhus, std::move(text),
                    past.answer<acts::HandoverNote>("handing over", [](acts::HandoverNote&) {}));
}

void report_problem(acts::Services& services, const domain::Actor& actor, Past& past,
                    acts::ProblemReport report)
{
    acts::report_problem(
        services, actor, std::move(report), {},
        past.answer<acts::ReportedProblem>("reporting a problem", [](acts::ReportedProblem&) {}));
}

}  // namespace

Status plan_duty(acts::Services& services, const Actors& actors, Past& past, Timestamp from)
{
    const auto first = services.pack.calendar.day_of(from) + days(1);
    for (const auto& [id, people] : actors.of_unit) {
        const auto* unit = services.pack.directory.find(id);
        CHECK(unit);  // The cast is made from the directory.
        Planner planner(services, id, people, past);
        plan_week(planner, unit->hours, first);
    }
    return past.wait();
}

Status surround(acts::Services& services, const Actors& actors, Past& past, Timestamp now)
{
    past.move_to(now.plus_seconds(-45));
    const auto& people = actors.of_unit.at(bergenhus);
    add_contacts(services, actors, past);
    leave_a_gap(services, people, past, now);
    hand_over(services, people[1], past,
              "Skolen ringer tilbake i morgen før klokken ni om den nyeste meldingen.");
    TRY(past.wait());
    past.move_to(now.plus_seconds(-30));
    hand_over(services, people[0], past,
              "Rolig ettermiddag. Alt som kom inn, er åpnet, unntatt det som står nedenfor.");
    report_problem(services, people[0], past,
                   {.text = "Telefonen på vaktrommet virker ikke. Den som har vakt, nås bare på "
                            "mobil, og det vet ikke skolene.",
                    .unit = bergenhus.text,
                    .page = "/app/duty"});
    return past.wait();
}

}  // namespace varde::app::demo
