// Rounds of drills and of silence clocks beside a product.
#pragma once

#include "acts/run_drills.hpp"
#include "jobs/drill_round.hpp"
#include "jobs/silence_watch.hpp"
#include "support/product.hpp"

namespace varde::test {

inline bool never() { return false; }

/// One round of drills, and what it did is stored.
inline void hold_drills(Product& product) { jobs::hold_drills(product.services(), never); }

/// One round of the silence clocks, and what it did is stored.
inline void watch_silence(Product& product) { jobs::watch_silence(product.services(), never); }

}  // namespace varde::test
