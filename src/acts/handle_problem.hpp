// What people do with a problem: list, see, answer, close; and how its author follows it by code.
// Access is decided and the act done in one step of the writer; a refusal is recorded before it is
// told, and so is each reading of what somebody wrote (P9).
#pragma once

#include "acts/delivery_view.hpp"
#include "acts/raise_problem.hpp"

namespace varde::acts {

/// An answer, or the closing of a problem with its reason.
struct ProblemStep {
    Timestamp at;
    domain::By by;
    std::string unit_name;
    std::string person_name;
    std::string text;
};

struct ProblemView {
    domain::Problem problem;
    std::string unit_name, handler_name;  ///< Empty: none.
    std::string about_person_name;
    /// Of who has oversight only: whoever warns of their own unit is not shown to it.
    std::string raised_by_name;
    std::string text, page, contact;
    std::vector<domain::Warning> warnings;
    std::vector<ProblemStep> answers;
    std::optional<ProblemStep> closed;
    std::vector<ObligationView> obligations;
    std::vector<ActView> acts;
};

struct OnProblem {
    domain::ProblemId problem;
    domain::Actor actor;
    RetryKey key;         ///< A repeated key gives the present state again.
    std::string request;  ///< The body, to tell a repetition from a reuse.
};

/// `not_found` also for a confidential one that the actor may not see: it is not even named.
void see_problem(Services& services, OnProblem on, Done<ProblemView> done);
void answer_problem(Services& services, OnProblem on, std::string text, Done<ProblemView> done);
void close_problem(Services& services, OnProblem on, std::string reason, Done<ProblemView> done);

struct ProblemItem {
    domain::Problem problem;
    std::string unit_name, about_person_name;
    std::vector<ObligationView> obligations;
};
struct ProblemPage {
    std::vector<ProblemItem> items;
    std::int64_t next = 0;  ///< 0: this is the last page.
};
struct ProblemQuery {
    UnitId unit;                                ///< Empty: all that the actor may see.
    std::optional<domain::ProblemState> state;  ///< Nothing: any.
    std::int64_t after = 0;                     ///< 0: from the newest.
    int limit = 50;
};
/// Only what the actor may see, newest first, and nothing of what was written.
Result<ProblemPage> list_problems(const Services& services, const domain::Actor& actor,
                                  const ProblemQuery& query);

/// What its author sees without signing in.
struct ProblemStatus {
    domain::Problem problem;
    std::string unit_name;
    std::vector<ProblemStep> answers;  ///< Without names of people.
    std::optional<ProblemStep> closed;
    std::vector<ObligationView> obligations;
};
Result<ProblemStatus> follow_problem(const Services& services, std::string_view code);

}  // namespace varde::acts
