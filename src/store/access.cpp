#include "store/access.hpp"

#include "store/queries.hpp"
#include "store/rows.hpp"

namespace varde::store {
namespace {

using domain::AccessChange;
using domain::EventName;

GrantRow read_held(const sql::Row& row)
{
    GrantRow read;
    read.given.id = row.id<domain::GrantId>(0);
    read.given.person = row.id<PersonId>(1);
    read.name = row.string(2);
    read.disabled = !row.null(3);
    read.given.grant = read_grant(row, 4);
    read.given.delegated_from = row.id<domain::GrantId>(9);
    read.given_at = row.optional_time(10);
    read.given_by = row.id<PersonId>(11);
    read.given_as = domain::role_named(row.text(12)).value_or(domain::Role::nobody);
    read.ended_at = row.optional_time(13);
    read.ended_by = row.id<PersonId>(14);
    read.ended_as = row.id<domain::AccessChangeId>(15);
    read.last_used = row.optional_time(16);
    return read;
}

Status project_change(sql::Connection& connection, const domain::Event& event)
{
    const auto change = domain::access_change_named(event.facts.name);
    CHECK(change);
    const auto given = domain::given_in(event);
    const auto& grant = given.grant;
    switch (*change) {
    case AccessChange::given:
        return sql::post(connection, queries::save_given_grant, given.id, given.person,
                         domain::name_of(grant.role), grant.unit.text, kinds_text(grant.kinds),
                         grant.from, grant.until, given.delegated_from, event.at, event.by.person,
                         domain::name_of(event.by.role));
    case AccessChange::ended:
        return sql::post(connection, queries::save_ended_grant, given.id, grant.until, event.at,
                         event.by.person, event.report);
    case AccessChange::disabled:
        TRY(sql::post(connection, queries::delete_sessions_of_person, given.person));
        return sql::post(connection, queries::disable_person, given.person, event.at);
    case AccessChange::enabled:
        return sql::post(connection, queries::enable_person, given.person);
    }
    return ok();
}

template <class IdType>
IdType read_id(const sql::Row& row)
{
    return row.id<IdType>(0);
}

}  // namespace

std::string_view name_of(ContactStanding standing)
{
    constexpr std::array<std::string_view, 4> names{"none", "dead", "unverified", "verified"};
    return names[std::size_t(standing)];
}

Status project_access(sql::Connection& connection, const domain::Event& event)
{
    switch (event.name) {
    case EventName::access_changed:
        return project_change(connection, event);
    case EventName::delivery_opened:
    case EventName::delivery_read:
        if (event.by.person.is_nil())
            return ok();  // A case system: what people use of their access is counted here.
        return sql::post(connection, queries::note_use, event.by.person, event.delivery, event.at);
    case EventName::conflict_declared:
        return sql::post(connection, queries::declare_conflict, event.report, event.facts.to_person,
                         event.delivery, event.at, event.by.person);
    case EventName::conflict_lifted:
        return sql::post(connection, queries::lift_conflict, event.report, event.facts.to_person,
                         event.at, event.by.person);
    default:
        return ok();
    }
}

sql::Connection& AccessRecords::connection() { return reading_.connection_; }

Result<std::optional<GrantRow>> AccessRecords::grant(const domain::GrantId& id)
{
    return sql::one(connection(), read_held, queries::grant_held, id);
}

Result<std::vector<GrantRow>> AccessRecords::grants_in(const UnitId& unit, Timestamp since)
{
    return sql::all(connection(), read_held, queries::grants_held_in_unit, unit.text, since);
}

Result<std::vector<GrantRow>> AccessRecords::grants_of(const PersonId& person, Timestamp since)
{
    return sql::all(connection(), read_held, queries::grants_held_by_person, person, since);
}

Result<std::vector<GrantRow>> AccessRecords::delegated_from(const domain::GrantId& source,
                                                            Timestamp since)
{
    return sql::all(connection(), read_held, queries::grants_delegated_from, source, since);
}

Result<std::optional<Timestamp>> AccessRecords::last_use(const PersonId& person, const UnitId& unit,
                                                         const KindName& kind)
{
    return sql::one(
        connection(), [](const sql::Row& row) { return row.time(0); }, queries::last_use_of_kind,
        person, unit.text, kind.text);
}

Result<ContactStanding> AccessRecords::contact_of(const PersonId& person)
{
    auto best = ContactStanding::none;
    for (const auto each : TRY(sql::all(
             connection(),
             [](const sql::Row& row) {
                 return !row.null(0)  ? ContactStanding::dead
                        : row.null(1) ? ContactStanding::unverified
                                      : ContactStanding::verified;
             },
             queries::contact_standing, person)))
        best = std::max(best, each);
    return best;
}

Result<std::optional<Timestamp>> AccessRecords::on_leave_until(const UnitId& unit,
                                                               const PersonId& person, Timestamp at)
{
    const auto until = TRY(sql::one(
        connection(), [](const sql::Row& row) { return row.optional_time(0); },
        queries::leave_until, unit.text, person, at));
    return until.value_or(std::nullopt);
}

Result<std::vector<Person>> AccessRecords::people_beside(const UnitId& unit, int limit)
{
    return sql::all(
        connection(),
        [](const sql::Row& row) {
            return Person{row.id<PersonId>(0), row.string(2), row.string(1), !row.null(3), {}};
        },
        queries::people_beside, unit.text, limit);
}

Result<std::vector<BarredRow>> AccessRecords::conflicts_of(const ReportId& report)
{
    return sql::all(
        connection(),
        [](const sql::Row& row) {
            return BarredRow{row.id<PersonId>(0), row.string(1), row.time(2), row.id<PersonId>(3),
                             row.optional_time(4)};
        },
        queries::conflicts_of_report, report);
}

Result<std::vector<PersonId>> AccessRecords::barred_from(const ReportId& report)
{
    std::vector<PersonId> barred;
    for (const auto& row : TRY(conflicts_of(report)))
        if (!row.lifted_at)
            barred.push_back(row.person);
    return barred;
}

Result<std::vector<DeliveryId>> AccessRecords::deliveries_with_conflicts(const UnitId& unit)
{
    auto found = TRY(
        sql::all(connection(), read_id<DeliveryId>, queries::deliveries_with_conflicts, unit.text));
    for (const auto& about : TRY(sql::all(
             connection(), [](const sql::Row& row) { return row.string(0); },
             queries::deliveries_too_few_can_open, unit.text)))
        if (const auto id = parse_uuid(about);
            id && std::ranges::find(found, DeliveryId{*id}) == found.end())
            found.push_back({*id});
    return found;
}

Result<std::vector<domain::ProblemId>> AccessRecords::access_wanted_in(const UnitId& unit,
                                                                       int limit)
{
    return sql::all(connection(), read_id<domain::ProblemId>, queries::access_wanted_in_unit,
                    unit.text, limit);
}

Result<std::vector<domain::ProblemId>> AccessRecords::access_wanted_still(const UnitId& unit)
{
    return sql::all(connection(), read_id<domain::ProblemId>, queries::access_wanted_still,
                    unit.text);
}

Result<std::vector<domain::ProblemId>> AccessRecords::access_wanted_by(const PersonId& person,
                                                                       int limit)
{
    return sql::all(connection(), read_id<domain::ProblemId>, queries::access_wanted_by_person,
                    person, limit);
}

}  // namespace varde::store
