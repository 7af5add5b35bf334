#include "domain/obligation/order.hpp"

#include <tuple>

namespace varde::domain {

std::string_view name_of(Danger danger)
{
    constexpr std::string_view names[] = {"urgent", "unassessed", "standard"};
    return names[std::size_t(danger)];
}

bool comes_before(const Waiting& a, const Waiting& b)
{
    // An empty optional is less than any time.
    return std::tie(a.danger, a.due, a.since) < std::tie(b.danger, b.due, b.since);
}

}  // namespace varde::domain
