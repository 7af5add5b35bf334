#include "store/queries.hpp"
#include "store/reading.hpp"
#include "store/rows.hpp"

#include <limits>

namespace varde::store {
namespace {

/// Where a list of the newest begins: before this, or at the top.
Timestamp time_of(const EscalationPlace& before)
{
    return before.id.is_nil() ? Timestamp{std::numeric_limits<std::int64_t>::max()}
                              : before.raised_at;
}

StaffRow read_staff(const sql::Row& row) { return {row.id<PersonId>(0), read_grant(row, 1)}; }

}  // namespace

Result<std::optional<Escalation>> Reading::escalation(const Uuid& id)
{
    return sql::one(connection_, read_escalation, queries::escalation, id.view());
}

Result<std::vector<Escalation>> Reading::escalations_of(const Uuid& subject)
{
    return sql::all(connection_, read_escalation, queries::escalations_of_subject, subject.view());
}

Result<std::vector<Escalation>> Reading::escalations_of(const Uuid& subject,
                                                        const std::string& rule, Timestamp since)
{
    return sql::all(connection_, read_escalation, queries::escalations_of_obligation,
                    subject.view(), rule, since);
}

Result<std::vector<Escalation>> Reading::escalations_of(const UnitId& unit,
                                                        const EscalationPlace& before, int limit)
{
    return sql::all(connection_, read_escalation, queries::escalations_of_unit, unit.text,
                    time_of(before), before.id.view(), limit);
}

Result<std::vector<Escalation>> Reading::escalations_of(const PersonId& person,
                                                        const EscalationPlace& before, int limit)
{
    return sql::all(connection_, read_escalation, queries::escalations_of_person, person,
                    time_of(before), before.id.view(), limit);
}

Result<bool> Reading::listens(const PersonId& person, const Escalation& escalation)
{
    const auto found = TRY(sql::one(
        connection_, [](const sql::Row&) { return true; }, queries::listens_to, person,
        escalation.subject.view(), escalation.rule, escalation.since));
    return found.has_value();
}

Result<bool> Reading::failed_to_tell(const Uuid& escalation)
{
    const auto found = TRY(sql::one(
        connection_, [](const sql::Row& row) { return row.integer(0) > 0 && row.integer(1) == 0; },
        queries::messages_of_escalation, escalation.view()));
    return found.value_or(false);
}

Result<WaitingForPerson> Reading::waiting_for(const PersonId& person)
{
    const auto found = TRY(sql::one(
        connection_,
        [](const sql::Row& row) { return WaitingForPerson{row.integer(0), row.integer(1)}; },
        queries::waiting_for_person, person));
    return found.value_or(WaitingForPerson{});
}

Result<std::vector<StaffRow>> Reading::staff_of(const UnitId& unit)
{
    return sql::all(connection_, read_staff, queries::staff_of_unit, unit.text);
}

Result<std::vector<StaffRow>> Reading::senders_of(const OrganisationId& organisation)
{
    return sql::all(connection_, read_staff, queries::people_who_send, organisation);
}

}  // namespace varde::store
