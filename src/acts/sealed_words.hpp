// The few words that an event holds sealed: reasons, answers, why a decision was a yes or a no.
#pragma once

#include "store/sealed_fact.hpp"

#include <initializer_list>
#include <utility>

namespace varde::acts {

/// A JSON object of texts, for the sealed part of an event; empty texts are left out.
std::string
seal_words(std::initializer_list<std::pair<std::string_view, std::string_view>> members);

/// Whether somebody wrote more than white space.
bool says_something(std::string_view text);

/// One of them, of an event that has been opened; empty where it is not there.
std::string word_in(const store::OpenFact& fact, std::string_view member);

}  // namespace varde::acts
