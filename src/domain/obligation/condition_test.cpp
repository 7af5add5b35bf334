#include "domain/obligation/condition.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

/// The Danish action plan: a duty, an exception, and exceptions to the exception.
const Condition plan{.unless = {"sentence_of_4_months_or_less"},
                     .but_still_if = {"under_18", "without_housing"}};

TEST(Condition, HasExceptionsToItsExceptions)
{
    struct Case {
        const char* name;
        KnownFacts facts;
        Answer answer;
    };
    const std::vector<Case> cases{
        {"a long sentence", {{"sentence_of_4_months_or_less", false}}, Answer::yes},
        {"a long sentence, and young",
         {{"sentence_of_4_months_or_less", false}, {"under_18", true}},
         Answer::yes},
        {"short, and nothing else",
         {{"sentence_of_4_months_or_less", true}, {"under_18", false}, {"without_housing", false}},
         Answer::no},
        {"short, but young",
         {{"sentence_of_4_months_or_less", true}, {"under_18", true}, {"without_housing", false}},
         Answer::yes},
        {"short, but without housing",
         {{"sentence_of_4_months_or_less", true}, {"under_18", false}, {"without_housing", true}},
         Answer::yes},
        {"short, one reason is enough, the other unknown",
         {{"sentence_of_4_months_or_less", true}, {"under_18", true}},
         Answer::yes},
        {"short, the rest unknown", {{"sentence_of_4_months_or_less", true}}, Answer::unknown},
        {"short, housed, age unknown",
         {{"sentence_of_4_months_or_less", true}, {"without_housing", false}},
         Answer::unknown},
        {"nothing known", {}, Answer::unknown},
        {"length unknown, nothing else against",
         {{"under_18", false}, {"without_housing", false}},
         Answer::unknown},
        {"length unknown, but young", {{"under_18", true}}, Answer::yes},
    };
    for (const auto& row : cases)
        EXPECT_EQ(applies(plan, row.facts), row.answer) << row.name;
}

TEST(Condition, NeedsAllOfWhatItAsksFor)
{
    const Condition both{.when = {"urgent", "special_case"}};
    EXPECT_EQ(applies(both, {{"urgent", true}, {"special_case", true}}), Answer::yes);
    EXPECT_EQ(applies(both, {{"urgent", true}}), Answer::unknown);
    EXPECT_EQ(applies(both, {{"special_case", false}}), Answer::no);
    EXPECT_EQ(applies({}, {}), Answer::yes);
}

TEST(Condition, ListsTheFactsThatAreMissing)
{
    EXPECT_EQ(missing_facts(plan, {{"under_18", false}}),
              (std::vector<std::string>{"sentence_of_4_months_or_less", "without_housing"}));
}

}  // namespace
}  // namespace varde::domain
