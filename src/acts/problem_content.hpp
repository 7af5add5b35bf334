// What of a problem stands sealed: what was written, and what could not be understood of it.
#pragma once

#include "acts/raise_problem.hpp"

namespace varde::acts {

struct ProblemContent {
    std::string text, page, contact;
    std::vector<domain::Warning> warnings;
};
std::string write_problem_content(const NewProblem& problem);
/// Opens it: only for who may see it.
Result<ProblemContent> read_problem_content(store::Reading& reading, const store::ReportKey& key,
                                            const domain::ProblemId& id);

/// Records in `event`, of a problem that exists, what it does to the obligations.
Status oblige_after(const Services& services, store::Reading& reading, domain::Event& event);

}  // namespace varde::acts
