// Obligations: someone must reach a milestone by a time, under a named rule.
#pragma once

#include "base/time.hpp"

#include <optional>
#include <string>

namespace varde::domain {

enum class ObligationState { open, met, breached };
std::string_view name_of(ObligationState state);

struct Obligation {
    std::string name;  ///< The milestone that must be reached: `open`.
    Timestamp due;
    std::optional<Timestamp> met_at;
    std::string source;  ///< The rule, in words.
};

/// Met too late is breached: meeting it later does not undo that.
ObligationState state_of(const Obligation& obligation, Timestamp now);

}  // namespace varde::domain
