// The part of Reading and Transaction that is about problems.
#include "store/queries.hpp"
#include "store/transaction.hpp"

namespace varde::store {
namespace {

ProblemRow read_problem(const sql::Row& row)
{
    ProblemRow read{.position = std::uint64_t(row.integer(2))};
    auto& problem = read.problem;
    problem.id = row.id<domain::ProblemId>(0);
    problem.number = row.integer(1);
    const auto name = domain::problem_named(row.text(3));
    CHECK(name);
    problem.name = *name;
    problem.unit.text = row.string(4);
    problem.handler.text = row.string(5);
    problem.about_person = row.id<PersonId>(6);
    problem.about = row.string(7);
    problem.confidential = row.integer(8) != 0;
    problem.raised_by = {domain::role_named(row.text(9)).value_or(domain::Role::nobody),
                         {row.string(10)},
                         row.id<PersonId>(11),
                         row.id<OrganisationId>(12)};
    problem.raised_at = row.time(13);
    problem.answered_at = row.optional_time(14);
    problem.closed_at = row.optional_time(15);
    return read;
}

}  // namespace

Result<std::optional<ProblemRow>> Reading::problem(const domain::ProblemId& id)
{
    return sql::one(connection_, read_problem, queries::problem, id);
}

Result<std::optional<ProblemRow>>
Reading::problem_found(domain::ProblemName name, const UnitId& unit, const std::string& about)
{
    return sql::one(connection_, read_problem, queries::problem_found, domain::name_of(name),
                    unit.text, about);
}

Result<std::vector<ProblemRow>> Reading::problems(std::int64_t before, int limit)
{
    return sql::all(connection_, read_problem, queries::problems, before, limit);
}

Result<std::vector<ProblemRow>> Reading::problems_of(const UnitId& handler, std::int64_t before,
                                                     int limit)
{
    return sql::all(connection_, read_problem, queries::problems_of_handler, handler.text, before,
                    limit);
}

Status Transaction::project_problem(const domain::Event& event, std::uint64_t position)
{
    ProblemRow row{.position = position};
    if (event.name != domain::EventName::problem_raised) {
        auto known = TRY(problem({event.report.uuid}));
        CHECK(known);
        row = std::move(*known);
    }
    const auto p = domain::fold_problem(std::move(row.problem), event);
    const auto& by = p.raised_by;
    return put(queries::save_problem, p.id, p.number, std::int64_t(row.position),
               domain::name_of(p.name), p.unit.text, p.handler.text, p.about_person, p.about,
               p.confidential, domain::name_of(by.role), by.unit.text, by.person, by.organisation,
               p.raised_at, p.answered_at, p.closed_at);
}

}  // namespace varde::store
