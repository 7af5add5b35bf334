// In which order people are shown what waits.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string_view>

namespace varde::domain {

/// What is known of the danger. What nobody has assessed is a class of its own: it may be either.
enum class Danger { urgent, unassessed, standard };
std::string_view name_of(Danger danger);

struct Waiting {
    Danger danger = Danger::unassessed;
    std::optional<Timestamp> due;  ///< Nothing: it cannot be computed, so it goes first.
    Timestamp since;
};

/// A strict weak order: by class, so that nothing unassessed ever stands below a standard item,
/// however late that one is; then the earliest deadline, then the oldest.
bool comes_before(const Waiting& a, const Waiting& b);

}  // namespace varde::domain
