#include "store/obligations.hpp"
#include "store/queries.hpp"
#include "store/rows.hpp"

namespace varde::store {

Result<std::vector<domain::Delivery>> Reading::closed_owing(const UnitId& unit, int limit)
{
    return sql::all(connection_, read_delivery, queries::closed_owing, unit.text, limit);
}

Result<std::vector<DeliveryId>> Reading::deliveries_after(const DeliveryId& id, int limit)
{
    return sql::all(
        connection_, [](const sql::Row& row) { return row.id<DeliveryId>(0); },
        queries::deliveries_after, id.view(), limit);
}

Result<std::vector<domain::Obligation>> Reading::obligations_of(const Uuid& subject)
{
    return sql::all(connection_, read_obligation, queries::obligations_of, subject.view());
}

Result<std::vector<SubjectToWake>> Reading::subjects_to_wake(Timestamp now, int limit,
                                                             bool urgent_only)
{
    return sql::all(
        connection_,
        [](const sql::Row& row) { return SubjectToWake{uuid_of(row.bytes(0)), row.time(1)}; },
        urgent_only ? queries::urgent_subjects_to_wake : queries::subjects_to_wake, now, limit);
}

Result<std::optional<Timestamp>> Reading::next_wake()
{
    const auto found = TRY(sql::one(
        connection_, [](const sql::Row& row) { return row.optional_time(0); }, queries::next_wake));
    return found.value_or(std::nullopt);
}

Result<Bytes> Reading::swept_rules()
{
    const auto found = TRY(sql::one(
        connection_,
        [](const sql::Row& row) {
            const auto bytes = row.bytes(0);
            return Bytes(bytes.begin(), bytes.end());
        },
        queries::swept_rules));
    return found.value_or(Bytes{});
}

}  // namespace varde::store
