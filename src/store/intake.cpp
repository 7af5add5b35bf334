#include "store/intake.hpp"

#include "store/queries.hpp"
#include "store/rows.hpp"

namespace varde::store {
namespace {

/// Whatever presses less than so much else of a unit is looked for once that is done.
constexpr int waiting_looked_at = 1'000;
/// Leave that ended a day before the last event is nobody's any more.
constexpr std::int64_t day_us = 86'400'000'000;

IntakeRow read_intake(const sql::Row& row)
{
    return {{{row.string(0)}, {row.string(1)}}, row.integer(2) != 0, row.time(3)};
}

KindCount read_count(const sql::Row& row) { return {{row.string(0)}, row.integer(1), row.time(2)}; }

/// Rows of one unit stand together, and in them those of one person.
void add_grant(std::vector<domain::UnitPerson>& people, const sql::Row& row)
{
    const auto person = row.id<PersonId>(1);
    if (people.empty() || people.back().person != person)
        people.push_back(
            {.person = person, .name = row.string(2), .disabled_at = row.optional_time(3)});
    people.back().grants.push_back({row.id<ReportId>(4).uuid, read_grant(row, 5)});
}

void add_leave(std::vector<domain::UnitPerson>& people, const PersonId& person,
               const domain::Span& span)
{
    for (auto& each : people)
        if (each.person == person && !span.empty())
            each.leave.push_back(span);
}

/// Whether the event's delivery waits no longer in its unit.
bool ends_waiting(const domain::Event& event)
{
    switch (event.name) {
    case domain::EventName::delivery_closed:
    case domain::EventName::drill_ended:
    case domain::EventName::delivery_transferred:
        return true;
    case domain::EventName::delivery_returned:
        return event.facts.to_delivery.is_nil();
    default:
        return false;
    }
}

}  // namespace

Result<std::vector<IntakeRow>> IntakeRecords::all()
{
    return sql::all(connection(), read_intake, queries::intake_of_all);
}

Result<std::vector<IntakeRow>> IntakeRecords::of(const UnitId& unit)
{
    return sql::all(connection(), read_intake, queries::intake_of_unit, unit.text);
}

Result<PeopleByUnit> IntakeRecords::readers()
{
    PeopleByUnit people;
    TRY(sql::each(
        connection(), [&](const sql::Row& row) { add_grant(people[{row.string(0)}], row); },
        queries::coverage_grants));
    TRY(sql::each(
        connection(),
        [&](const sql::Row& row) {
            if (const auto found = people.find({row.string(0)}); found != people.end())
                add_leave(found->second, row.id<PersonId>(1), {row.time(2), row.time(3)});
        },
        queries::coverage_leave, day_us));
    return people;
}

Result<std::vector<domain::UnitPerson>> IntakeRecords::people_of(const UnitId& unit,
                                                                 Timestamp since)
{
    std::vector<domain::UnitPerson> people;
    TRY(sql::each(
        connection(), [&](const sql::Row& row) { add_grant(people, row); },
        queries::coverage_grants_of_unit, unit.text));
    TRY(sql::each(
        connection(),
        [&](const sql::Row& row) {
            add_leave(
                people, row.id<PersonId>(0),
                domain::in_force({row.time(1), row.time(2)}, row.time(3), row.optional_time(4)));
        },
        queries::coverage_leave_of_unit, unit.text, since));
    return people;
}

Result<std::vector<UnitId>> IntakeRecords::units_of(const PersonId& person)
{
    return sql::all(
        connection(), [](const sql::Row& row) { return UnitId{row.string(0)}; },
        queries::units_of_reader, person);
}

Result<std::vector<KindCount>> IntakeRecords::passed_on(const UnitId& unit)
{
    return sql::all(connection(), read_count, queries::passed_on_waiting, unit.text);
}

Result<std::vector<UnitId>> IntakeRecords::units_passed_over()
{
    return sql::all(
        connection(), [](const sql::Row& row) { return UnitId{row.string(0)}; },
        queries::units_passed_over);
}

Result<std::vector<UnitId>> IntakeRecords::units_waiting()
{
    return sql::all(
        connection(), [](const sql::Row& row) { return UnitId{row.string(0)}; },
        queries::units_waiting);
}

Result<std::vector<KindName>> IntakeRecords::kinds_waiting(const UnitId& unit)
{
    return sql::all(
        connection(), [](const sql::Row& row) { return KindName{row.string(0)}; },
        queries::kinds_waiting, unit.text, waiting_looked_at);
}

Result<std::vector<FoundProblem>> IntakeRecords::problems()
{
    std::vector<FoundProblem> found;
    TRY(sql::each(
        connection(),
        [&](const sql::Row& row) {
            const auto name = domain::problem_named(row.text(1));
            if (name)
                found.push_back(
                    {row.id<domain::ProblemId>(0), *name, {{row.string(2)}, {row.string(3)}}});
        },
        queries::coverage_problems));
    return found;
}

Result<std::optional<Timestamp>> IntakeRecords::closed_by_person(domain::ProblemName name,
                                                                 const domain::Cell& cell)
{
    return sql::one(
        connection(), [](const sql::Row& row) { return row.time(0); },
        queries::problem_closed_by_person, domain::name_of(name), cell.unit.text, cell.kind.text);
}

Status project_intake(sql::Connection& connection, const domain::Event& event)
{
    const auto& facts = event.facts;
    if (event.name == domain::EventName::intake_changed)
        return sql::post(connection, queries::save_intake, event.unit.text, facts.kind.text,
                         facts.name == "live", event.at);
    if (event.name == domain::EventName::report_accepted && !facts.about_unit.text.empty())
        return sql::post(connection, queries::insert_passed_on, event.delivery,
                         facts.about_unit.text, facts.kind.text, event.at);
    if (ends_waiting(event))
        return sql::post(connection, queries::delete_passed_on, event.delivery);
    return ok();
}

}  // namespace varde::store
