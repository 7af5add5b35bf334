#include "app/scope.hpp"

#include <gtest/gtest.h>

namespace varde::app {
namespace {

std::string fault_of(const std::string& strike, std::int64_t hours_later = 1)
{
    const auto body = json::Document::parse("{\"balanced\":true" + strike + "}").value();
    const auto at = parse_rfc3339("2026-11-23T09:00:00.000Z").value();
    return fault_of_strike(body.root(), {at.unix_us + hours_later * 3'600'000'000});
}

TEST(BalanceCommand, IsNotContentWithABalanceThatNobodyHoldsAgainstTheTables)
{
    const auto struck = [](const std::string& faults) {
        return R"(,"last_struck":{"at":"2026-11-23T09:00:00.000Z","faults":)" + faults + "}";
    };
    EXPECT_EQ(fault_of(struck("0")), "");
    EXPECT_EQ(fault_of(struck("0"), 26), "");
    EXPECT_NE(fault_of(struck("0"), 27).find("not been held against"), std::string::npos);
    EXPECT_NE(fault_of(struck("2")).find("did not balance"), std::string::npos);
    EXPECT_NE(fault_of("").find("never"), std::string::npos);
}

}  // namespace
}  // namespace varde::app
