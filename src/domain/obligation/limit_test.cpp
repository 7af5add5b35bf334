#include "domain/obligation/limit.hpp"

#include <gtest/gtest.h>

namespace varde::domain {
namespace {

TEST(Limit, ReadsWhatItWrites)
{
    for (const char* text : {"1 hour", "24 hours", "1 day", "7 days", "1 week", "3 weeks",
                             "1 month", "6 months", "1 working day", "45 working days", "1 hverdag",
                             "6 hverdage", "next school day", "999 days"}) {
        const auto limit = limit_in(text);
        ASSERT_TRUE(limit) << text;
        EXPECT_EQ(in_words(*limit), text);
    }
}

TEST(Limit, ReadsNothingElse)
{
    for (const char* text : {"", "week", "one week", "0 days", "-1 days", "07 days", "1000 days",
                             "1 weeks", "3 week", "3  weeks", " 3 weeks", "3 weeks ", "3.5 hours",
                             "3 Weeks", "3 fortnights", "as soon as possible", "99999999999 days"})
        EXPECT_FALSE(limit_in(text)) << text;
}

TEST(Limit, SaysWhenItsLengthIsOnlyAnAlarm)
{
    auto limit = *limit_in("4 hours");
    limit.as_soon_as_possible = true;
    EXPECT_EQ(in_words(limit), "as soon as possible, alarm after 4 hours");
}

}  // namespace
}  // namespace varde::domain
