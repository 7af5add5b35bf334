#include "acts/access_requests.hpp"

#include "acts/access_event.hpp"
#include "acts/coverage_guard.hpp"
#include "acts/intake.hpp"
#include "acts/obligations.hpp"
#include "acts/problem_content.hpp"
#include "acts/refused_as.hpp"
#include "acts/sealed_words.hpp"
#include "domain/access/grants.hpp"

namespace varde::acts {
namespace {

using domain::Problem;

constexpr auto wanted_name = domain::ProblemName::access_wanted;
constexpr int requests_shown_max = 200;
constexpr std::string_view given_word = "given", declined_word = "declined";

/// Keeps the requests of one unit apart: the kind, or nothing, and who asks.
std::string about(const KindName& kind, const PersonId& person)
{
    return kind.text + " " + to_string(person);
}

KindName kind_of(const Problem& problem)
{
    return {problem.about.substr(0, problem.about.find(' '))};
}

Error wrong(std::string pointer, std::string detail)
{
    return {.code = ErrorCode::invalid,
            .message = "Some fields are wrong; nothing was stored.",
            .faults = {{std::move(pointer), std::move(detail)}}};
}

/// Whether somebody with these grants can open a kind, or without one all that comes to the unit.
bool opens(const Services& services, const std::vector<domain::Grant>& grants,
           const domain::Cell& cell, Timestamp now)
{
    const auto kinds =
        cell.kind.text.empty() ? kinds_of(services.pack, cell.unit) : std::vector{cell.kind};
    return !kinds.empty() && std::ranges::all_of(kinds, [&](const KindName& kind) {
        return std::ranges::any_of(grants, [&](const domain::Grant& grant) {
            return domain::lets_open(grant, cell.unit, kind, now);
        });
    });
}

Status check_wanted(const Services& services, const domain::Actor& actor,
                    const AccessWanted& wanted)
{
    const auto kinds = kinds_of(services.pack, wanted.unit);
    if (!services.pack.directory.find(wanted.unit))
        return wrong("/unit", "there is no unit \"" + wanted.unit.text + "\"");
    if (!wanted.kind.text.empty() && std::ranges::find(kinds, wanted.kind) == kinds.end())
        return wrong("/kind", "is no kind that comes to this unit");
    if (opens(services, actor.grants, {wanted.unit, wanted.kind}, services.clock.now()))
        return Error{ErrorCode::conflict, "You can open this already. Nothing was stored."};
    return ok();
}

bool fulfils(const domain::GivenGrant& fresh, const Problem& problem, Timestamp now)
{
    const auto kind = kind_of(problem);
    const auto& kinds = fresh.grant.kinds;
    return !problem.closed_at && problem.raised_by.person == fresh.person &&
           fresh.grant.active_at(now) &&
           (kinds.empty() || (!kind.text.empty() && std::ranges::find(kinds, kind) != kinds.end()));
}

Status close(Services& services, store::Transaction& tx, const Problem& problem,
             const domain::By& by, std::string_view how, std::string_view text, Timestamp now)
{
    auto event = TRY(domain::close(problem, by, now, seal_words({{"text", text}})));
    event.facts.action = std::string(how);
    TRY(oblige_after(services, tx, event));
    const auto key = TRY(report_key(services, tx, domain::as_report(problem.id)));
    return tx.append(std::move(event), key, services.random);
}

Result<Problem> request_of(store::Reading& reading, const domain::ProblemId& id)
{
    auto row = TRY(reading.problem(id));
    if (!row || row->problem.name != wanted_name)
        return Error{ErrorCode::not_found, "There is no such request."};
    return std::move(row->problem);
}

/// Open requests in the unit of people who can open by now what they asked for.
Result<std::vector<Problem>> met_requests(const Services& services, store::Reading& reading,
                                          const UnitId& unit, Timestamp now)
{
    std::vector<Problem> met;
    for (const auto& id : TRY(store::AccessRecords(reading).access_wanted_still(unit))) {
        auto problem = TRY(request_of(reading, id));
        const auto grants = TRY(reading.grants_of(problem.raised_by.person));
        if (opens(services, grants, {unit, kind_of(problem)}, now))
            met.push_back(std::move(problem));
    }
    return met;
}

/// Those who could give it say no to it, and so does oversight.
domain::Decision may_decline(const Services& services, const domain::Actor& actor,
                             const Problem& problem)
{
    auto decision = domain::decide(
        actor, domain::Action::give_access,
        access_object(services, problem.unit, problem.raised_by.person, domain::Role::caseworker),
        {services.clock.now()});
    if (decision)
        return decision;
    auto object = access_object(services, problem.unit, {}, {});
    object.problem = &problem;
    auto closing =
        domain::decide(actor, domain::Action::close_problem, object, {services.clock.now()});
    return closing ? closing : decision;
}

/// In the writer.
Status answer(Services& services, store::Transaction& tx, const AccessAct& act,
              const AccessAnswer& given, const domain::GrantId& fresh, Timestamp now)
{
    const auto problem = TRY(request_of(tx, given.request));
    const auto decision = may_decline(services, act.actor, problem);
    if (!decision)
        return denied(act.actor, decision);
    if (TRY(done_before(services, tx, act.key, act.request, domain::as_report(given.request))))
        return ok();
    if (problem.closed_at)
        return Error{ErrorCode::conflict, "This request has been answered. Nothing was changed."};
    if (!given.give)
        return close(services, tx, problem, decision.as, declined_word, given.reason, now);
    NewAccess wanted{.unit = problem.unit,
                     .person = problem.raised_by.person,
                     .login = {},
                     .role = domain::Role::caseworker,
                     .kinds = {},
                     .from = {},
                     .until = given.until,
                     .reason = given.reason};
    if (const auto kind = kind_of(problem); !kind.text.empty())
        wanted.kinds = {kind};
    TRY(give_as_asked(services, tx, act.actor, wanted, fresh, now));
    return ok();
}

Result<AccessRequestView> view_of(const Services& services, store::Reading& reading, Names& names,
                                  const domain::ProblemId& id)
{
    AccessRequestView view{.problem = TRY(request_of(reading, id))};
    const auto& problem = view.problem;
    view.person_name = TRY(names.of(problem.raised_by.person));
    view.unit_name = unit_name(services, problem.unit);
    view.kind = kind_of(problem);
    const auto subject = domain::as_report(id);
    const auto key = TRY(report_key(services, reading, subject));
    view.reason = TRY(read_problem_content(reading, key, id)).text;
    for (const auto& stored : TRY(reading.events_of(subject))) {
        if (stored.event.name != domain::EventName::problem_closed)
            continue;
        view.state =
            stored.event.facts.action == given_word ? RequestState::given : RequestState::declined;
        view.answer = word_in(TRY(store::open_fact(key, subject, stored.sealed)), "text");
    }
    const auto obligations = TRY(obligations_of(services, reading, id.uuid));
    if (const auto* next = next_of(obligations))
        view.due = next->obligation.due;
    return view;
}

/// Whoever gives access in a unit, or has oversight of it, sees who asks for it.
domain::Decision may_see_requests(const Services& services, const domain::Actor& actor,
                                  const UnitId& unit)
{
    auto decision = may_manage(services, actor, unit);
    if (decision)
        return decision;
    auto watching = domain::decide(actor, domain::Action::watch,
                                   access_object(services, unit, {}, {}), {services.clock.now()});
    return watching.as.role == domain::Role::oversight ? watching : decision;
}

}  // namespace

std::string_view name_of(RequestState state)
{
    constexpr std::array<std::string_view, 3> names{"open", given_word, declined_word};
    return names[std::size_t(state)];
}

void ask_for_access(Services& services, const domain::Actor& actor, AccessWanted wanted,
                    Done<RaisedProblem> done)
{
    if (auto checked = check_wanted(services, actor, wanted); !checked)
        return done(std::move(checked).error());
    services.store.write<RaisedProblem>(
        [&services, wanted = std::move(wanted), person = actor.person, by = refused_as(actor),
         now = services.clock.now()](store::Transaction& tx) {
            return raise_problem(services, tx,
                                 {.name = wanted_name,
                                  .unit = wanted.unit,
                                  .about_person = person,
                                  .about = about(wanted.kind, person),
                                  .by = by,
                                  .text = wanted.reason},
                                 now);
        },
        [done = std::move(done)](Result<RaisedProblem> raised, const store::Committed&) mutable {
            done(std::move(raised));
        });
}

Result<std::vector<AccessRequestView>> list_access_requests(const Services& services,
                                                            const domain::Actor& actor,
                                                            const UnitId& unit, bool mine)
{
    if (!mine)
        if (const auto decision = may_see_requests(services, actor, unit); !decision)
            return denied(actor, decision);
    return services.store.read(
        [&](store::Reading& reading) -> Result<std::vector<AccessRequestView>> {
            store::AccessRecords records(reading);
            const auto ids = mine ? TRY(records.access_wanted_by(actor.person, requests_shown_max))
                                  : TRY(records.access_wanted_in(unit, requests_shown_max));
            Names names(reading);
            std::vector<AccessRequestView> views;
            for (const auto& id : ids) {
                auto view = TRY(view_of(services, reading, names, id));
                if (unit.text.empty() || view.problem.unit == unit)
                    views.push_back(std::move(view));
            }
            return views;
        });
}

void answer_access_request(Services& services, AccessAct act, AccessAnswer given,
                           Done<AccessRequestView> done)
{
    const auto now = services.clock.now();
    const domain::GrantId fresh{make_uuid(now, services.random)};
    const auto request = given.request;
    services.store.write<Nothing>(
        [&services, act = std::move(act), given = std::move(given), fresh,
         now](store::Transaction& tx) { return answer(services, tx, act, given, fresh, now); },
        [&services, request, done = std::move(done)](Result<Nothing> outcome,
                                                     const store::Committed&) mutable {
            if (!outcome)
                return done(std::move(outcome).error());
            if (auto counted = count_coverage(services); !counted)
                return done(std::move(counted).error());
            done(services.store.read([&](store::Reading& reading) {
                Names names(reading);
                return view_of(services, reading, names, request);
            }));
        });
}

Status end_met_requests(Services& services, store::Transaction& tx, const UnitId& unit,
                        Timestamp now)
{
    for (const auto& problem : TRY(met_requests(services, tx, unit, now)))
        TRY(close(services, tx, problem, {}, given_word, {}, now));
    return ok();
}

Result<bool> requests_fit(const Services& services, store::Reading& reading, const UnitId& unit,
                          Timestamp now)
{
    return TRY(met_requests(services, reading, unit, now)).empty();
}

Status end_access_requests(Services& services, store::Transaction& tx,
                           const domain::GivenGrant& fresh, const domain::By& by,
                           std::string_view reason, Timestamp now)
{
    if (!domain::is_reader(fresh.grant.role))
        return ok();
    store::AccessRecords records(tx);
    for (const auto& id : TRY(records.access_wanted_by(fresh.person, requests_shown_max))) {
        const auto problem = TRY(request_of(tx, id));
        if (problem.unit == fresh.grant.unit && fulfils(fresh, problem, now))
            TRY(close(services, tx, problem, by, given_word, reason, now));
    }
    return ok();
}

}  // namespace varde::acts
