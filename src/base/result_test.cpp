#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace varde {
namespace {

Result<int> half(int number)
{
    if (number % 2 != 0)
        return Error{.code = ErrorCode::invalid, .message = "odd"};
    return number / 2;
}

Result<std::string> quarter(int number)
{
    const int once = TRY(half(number));
    const int twice = TRY(half(once));
    return std::to_string(twice);
}

Status check_quarter(int number, bool& reached)
{
    TRY(quarter(number));
    reached = true;
    return ok();
}

TEST(Result, HoldsEitherAValueOrAnError)
{
    EXPECT_EQ(half(8).value(), 4);
    EXPECT_FALSE(half(7));
    EXPECT_EQ(half(7).error().message, "odd");
}

TEST(Result, MovesWhatCannotBeCopied)
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
    const auto owned = std::move(result).value();
    EXPECT_EQ(*owned, 7);
}

TEST(Try, YieldsTheValue) { EXPECT_EQ(quarter(12).value(), "3"); }

TEST(Try, LeavesAtTheFirstError)
{
    bool reached = false;
    EXPECT_EQ(check_quarter(6, reached).error().code, ErrorCode::invalid);
    EXPECT_FALSE(reached);
    EXPECT_TRUE(check_quarter(4, reached));
    EXPECT_TRUE(reached);
}

TEST(ResultDeathTest, StopsTheProcessWhenAskedForWhatItDoesNotHold)
{
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH(half(7).value(), "check failed");
    EXPECT_DEATH(half(8).error(), "check failed");
}

}  // namespace
}  // namespace varde
