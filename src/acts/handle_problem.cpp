#include "acts/handle_problem.hpp"

#include "acts/problem_content.hpp"
#include "acts/problem_view.hpp"
#include "acts/refused_as.hpp"
#include "acts/sealed_words.hpp"

namespace varde::acts {
namespace {

/// Runs in the writer: the act's event, or why it cannot be done.
using Deciding =
    std::move_only_function<Result<domain::Event>(const domain::Problem&, const domain::Doing&)>;

Error no_such_problem() { return {ErrorCode::not_found, "There is no such problem."}; }

domain::Event event_on(const domain::Problem& problem, domain::EventName name, domain::By by,
                       Timestamp at)
{
    return {.name = name,
            .report = domain::as_report(problem.id),
            .unit = problem.handler,
            .by = std::move(by),
            .at = at};
}

/// To whom a problem is closed that they may not know of, it does not exist.
Error refusal(const domain::Problem& problem, std::string reason, domain::Action action)
{
    // Whom it is about and their colleagues get one answer: from none of them can it be learnt.
    const bool names_somebody = !problem.about_person.is_nil() && !problem.by_machine();
    if (problem.confidential || (names_somebody && action == domain::Action::see_problem))
        return no_such_problem();
    return {ErrorCode::forbidden, std::move(reason)};
}

/// What came of the writer's step. A refusal is a success here: its record must be committed.
struct Acted {
    std::optional<Error> refused;
};

Result<Acted> decide(Services& services, store::Transaction& tx, const OnProblem& on,
                     domain::Action action, Deciding& deciding, const store::ReportKey& key)
{
    const auto now = services.clock.now();
    const auto row = TRY(tx.problem(on.problem));
    CHECK(row);
    const auto& problem = row->problem;
    const auto object = TRY(object_of(services, tx, problem));
    const auto decision = domain::decide(on.actor, action, object, {now});
    if (!decision) {
        auto event =
            event_on(problem, domain::EventName::access_refused, refused_as(on.actor), now);
        event.facts.action = std::string(domain::name_of(action));
        event.sealed = seal_words({{"why", decision.reason}});
        TRY(tx.append(std::move(event), key, services.random));
        // Whoever may not see it must not learn of it by trying something else.
        const bool may_see =
            bool(domain::decide(on.actor, domain::Action::see_problem, object, {now}));
        return Acted{
            refusal(problem, decision.reason, may_see ? action : domain::Action::see_problem)};
    }
    if (TRY(done_before(services, tx, on.key, on.request, domain::as_report(on.problem)))) {
        // What is shown once more is read once more.
        TRY(tx.append(event_on(problem, domain::EventName::problem_read, decision.as, now), key,
                      services.random));
        return Acted{};
    }
    auto event = TRY(deciding(problem, {decision.as, now}));
    TRY(oblige_after(services, tx, event));
    TRY(tx.append(std::move(event), key, services.random));
    return Acted{};
}

Result<ProblemView> view(Services& services, const OnProblem& on)
{
    return services.store.read([&](store::Reading& reading) {
        return view_problem(services, reading, on.actor, on.problem);
    });
}

/// The one way in which acts on a problem run: load, decide access, decide the act, store, view.
void act_on_problem(Services& services, OnProblem on, domain::Action action, Deciding deciding,
                    Done<ProblemView> done)
{
    auto key = services.store.read([&](store::Reading& reading) -> Result<store::ReportKey> {
        if (!TRY(reading.problem(on.problem)))
            return no_such_problem();
        return report_key(services, reading, domain::as_report(on.problem));
    });
    if (!key)
        return done(std::move(key).error());
    struct Act {
        OnProblem on;
        Deciding deciding;
        store::ReportKey key;
    };
    auto act = std::make_shared<Act>(  // Owners: the two closures below.
        Act{std::move(on), std::move(deciding), std::move(key).value()});
    services.store.write<Acted>(
        [&services, act, action](store::Transaction& tx) {
            return decide(services, tx, act->on, action, act->deciding, act->key);
        },
        [&services, act, done = std::move(done)](Result<Acted> acted,
                                                 const store::Committed&) mutable {
            if (!acted)
                return done(std::move(acted).error());
            if (acted.value().refused)
                return done(std::move(*acted.value().refused));
            done(view(services, act->on));
        });
}

/// What an actor without oversight can see is what their units must act on.
std::vector<UnitId> units_of(const domain::Actor& actor, Timestamp now)
{
    std::vector<UnitId> units;
    for (const auto& grant : actor.grants)
        if (grant.active_at(now) && !grant.unit.text.empty() &&
            std::ranges::find(units, grant.unit) == units.end())
            units.push_back(grant.unit);
    return units;
}

bool has_oversight(const domain::Actor& actor, Timestamp now)
{
    return std::ranges::any_of(actor.grants, [&](const domain::Grant& grant) {
        return grant.role == domain::Role::oversight && grant.active_at(now);
    });
}

/// The next rows below `before`, newest first; some of them may not be the actor's to see.
Result<std::vector<store::ProblemRow>> next_rows(store::Reading& reading,
                                                 const domain::Actor& actor, Timestamp now,
                                                 std::int64_t before, int limit)
{
    if (has_oversight(actor, now))
        return reading.problems(before, limit);
    std::vector<store::ProblemRow> rows;
    for (const auto& unit : units_of(actor, now))
        for (auto& row : TRY(reading.problems_of(unit, before, limit)))
            rows.push_back(std::move(row));
    std::ranges::sort(rows, std::greater{},
                      [](const store::ProblemRow& row) { return row.problem.number; });
    if (rows.size() > std::size_t(limit))
        rows.resize(std::size_t(limit));
    return rows;
}

}  // namespace

void see_problem(Services& services, OnProblem on, Done<ProblemView> done)
{
    on.key = {};
    act_on_problem(
        services, std::move(on), domain::Action::see_problem,
        [](const domain::Problem& problem, const domain::Doing& doing) -> Result<domain::Event> {
            return event_on(problem, domain::EventName::problem_read, doing.by, doing.at);
        },
        std::move(done));
}

void answer_problem(Services& services, OnProblem on, std::string text, Done<ProblemView> done)
{
    act_on_problem(
        services, std::move(on), domain::Action::answer_problem,
        [text = std::move(text)](const domain::Problem& problem, const domain::Doing& doing) {
            return domain::answer(problem, doing.by, doing.at, seal_words({{"text", text}}));
        },
        std::move(done));
}

void close_problem(Services& services, OnProblem on, std::string reason, Done<ProblemView> done)
{
    act_on_problem(
        services, std::move(on), domain::Action::close_problem,
        [reason = std::move(reason)](const domain::Problem& problem, const domain::Doing& doing) {
            return domain::close(problem, doing.by, doing.at, seal_words({{"text", reason}}));
        },
        std::move(done));
}

Result<ProblemPage> list_problems(const Services& services, const domain::Actor& actor,
                                  const ProblemQuery& query)
{
    constexpr int rows_at_once = 200;
    const auto now = services.clock.now();
    const auto wanted = [&](store::Reading& reading,
                            const domain::Problem& problem) -> Result<bool> {
        if (!query.unit.text.empty() && problem.unit != query.unit &&
            problem.handler != query.unit)
            return false;
        if (query.state && problem.state() != *query.state)
            return false;
        const auto object = TRY(object_of(services, reading, problem));
        return bool(domain::decide(actor, domain::Action::see_problem, object, {now}));
    };
    return services.store.read([&](store::Reading& reading) -> Result<ProblemPage> {
        ProblemPage page;
        Names names(reading);
        auto before = query.after > 0 ? query.after : std::numeric_limits<std::int64_t>::max();
        while (true) {
            const auto rows = TRY(next_rows(reading, actor, now, before, rows_at_once));
            for (const auto& [problem, position] : rows) {
                before = problem.number;
                if (!TRY(wanted(reading, problem)))
                    continue;
                if (page.items.size() == std::size_t(query.limit)) {
                    page.next = page.items.back().problem.number;
                    return page;
                }
                page.items.push_back(
                    {problem, problem.unit.text.empty() ? "" : unit_name(services, problem.unit),
                     TRY(names.of(problem.about_person)),
                     TRY(obligations_of(services, reading, problem.id.uuid))});
            }
            if (rows.size() < std::size_t(rows_at_once))
                return page;
        }
    });
}

}  // namespace varde::acts
