// Silence of the book and of the balance is a problem, not a line in a log (P6).
#pragma once

#include "acts/services.hpp"

namespace varde::acts {

/// For so long nobody need strike the balance: a day, and two hours for who was just late.
inline constexpr std::int64_t strike_seconds_max = 26 * 3'600;

/// Raises the problem `balance_stalled` about `strike` once nobody has struck the balance for that
/// long, and ends it when somebody has. Where it never was, from when the book was begun. Blocks.
Status watch_strikes(Services& services, const std::function<bool()>& stopped);

/// Raises it about `book` when what has come could not be counted, and ends it when it could. That
/// the database is not to be had at present is none. Blocks.
Status tell_book(Services& services, const std::function<bool()>& stopped, const Status& counted);

}  // namespace varde::acts
