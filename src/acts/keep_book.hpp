// Keeping the book: what has happened since is counted in steps, away from the path on which
// reports are accepted.
#pragma once

#include "acts/services.hpp"
#include "store/book.hpp"

namespace varde::acts {

/// What a step has done.
struct BookStep {
    std::uint64_t events = 0;  ///< So many more are booked now.
    std::uint64_t end = 0;     ///< So many the ledger had.
    bool more = false;         ///< Not all of them are booked.
};

/// Books the next events, at most so many and nothing twice, in a decision of its own; or keeps a
/// snapshot of the balance, at the end of each day and after each 20 000 events. While the store
/// only reads nothing is booked. Reads on the caller's thread, before it returns.
void book_step(Services& services, std::uint64_t events_max, Done<BookStep> done);

/// For who waits for an answer: books what has come by now. Of more than 20 000 events it books
/// none: that would take too long, and the answer says how far the book is behind.
void book_for_answer(Services& services, Done<Nothing> done);

}  // namespace varde::acts
