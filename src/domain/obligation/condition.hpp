// What a rule depends on: facts that are true, not true, or not known, and what follows for a duty.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace varde::domain {

/// Facts by name. One that is absent is not known.
using KnownFacts = std::map<std::string, bool, std::less<>>;

enum class Answer { no, yes, unknown };

/// When a duty applies: where all of `when` are true; unless one of `unless` is true; but still if
/// one of `but_still_if` is true, the exception to the exception. Empty: it always applies.
struct Condition {
    std::vector<std::string> when;
    std::vector<std::string> unless;
    std::vector<std::string> but_still_if;
};

/// `unknown` where the facts that are missing could turn the answer.
Answer applies(const Condition& condition, const KnownFacts& facts);

/// The condition's facts that are not known, in its order: what was assumed where `applies` is
/// unknown and the duty is taken to exist.
std::vector<std::string> missing_facts(const Condition& condition, const KnownFacts& facts);

/// Whether a rule may ask for a fact of this name.
bool is_fact(std::string_view name);

}  // namespace varde::domain
