// Which units take which kinds in the database: folded from what events record.
#pragma once

#include "domain/event.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// Folds what `event` records of which units take which kinds.
Status project_intake(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
