#include "base/log.hpp"

#include <gtest/gtest.h>

namespace varde::log {
namespace {

TEST(Log, WritesOneJsonLineForAFact)
{
    EXPECT_EQ(to_line({0}, Level::warning, "batch late", {{"unit", "no.4601.12"}, {"ms", 1'200}}),
              R"({"time":"1970-01-01T00:00:00.000Z","level":"warning","message":"batch late",)"
              R"("unit":"no.4601.12","ms":1200})");
}

TEST(Log, CannotBeBrokenByWhatIsLogged)
{
    EXPECT_EQ(to_line({0}, Level::info, "a\"b\\c\nd\x01", {}),
              R"({"time":"1970-01-01T00:00:00.000Z","level":"info",)"
              R"("message":"a\"b\\c\u000ad\u0001"})");
    EXPECT_EQ(to_line({0}, Level::error, "x", {{"path", "\xff"}}),
              R"({"time":"1970-01-01T00:00:00.000Z","level":"error","message":"x",)"
              R"x("path":"(not UTF-8)"})x");
}

TEST(Log, WritesToStandardError)
{
    testing::internal::CaptureStderr();
    info("started", {{"port", 8080}});
    const auto line = testing::internal::GetCapturedStderr();
    EXPECT_TRUE(line.starts_with("{\"time\":\"20")) << line;
    EXPECT_TRUE(line.ends_with("\",\"level\":\"info\",\"message\":\"started\",\"port\":8080}\n"))
        << line;
}

TEST(Log, KeepsSilentAboutLesserThingsWhenToldTo)
{
    testing::internal::CaptureStderr();
    only_errors();
    info("not shown");
    warning("not shown");
    error("shown");
    const auto lines = testing::internal::GetCapturedStderr();
    EXPECT_EQ(lines.find("not shown"), std::string::npos);
    EXPECT_NE(lines.find("\"shown\""), std::string::npos);
}

}  // namespace
}  // namespace varde::log
