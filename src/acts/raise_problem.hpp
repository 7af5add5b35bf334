// "Something is wrong here", said by anybody or found by Varde itself: numbered, sealed, and owed
// an answer from the moment in which it is raised.
#pragma once

#include "acts/services.hpp"
#include "domain/problem/problem.hpp"
#include "domain/report/routing.hpp"

namespace varde::acts {

struct NewProblem {
    domain::ProblemId id;  ///< Nil: a fresh one.
    domain::ProblemName name = domain::ProblemName::reported;
    UnitId unit;            ///< Empty: Varde itself, or not known.
    PersonId about_person;  ///< Nil: nobody in particular.
    std::string about;      ///< Of what Varde finds: keeps its conditions apart. Not sealed.
    bool confidential = false;
    bool past_the_unit = false;  ///< For who stands above the unit to act on.
    domain::By by;  ///< Nobody: not signed in, or Varde itself.
    // Sealed:
    std::string text;
    std::string page;                       ///< From which page it was sent.
    std::string contact;                    ///< How its author can be reached.
    std::vector<domain::Warning> warnings;  ///< Of what its author gave and nobody knows.
};

struct RaisedProblem {
    domain::ProblemId id;
    std::int64_t number = 0;
    bool fresh = false;  ///< False: it was found before and has not ended.
};

/// Raises a problem inside any decision. What Varde finds is raised once until it has ended: one
/// for each name, unit and `about`.
Result<RaisedProblem> raise_problem(Services& services, store::Transaction& tx,
                                    const NewProblem& problem, Timestamp now);

/// Closes what Varde found, because the condition has ended. False: there was no such problem.
Result<bool> end_problem(Services& services, store::Transaction& tx, domain::ProblemName name,
                         const UnitId& unit, const std::string& about, Timestamp now);

/// How long a problem's text may be, in characters.
inline constexpr std::size_t problem_characters_max = 20'000;

/// A problem as somebody sent it.
struct ProblemReport {
    std::string text;
    std::string unit, page, about_person, contact;  ///< As given; unknown ones are kept and told.
    bool confidential = false;
    std::string request;  ///< All of it, to tell a repetition from a reuse.
};

struct ReportedProblem {
    domain::ProblemId id;
    std::int64_t number = 0;
    Timestamp raised_at;
    std::string unit_name;  ///< Empty: no unit is known.
    bool confidential = false;
    std::string code;  ///< Finds it again without signing in.
    std::vector<domain::Warning> warnings;
};

/// Takes it from anybody, signed in or not. Refused are only an empty text, one that is too long
/// (`invalid`, naming the field) and a reused key with other content (`conflict`). The same key
/// and bytes give the same answer.
void report_problem(Services& services, const domain::Actor& actor, ProblemReport report,
                    RetryKey key, Done<ReportedProblem> done);

}  // namespace varde::acts
