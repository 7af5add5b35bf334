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

/// For who waits for an answer: stops after some 50 000 events, however many more come meanwhile.
std::function<bool()> enough_for_an_answer();

}  // namespace varde::acts
