// Rows as values: which column is which, in one place for each shape.
#pragma once

#include "domain/balance/booked.hpp"
#include "store/reading.hpp"

namespace varde::store {

/// `events_of_report`, `event_at`, `events_from`.
Result<StoredEvent> read_event(const sql::Row& row);
Report read_report(const sql::Row& row);
domain::Delivery read_delivery(const sql::Row& row);
Upload read_upload(const sql::Row& row, int first_column);
domain::Organisation read_organisation(const sql::Row& row, int first_column);
/// role, unit, kinds, from_us, until_us from `first_column` on.
domain::Grant read_grant(const sql::Row& row, int first_column);
/// `scope_items`, `resends_of_scope`.
domain::Booked read_booked(const sql::Row& row);
std::string kinds_text(const std::vector<KindName>& kinds);

}  // namespace varde::store
