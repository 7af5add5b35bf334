#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace varde::json {
namespace {

std::string written(const auto& value)
{
    Writer w;
    w.value(value);
    return w.take();
}

TEST(Writer, SeesToCommasAtEveryLevel)
{
    Writer w;
    w.object([&] {
        w("a", 1);
        w.array("b", [&] {
            w.value("x").value(true).null();
            w.object([&] {});
            w.array([&] { w.value(2); });
        });
        w.object("c", [&] { w("d", "e"); });
        w.key("f").raw("[1,2]");
        w("g", -3);
    });
    EXPECT_EQ(w.take(), R"({"a":1,"b":["x",true,null,{},[2]],"c":{"d":"e"},"f":[1,2],"g":-3})");
}

TEST(Writer, EscapesWhatMayNotStandInAString)
{
    using namespace std::literals;
    EXPECT_EQ(written("\"\\/\b\f\n\r\t\x01\x1f\x7f\0é\u2028"sv),
              "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\\u0000é\u2028\"");
    Writer w;
    w.object([&] { w("a\"b", ""); });
    EXPECT_EQ(w.take(), R"({"a\"b":""})");
}

TEST(Writer, WritesNumbersExactly)
{
    EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(written(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(written(0.1), "0.1");
    EXPECT_EQ(written(1.0), "1");
    EXPECT_EQ(written(1e300), "1e+300");
    EXPECT_EQ(written(1.0 / 3), "0.3333333333333333");
}

TEST(Writer, WritesNullForANumberThatJsonCannotSay)
{
    EXPECT_EQ(written(std::nan("")), "null");
    EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
}

TEST(Writer, WritesTimesAndIdsAsText)
{
    EXPECT_EQ(written(Timestamp{0}), "\"1970-01-01T00:00:00.000Z\"");
    EXPECT_EQ(written(ReportId{}), "\"00000000-0000-0000-0000-000000000000\"");
    EXPECT_EQ(written(UnitId{"no.4601.12"}), "\"no.4601.12\"");
}

TEST(Writer, WritesAnEmptyOptionalAsNull)
{
    EXPECT_EQ(written(std::optional<int>()), "null");
    EXPECT_EQ(written(std::optional<std::string>("x")), "\"x\"");
}

TEST(Writer, CopiesWhatAViewStandsFor)
{
    const auto document = Document::parse(R"({"a":[1,"x"]})");
    ASSERT_TRUE(document);
    EXPECT_EQ(written(document.value().root().member("a")), "[1,\"x\"]");
    EXPECT_EQ(written(View()), "null");
}

}  // namespace
}  // namespace varde::json
