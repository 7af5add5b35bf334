// The projections, made again from the events alone and compared with what is stored.
#pragma once

#include "sql/connection.hpp"
#include "store/ledger_check.hpp"

#include <functional>

namespace varde::store {

struct ProjectionCheck {
    std::uint64_t events = 0, tables = 0, rows = 0;
    std::uint64_t differing = 0;          ///< Rows that are missing, too many or other than theirs.
    std::vector<LedgerFinding> findings;  ///< The first of them, by table and key.
};

/// Folds the first `size` events into a fresh database in `scratch`, an empty folder of the
/// caller's on a disk with room, and compares table by table. `connection` is held in one
/// transaction meanwhile, so that a server beside it changes nothing in between. What cannot be
/// read is a finding; an error only when there is no room to begin.
Result<ProjectionCheck>
check_projections(sql::Connection& connection, const std::string& scratch,
                  const std::function<void(std::uint64_t events)>& progress);

}  // namespace varde::store
