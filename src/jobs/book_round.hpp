// Keeps the book behind the writer, and strikes the balance once a day.
#pragma once

#include "acts/services.hpp"

#include <functional>

namespace varde::jobs {

/// Books what has come since; not while many decisions wait: acceptance goes first. Blocks, but not
/// once it has been `stopped`. Whatever fails is logged and comes again.
void keep_book(acts::Services& services, const std::function<bool()>& stopped);

/// Strikes today's balance, unless that has been done.
void strike_balance(acts::Services& services, const std::function<bool()>& stopped);

}  // namespace varde::jobs
