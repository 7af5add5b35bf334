#include "domain/access/read_entries.hpp"

#include <algorithm>

namespace varde::domain {

bool may_read_entries(const Actor& actor, Timestamp now)
{
    return actor.is_system() && std::ranges::any_of(actor.grants, [&](const Grant& grant) {
               return grant.role == Role::auditor && grant.active_at(now);
           });
}

}  // namespace varde::domain
