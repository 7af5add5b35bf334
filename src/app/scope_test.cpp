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

TEST(ScopeCommand, SaysThatTheBookIsBehindBesideATableToo)
{
    const auto body = json::Document::parse(R"({"behind":7,"total":0,"items":[]})").value();
    const auto shown = [&](bool csv) {
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        print_page({.csv = csv}, "", body.root(), true);
        return std::pair(testing::internal::GetCapturedStdout(),
                         testing::internal::GetCapturedStderr());
    };
    EXPECT_EQ(shown(false).first.find("Behind: 7 "), 0u);
    const auto [table, said] = shown(true);
    EXPECT_EQ(table.find("received_at;"), 0u) << table;
    EXPECT_EQ(said.find("Behind: 7 "), 0u) << said;
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
