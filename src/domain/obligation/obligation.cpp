#include "domain/obligation/obligation.hpp"

namespace varde::domain {

std::string_view name_of(ObligationState state)
{
    switch (state) {
    case ObligationState::open:
        return "open";
    case ObligationState::met:
        return "met";
    case ObligationState::breached:
        break;
    }
    return "breached";
}

ObligationState state_of(const Obligation& obligation, Timestamp now)
{
    const auto reached = obligation.met_at.value_or(now);
    if (reached > obligation.due)
        return ObligationState::breached;
    return obligation.met_at ? ObligationState::met : ObligationState::open;
}

}  // namespace varde::domain
