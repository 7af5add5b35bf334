#include "store/resends.hpp"

#include "store/queries.hpp"
#include "store/rows.hpp"

namespace varde::store {
namespace {

Resend read_resend(const sql::Row& row)
{
    return {row.id<ReportId>(0), {uuid_of(row.bytes(1))}, {row.string(2)}, row.time(3)};
}

}  // namespace

Result<std::optional<Resend>> ResendRecords::of(const ReportId& report)
{
    return sql::one(reading_.connection_, read_resend, queries::resend, report);
}

Result<std::vector<Resend>> ResendRecords::of_sender(const OrganisationId& sender,
                                                     const ResendPlace& before, int limit)
{
    return sql::all(reading_.connection_, read_resend, queries::resends_of_sender, sender.view(),
                    before.asked_at, before.id.view(), limit);
}

Result<std::vector<ReportId>> ResendRecords::repeats_of(const ReportId& report)
{
    return sql::all(
        reading_.connection_, [](const sql::Row& row) { return row.id<ReportId>(0); },
        queries::repeats_of, report);
}

Result<std::vector<ResendRecords::Asked>> ResendRecords::asked_of(const ScopeFilter& filter)
{
    const auto sender = filter.sender.value_or(OrganisationId{});
    return sql::all(
        reading_.connection_,
        [](const sql::Row& row) { return Asked{read_booked(row), row.time(9)}; },
        queries::resends_of_scope, filter.from, filter.until, filter.kind.text, filter.unit.text,
        sender.view(), !filter.sender, filter.present, filter.absent, filter.connector);
}

Status project_resends(sql::Connection& connection, const domain::Event& event)
{
    if (event.name == domain::EventName::resend_asked)
        return sql::post(connection, queries::ask_resend, event.report, event.facts.sender.view(),
                         event.unit.text, event.at);
    if (event.name == domain::EventName::report_accepted && !event.facts.earlier.is_nil())
        return sql::post(connection, queries::insert_repeated, event.facts.earlier, event.report);
    return ok();
}

}  // namespace varde::store
