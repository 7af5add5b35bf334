// Who may see, answer and close a problem: the part of decide.hpp that keeps it from its subject.
#pragma once

#include "domain/access/decide.hpp"

namespace varde::domain {

/// For `see_problem`, `answer_problem` and `close_problem`; `object.problem` must be there.
Decision decide_problem(const Actor& actor, Action action, const Object& object,
                        const Context& context);

}  // namespace varde::domain
