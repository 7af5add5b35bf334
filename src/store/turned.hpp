// What a stretch of the ledger changes of each report, as the book sees it.
#pragma once

#include "domain/balance/booked.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// A report's deliveries before the stretch and after it, in the same order.
struct Turned {
    std::vector<domain::Booked> before, after;
};
/// By the events from `from` on and before `to`.
Result<std::vector<Turned>> turned(sql::Connection& connection, std::uint64_t from,
                                   std::uint64_t to);

}  // namespace varde::store
