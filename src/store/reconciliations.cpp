#include "store/reconciliations.hpp"

#include "store/queries.hpp"

namespace varde::store {
namespace {

Reconciliation read_reconciliation(const sql::Row& row)
{
    return {.id = uuid_of(row.bytes(0)),
            .sender = {uuid_of(row.bytes(1))},
            .unit = {row.string(2)},
            .made_at = row.time(3),
            .from = row.optional_time(4),
            .until = row.optional_time(5),
            .counts = {row.integer(6), row.integer(7), row.integer(8), row.integer(9),
                       row.integer(10)}};
}

}  // namespace

Result<std::vector<Reconciliation>>
ReconciliationRecords::of_sender(const OrganisationId& sender, const ReconciliationPlace& before,
                                 int limit)
{
    return sql::all(reading_.connection_, read_reconciliation, queries::reconciliations_of_sender,
                    sender.view(), before.made_at, before.id.view(), limit);
}

Result<std::vector<Reconciliation>>
ReconciliationRecords::of_unit(const UnitId& unit, const ReconciliationPlace& before, int limit)
{
    return sql::all(reading_.connection_, read_reconciliation, queries::reconciliations_of_unit,
                    unit.text, before.made_at, before.id.view(), limit);
}

Result<std::vector<SentReport>>
ReconciliationRecords::sent_in(const SentWindow& window, const OrganisationId& sender, int limit)
{
    return sql::all(
        reading_.connection_,
        [](const sql::Row& row) { return SentReport{row.id<ReportId>(0), row.time(1)}; },
        queries::reports_of_sender_between, sender, window.after.view(), window.before.view(),
        window.from, window.until, limit);
}

Status project_reconciliation(sql::Connection& connection, const domain::Event& event)
{
    if (event.name != domain::EventName::reconciliation_made)
        return ok();
    const auto& facts = event.facts;
    // What was erased was counted as agreed before it had a number of its own.
    CHECK(facts.counts.size() == 4 || facts.counts.size() == 5);
    return sql::post(connection, queries::insert_reconciliation, event.report, facts.sender.view(),
                     event.unit.text, event.at, facts.from, facts.until, facts.counts[0],
                     facts.counts[1], facts.counts[2], facts.counts[3],
                     facts.counts.size() == 5 ? facts.counts[4] : 0);
}

}  // namespace varde::store
