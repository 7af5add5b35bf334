// Obligations in the database: folded from what events record of them.
#pragma once

#include "domain/event.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// Folds what `event` records of obligations.
Status project_obligations(sql::Connection& connection, const domain::Event& event);

/// The earliest of what begins with a subject's first event, as `delivery.next_due_us` has it.
Timestamp first_due(const domain::Event& event);

domain::Obligation read_obligation(const sql::Row& row);

}  // namespace varde::store
