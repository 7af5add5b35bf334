// A problem put together from what is stored, for people whose right to it has been decided.
#pragma once

#include "acts/handle_problem.hpp"

namespace varde::acts {

/// Who must not know of a problem: whoever is barred from the report that it is about.
Result<std::vector<PersonId>> barred_from(store::Reading& reading, const domain::Problem& problem);

/// What access to a problem depends on. `problem` must outlive it.
domain::Object object_of(const Services& services, const domain::Problem& problem,
                         std::vector<PersonId> barred);
Result<domain::Object> object_of(const Services& services, store::Reading& reading,
                                 const domain::Problem& problem);

Result<ProblemView> view_problem(const Services& services, store::Reading& reading,
                                 const domain::Actor& actor, const domain::ProblemId& id);

}  // namespace varde::acts
