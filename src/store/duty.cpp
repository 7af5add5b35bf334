// The part of Reading and Transaction that is about duty.
#include "store/queries.hpp"
#include "store/transaction.hpp"

namespace varde::store {
namespace {

DutyRow read_duty(const sql::Row& row)
{
    return {{.id = row.id<domain::DutyId>(0),
             .series = row.id<domain::DutyId>(1),
             .unit = {row.string(2)},
             .person = row.id<PersonId>(3),
             .planned = {row.time(4), row.time(5)},
             .replaces = row.integer(6) != 0,
             .entered_at = row.time(7),
             .cancelled_at = row.optional_time(8)},
            row.string(9)};
}

HandoverRow read_handover(const sql::Row& row)
{
    return {row.id<domain::DutyId>(0), row.id<PersonId>(1), row.string(2), row.time(3)};
}

}  // namespace

Result<std::vector<DutyRow>> Reading::shifts_of(const UnitId& unit, const domain::Span& within)
{
    return sql::all(connection_, read_duty, queries::shifts_within, unit.text, within.from,
                    within.until);
}

Result<std::vector<DutyRow>> Reading::leave_of(const UnitId& unit, const domain::Span& within)
{
    return sql::all(connection_, read_duty, queries::leave_within, unit.text, within.from,
                    within.until);
}

Result<std::vector<DutyRow>> Reading::shifts_of(const domain::DutyId& series)
{
    return sql::all(connection_, read_duty, queries::shifts_of_series, series);
}

Result<std::optional<DutyRow>> Reading::shift(const domain::DutyId& id)
{
    return sql::one(connection_, read_duty, queries::shift, id);
}

Result<std::optional<DutyRow>> Reading::leave(const domain::DutyId& id)
{
    return sql::one(connection_, read_duty, queries::leave, id);
}

Result<std::vector<UnitId>> Reading::units_with_shifts()
{
    return sql::all(
        connection_, [](const sql::Row& row) { return UnitId{row.string(0)}; },
        queries::units_with_shifts);
}

Result<std::vector<AbleSpan>> Reading::readers_of(const UnitId& unit)
{
    return sql::all(
        connection_,
        [](const sql::Row& row) {
            AbleSpan able{row.id<PersonId>(0), {row.time(1), {INT64_MAX}}};
            for (const auto ended : {row.optional_time(2), row.optional_time(3)})
                able.span.until = std::min(able.span.until, ended.value_or(able.span.until));
            return able;
        },
        queries::readers_of_unit, unit.text);
}

Result<std::optional<Timestamp>> Reading::gap_closed_by_person(const UnitId& unit)
{
    return sql::one(
        connection_, [](const sql::Row& row) { return row.time(0); }, queries::gap_closed_by_person,
        unit.text);
}

Result<std::optional<HandoverRow>> Reading::handover(const domain::DutyId& id)
{
    return sql::one(connection_, read_handover, queries::handover, id);
}

Result<std::vector<HandoverRow>> Reading::handovers_of(const UnitId& unit,
                                                       const domain::DutyId& before, int limit)
{
    auto from = before;
    if (from.is_nil())
        from.uuid.bytes.fill(0xff);
    return sql::all(connection_, read_handover, queries::handovers, unit.text, from, limit);
}

Status Transaction::project_duty(const domain::Event& event)
{
    using domain::DutyChange;
    const auto change = domain::duty_change_named(event.facts.name);
    CHECK(change);
    const auto entry = domain::entry_of(event);
    switch (*change) {
    case DutyChange::shift_added:
    case DutyChange::replacement_added:
        return put(queries::insert_shift, entry.id, entry.series, entry.unit.text, entry.person,
                   entry.planned.from, entry.planned.until, entry.replaces, event.at,
                   event.by.person);
    case DutyChange::leave_added:
        return put(queries::insert_leave, entry.id, entry.series, entry.unit.text, entry.person,
                   entry.planned.from, entry.planned.until, event.at, event.by.person);
    case DutyChange::shift_cancelled:
        return put(queries::cancel_shift, entry.id, event.at, event.by.person);
    case DutyChange::leave_cancelled:
        return put(queries::cancel_leave, entry.id, event.at, event.by.person);
    case DutyChange::handover_written:
        return put(queries::insert_handover, entry.id, entry.unit.text, entry.person, event.at);
    }
    return ok();
}

}  // namespace varde::store
