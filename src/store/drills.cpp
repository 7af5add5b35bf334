#include "store/drills.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

using domain::DrillName;
using domain::DrillOutcome;

SealedDrill read_sealed(const sql::Row& row)
{
    const auto mac = row.bytes(0), sealed = row.bytes(2);
    return {{mac.begin(), mac.end()}, uuid_of(row.bytes(1)), {sealed.begin(), sealed.end()}};
}

EndedDrill read_ended(const sql::Row& row)
{
    return {.id = uuid_of(row.bytes(0)),
            .name = domain::drill_named(row.text(1)).value_or(DrillName::machine),
            .unit = {row.string(2)},
            .kind = {row.string(3)},
            .began_at = row.time(4),
            .ended_at = row.time(5),
            .outcome = domain::drill_outcome_named(row.text(6)).value_or(DrillOutcome::failed),
            .failed = domain::drill_step_named(row.text(7)),
            .opened_by = row.id<PersonId>(8)};
}

DrillStanding read_standing(const sql::Row& row)
{
    return {.unit = {row.string(0)},
            .kind = {row.string(1)},
            .name = domain::drill_named(row.text(2)).value_or(DrillName::machine),
            .ended_at = row.time(3),
            .outcome = domain::drill_outcome_named(row.text(4)).value_or(DrillOutcome::failed),
            .passed_at = row.optional_time(5)};
}

std::optional<Timestamp> passed_at(std::string_view outcome, Timestamp at)
{
    return outcome == domain::name_of(DrillOutcome::failed) ? std::nullopt : std::optional(at);
}

}  // namespace

Status project_drill(sql::Connection& connection, const domain::Event& event)
{
    if (event.name != domain::EventName::drill_ended)
        return ok();
    const auto& facts = event.facts;
    return sql::post(connection, queries::save_drill_standing, event.facts.about_unit.text,
                     facts.kind.text, facts.about, event.at, facts.name,
                     passed_at(facts.name, event.at));
}

Result<bool> DrillRecords::knows(ByteView report_mac)
{
    const auto row = TRY(sql::one(
        reading_.connection_, [](const sql::Row&) { return true; }, queries::is_drill, report_mac));
    return row.has_value();
}

Result<std::optional<SealedDrill>> DrillRecords::under_way(ByteView report_mac)
{
    return sql::one(reading_.connection_, read_sealed, queries::drill_under_way, report_mac);
}

Result<std::vector<SealedDrill>> DrillRecords::under_way()
{
    return sql::all(reading_.connection_, read_sealed, queries::drills_under_way);
}

Result<std::vector<EndedDrill>> DrillRecords::ended(const UnitId& unit, const DrillPlace& before,
                                                    int limit)
{
    const auto from =
        before.id.is_nil() ? Timestamp{std::numeric_limits<std::int64_t>::max()} : before.ended_at;
    return sql::all(reading_.connection_, read_ended, queries::ended_drills, unit.text, from,
                    before.id.view(), limit);
}

Result<std::vector<DrillStanding>> DrillRecords::standing(const UnitId& unit, const KindName& kind)
{
    return sql::all(reading_.connection_, read_standing, queries::drill_standing, unit.text,
                    kind.text);
}

Result<std::vector<DrillStanding>> DrillRecords::standings()
{
    return sql::all(reading_.connection_, read_standing, queries::drill_standings);
}

Status DrillChanges::add(const SealedDrill& drill)
{
    return tx_.put(queries::insert_drill, drill.report_mac, drill.id.view(), drill.sealed);
}

Status DrillChanges::forget(ByteView report_mac)
{
    return tx_.put(queries::forget_drill, report_mac);
}

Result<bool> DrillChanges::end(ByteView report_mac, const EndedDrill& ended)
{
    const auto step = ended.failed ? std::optional(domain::name_of(*ended.failed)) : std::nullopt;
    return TRY(tx_.change(queries::end_drill, report_mac, domain::name_of(ended.name),
                          ended.unit.text, ended.kind.text, ended.began_at, ended.ended_at,
                          domain::name_of(ended.outcome), step, ended.opened_by)) == 1;
}

Status DrillChanges::save_standing(const EndedDrill& ended)
{
    const auto outcome = domain::name_of(ended.outcome);
    return tx_.put(queries::save_drill_standing, ended.unit.text, ended.kind.text,
                   domain::name_of(ended.name), ended.ended_at, outcome,
                   passed_at(outcome, ended.ended_at));
}

Result<bool> DrillChanges::claim(ByteView mac)
{
    return TRY(tx_.change(queries::claim_drill, mac)) == 1;
}

Status DrillChanges::give_back(ByteView mac) { return tx_.put(queries::give_drill_back, mac); }

Status DrillChanges::remove_sender(const OrganisationId& sender)
{
    return tx_.put(queries::delete_organisation, sender);
}

}  // namespace varde::store
