// Holds, proposals to erase and tombstones in the database: folded from what events record.
#pragma once

#include "domain/event.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// Folds what `event` records of holds, proposals and tombstones.
Status project_retention(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
