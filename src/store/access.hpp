// Grants, accounts and conflicts of interest in the database: folded from what events record.
#pragma once

#include "domain/event.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// Folds what `event` records of access.
Status project_access(sql::Connection& connection, const domain::Event& event);

}  // namespace varde::store
