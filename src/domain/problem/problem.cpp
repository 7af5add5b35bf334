#include "domain/problem/problem.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

constexpr std::string_view problem_names[] = {"reported",
                                              "address_dead",
                                              "duty_gap",
                                              "notices_stuck",
                                              "coverage_low",
                                              "coverage_none",
                                              "access_wanted",
                                              "drill_failed",
                                              "channel_silent",
                                              "erasure_tried",
                                              "readback_failed",
                                              "balance_broken",
                                               "balance_stalled",
                                              "reconciliation_differs"};
constexpr std::string_view state_names[] = {"open", "answered", "closed"};

Event event_of(const Problem& problem, EventName name, const By& by, Timestamp at)
{
    Event event{
        .name = name, .report = as_report(problem.id), .unit = problem.handler, .by = by, .at = at};
    event.facts.name = std::string(name_of(problem.name));
    return event;
}

Error closed_already()
{
    return {ErrorCode::conflict, "This problem is closed already. Nothing was changed."};
}

}  // namespace

std::string_view name_of(ProblemName name) { return problem_names[std::size_t(name)]; }

std::optional<ProblemName> problem_named(std::string_view name)
{
    const auto found = std::ranges::find(problem_names, name);
    if (found == std::end(problem_names))
        return std::nullopt;
    return ProblemName(found - problem_names);
}

std::string_view name_of(ProblemState state) { return state_names[std::size_t(state)]; }

std::optional<ProblemState> problem_state_named(std::string_view name)
{
    const auto found = std::ranges::find(state_names, name);
    if (found == std::end(state_names))
        return std::nullopt;
    return ProblemState(found - state_names);
}

ProblemState Problem::state() const
{
    if (closed_at)
        return ProblemState::closed;
    return answered_at ? ProblemState::answered : ProblemState::open;
}

UnitId handler_of(const Directory& directory, const UnitId& unit, bool past_the_unit)
{
    if (!past_the_unit)
        return unit.text.empty() ? directory.sorting().id : unit;
    const auto overseers = overseers_of(directory, unit);
    return overseers.empty() ? UnitId{} : overseers.front();
}

ReportId as_report(const ProblemId& id) { return {id.uuid}; }

bool is_of_problem(EventName name)
{
    return name == EventName::problem_raised || name == EventName::problem_answered ||
           name == EventName::problem_closed;
}

Problem fold_problem(Problem problem, const Event& event)
{
    const auto& facts = event.facts;
    if (event.name == EventName::problem_raised) {
        problem.id = {event.report.uuid};
        problem.number = event.sequence;
        problem.name = problem_named(facts.name).value_or(ProblemName::reported);
        problem.handler = event.unit;
        problem.unit = facts.about_unit;
        problem.about_person = facts.people.empty() ? PersonId{} : facts.people.front();
        problem.about = facts.about;
        problem.confidential = facts.confidential;
        problem.raised_by = event.by;
        problem.raised_at = event.at;
    }
    if (event.name == EventName::problem_answered && !problem.answered_at)
        problem.answered_at = event.at;
    if (event.name == EventName::problem_closed)
        problem.closed_at = event.at;
    return problem;
}

Event raise(const Problem& problem, const Channel& channel, std::string sealed)
{
    auto event = event_of(problem, EventName::problem_raised, problem.raised_by, problem.raised_at);
    event.channel = channel;
    event.sequence = problem.number;
    if (!problem.about_person.is_nil())
        event.facts.people = {problem.about_person};
    event.facts.about_unit = problem.unit;
    event.facts.about = problem.about;
    event.facts.confidential = problem.confidential;
    event.sealed = std::move(sealed);
    return event;
}

Result<Event> answer(const Problem& problem, const By& by, Timestamp at, std::string sealed)
{
    if (problem.closed_at)
        return closed_already();
    auto event = event_of(problem, EventName::problem_answered, by, at);
    event.sealed = std::move(sealed);
    return event;
}

Result<Event> close(const Problem& problem, const By& by, Timestamp at, std::string sealed)
{
    if (problem.closed_at)
        return closed_already();
    auto event = event_of(problem, EventName::problem_closed, by, at);
    event.sealed = std::move(sealed);
    return event;
}

}  // namespace varde::domain
