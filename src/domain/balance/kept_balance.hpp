// Which balances of the past are kept: as many as an answer as at some instant needs near it.
#pragma once

#include "base/time.hpp"

#include <span>
#include <vector>

namespace varde::domain {

/// Where a balance was kept: after so many events, and when.
struct KeptBalance {
    std::uint64_t position = 0;
    Timestamp at;
};

/// Those of before it may be thinned: 60 days before now. What people ask for is mostly of the last
/// weeks, and two months hold every day that a monthly or quarterly account still asks about.
Timestamp balances_kept_whole_until(Timestamp now);

/// Which of these, oldest first, may go: all but the first of each UTC month and the last; and
/// none without which more than 50 000 events would lie between two that stay, since whoever asks
/// as at an instant in between adds up that many.
std::vector<std::uint64_t> superfluous(std::span<const KeptBalance> kept);

}  // namespace varde::domain
