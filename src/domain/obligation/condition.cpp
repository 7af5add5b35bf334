#include "domain/obligation/condition.hpp"

#include <algorithm>

namespace varde::domain {
namespace {

/// A misspelt fact would never be known, so a pack may only name these.
constexpr std::string_view fact_names[] = {
    "urgent",                      // The report says that a child is in danger now.
    "reporter_anonymous",          // There is nobody to answer.
    "immediate_follow_up_judged",  // Whoever assessed it said whether help is needed at once.
    "special_case",                // The investigation may take the longer limit.
    "enhanced_rights",             // A victim with a shorter limit (England).
    "confidential",                // A problem that only oversight may see.
    "machine_raised",              // A problem that nobody said but Varde found.
    "access_wanted",               // A problem by which somebody asks for access.
    "nobody_can_open",             // A problem that says that nobody at all could open something.
    // Danish action plans.
    "sentence_of_4_months_or_less",
    "parole_with_supervision_expected",
    "under_18",
    "under_26_of_other_ethnic_background",
    "without_housing",
    "without_income",
    "children_under_social_measures",
    "special_reasons",
};

Answer fact(const KnownFacts& facts, std::string_view name)
{
    const auto found = facts.find(name);
    if (found == facts.end())
        return Answer::unknown;
    return found->second ? Answer::yes : Answer::no;
}

Answer opposite(Answer answer)
{
    if (answer == Answer::unknown)
        return answer;
    return answer == Answer::yes ? Answer::no : Answer::yes;
}

Answer both(Answer a, Answer b)
{
    if (a == Answer::no || b == Answer::no)
        return Answer::no;
    return a == Answer::yes && b == Answer::yes ? Answer::yes : Answer::unknown;
}

Answer any_of(const std::vector<std::string>& names, const KnownFacts& facts)
{
    Answer none = Answer::yes;
    for (const std::string& name : names)
        none = both(none, opposite(fact(facts, name)));
    return opposite(none);
}

Answer all_of(const std::vector<std::string>& names, const KnownFacts& facts)
{
    Answer all = Answer::yes;
    for (const std::string& name : names)
        all = both(all, fact(facts, name));
    return all;
}

}  // namespace

Answer applies(const Condition& condition, const KnownFacts& facts)
{
    const auto excepted =
        both(any_of(condition.unless, facts), opposite(any_of(condition.but_still_if, facts)));
    return both(all_of(condition.when, facts), opposite(excepted));
}

std::vector<std::string> missing_facts(const Condition& condition, const KnownFacts& facts)
{
    std::vector<std::string> missing;
    for (const auto* names : {&condition.when, &condition.unless, &condition.but_still_if}) {
        std::ranges::copy_if(*names, std::back_inserter(missing),
                             [&](const std::string& name) { return !facts.contains(name); });
    }
    return missing;
}

bool is_fact(std::string_view name)
{
    return std::ranges::find(fact_names, name) != std::end(fact_names);
}

}  // namespace varde::domain
