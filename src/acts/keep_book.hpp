// Keeping the book: what has happened since is counted in steps, away from the path on which
// reports are accepted.
#pragma once

#include "acts/services.hpp"
#include "store/book.hpp"

namespace varde::acts {

/// Books what has been stored by now, nothing twice, and keeps a snapshot of the balance at the end
/// of each day and after each 20 000 events. Gives how many events were booked. While the store
/// only reads nothing is booked. Every step is a decision of its own.
void keep_book(Services& services, std::function<bool()> stopped, Done<std::size_t> done);

}  // namespace varde::acts
