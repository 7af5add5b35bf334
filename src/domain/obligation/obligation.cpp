#include "domain/obligation/obligation.hpp"

#include <algorithm>
#include <iterator>

namespace varde::domain {
namespace {

constexpr std::string_view debtor_names[] = {"unit", "guard", "sender", "oversight"};
constexpr std::string_view state_names[] = {"open", "met", "breached", "cancelled"};

}  // namespace

std::string_view name_of(Debtor debtor) { return debtor_names[std::size_t(debtor)]; }

std::optional<Debtor> debtor_named(std::string_view name)
{
    const auto found = std::ranges::find(debtor_names, name);
    if (found == std::end(debtor_names))
        return std::nullopt;
    return Debtor(found - debtor_names);
}

std::string_view name_of(ObligationState state) { return state_names[std::size_t(state)]; }

ObligationState state_of(const Obligation& obligation, Timestamp now)
{
    const auto ended = obligation.met_at ? obligation.met_at : obligation.cancelled_at;
    if (obligation.due && ended.value_or(now) > *obligation.due)
        return ObligationState::breached;
    if (obligation.met_at)
        return ObligationState::met;
    return obligation.cancelled_at ? ObligationState::cancelled : ObligationState::open;
}

}  // namespace varde::domain
