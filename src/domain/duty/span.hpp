// Stretches of time, and what is left of one when others are taken out.
#pragma once

#include "base/time.hpp"

#include <vector>

namespace varde::domain {

/// From an instant until another, which is no longer in it. Instants know no daylight saving.
struct Span {
    Timestamp from, until;
    bool holds(Timestamp at) const { return from <= at && at < until; }
    bool overlaps(const Span& other) const { return from < other.until && other.from < until; }
    bool empty() const { return until <= from; }
    bool operator==(const Span&) const = default;
};

/// What both have in common; empty where they have nothing.
Span common(const Span& a, const Span& b);

/// The parts of `whole` that none of `taken` covers, in order. `taken` may overlap, in any order.
std::vector<Span> without(const Span& whole, std::vector<Span> taken);

}  // namespace varde::domain
