#include "app/demo/synthetic.hpp"

#include <gtest/gtest.h>

namespace varde::app::demo {
namespace {

TEST(SyntheticNumber, HasEightyAddedToItsMonthAndItsControlDigits)
{
    // Worked out by hand: 15.04.2014, individual digits 523.
    EXPECT_EQ(national_number({2014, 4, 15}, 23), "15841452361");
    EXPECT_TRUE(is_synthetic_number("15841452361"));
}

TEST(SyntheticNumber, IsNeverTakenForThatOfAPerson)
{
    EXPECT_FALSE(is_synthetic_number("15041452361"));  // No 80 in the month.
    EXPECT_FALSE(is_synthetic_number("15841452362"));
    EXPECT_FALSE(is_synthetic_number("15841452371"));
    EXPECT_FALSE(is_synthetic_number("1584145236"));
    EXPECT_FALSE(is_synthetic_number("1584145236a"));
}

TEST(SyntheticNumber, OfEveryPersonIsRight)
{
    Choice choice(7);
    for (int i = 0; i < 1'000; ++i) {
        const auto person = make_person(choice, 1950, 2025);
        ASSERT_TRUE(is_synthetic_number(person.number)) << person.number;
        EXPECT_EQ(iso(person.born).substr(8, 2), person.number.substr(0, 2));
    }
}

TEST(SyntheticPerson, ComesOutTheSameForTheSameSeed)
{
    Choice one(3), same(3);
    EXPECT_EQ(make_person(one, 1950, 2025).name(), make_person(same, 1950, 2025).name());
}

}  // namespace
}  // namespace varde::app::demo
