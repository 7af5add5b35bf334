// Drills in the database: folded from what events record.
#pragma once

#include "domain/event.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// Folds what `event` records of drills.
Status project_drill(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
