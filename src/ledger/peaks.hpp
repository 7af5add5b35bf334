// Where a leaf stands among the peaks of its tree: arithmetic that growing and proving share.
#pragma once

#include "base/check.hpp"

#include <bit>
#include <cstdint>

namespace varde::ledger {

/// A complete subtree: `index` counts those of its level from the left.
struct Place {
    unsigned level = 0;
    std::uint64_t index = 0;
};

/// Calls `visit(place)` for each peak of a tree of `size` leaves, largest first.
template <class Visit>
void for_each_peak(std::uint64_t size, Visit&& visit)
{
    for (unsigned level = unsigned(std::bit_width(size)); level-- > 0;)
        if (size >> level & 1)
            visit(Place{level, (size >> level) - 1});
}

/// The peak that leaf `index` stands under. It is the one at the highest level where leaf and end
/// of the tree part: to its left the two share every larger subtree.
inline Place peak_over(std::uint64_t index, std::uint64_t size)
{
    CHECK(index < size);
    const auto level = unsigned(std::bit_width(index ^ size)) - 1;
    return {level, index >> level};
}

/// How many peaks of a tree of `size` leaves stand to the left of the one at `level`.
inline std::size_t peaks_before(unsigned level, std::uint64_t size)
{
    return level == 63 ? 0 : std::size_t(std::popcount(size >> (level + 1)));
}

}  // namespace varde::ledger
