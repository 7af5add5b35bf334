#include "json/reader.hpp"

#include <gtest/gtest.h>

namespace varde::json {
namespace {

/// One object under test, whose document outlives the reader.
struct Input {
    Result<Document> document;
    Reader reader;
    explicit Input(std::string_view text, std::string prefix = {})
        : document(Document::parse(text)), reader(document.value().root(), std::move(prefix))
    {
    }
    std::string only_fault()
    {
        const auto faults = reader.faults();
        return faults.size() == 1 ? faults[0].pointer + " " + faults[0].detail
                                  : std::to_string(faults.size()) + " faults";
    }
};

TEST(Reader, GivesEveryFieldThatIsThere)
{
    Input in(R"({"t":"text","i":3,"b":false,"at":"1970-01-01T00:00:01Z","o":{"x":1},"a":[1]})");
    EXPECT_EQ(in.reader.text("t"), "text");
    EXPECT_EQ(in.reader.integer("i"), 3);
    EXPECT_FALSE(in.reader.boolean("b", true));
    EXPECT_EQ(in.reader.optional_time("at"), Timestamp{1'000'000});
    EXPECT_EQ(in.reader.object("o").member("x").integer(), 1);
    EXPECT_EQ(in.reader.optional_array("a").size(), 1u);
    EXPECT_TRUE(in.reader.finish(0));
}

TEST(Reader, ReportsEveryFaultAtOnce)
{
    Input in(R"({"i":"three","b":1,"stranger":2,"t":"much too long"})", "/report");
    in.reader.text("missing");
    in.reader.integer("i");
    in.reader.boolean("b", false);
    in.reader.text("t", {.max_bytes = 4});
    const auto result = in.reader.finish(0);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::invalid);
    const std::vector<Fault> expected{{"/report/missing", "is required"},
                                      {"/report/i", "must be a whole number"},
                                      {"/report/b", "must be true or false"},
                                      {"/report/t", "must be at most 4 bytes long"},
                                      {"/report/stranger", "is not a known field"}};
    EXPECT_EQ(result.error().faults, expected);
}

TEST(Reader, TakesNullAsAbsent)
{
    Input in(R"({"t":null,"i":null,"b":null,"r":null})");
    EXPECT_EQ(in.reader.optional_text("t"), std::nullopt);
    EXPECT_EQ(in.reader.optional_integer("i"), std::nullopt);
    EXPECT_TRUE(in.reader.boolean("b", true));
    EXPECT_EQ(in.reader.text("r"), "");
    EXPECT_EQ(in.only_fault(), "/r is required");
}

TEST(Reader, FaultsAnythingButAnObjectOnce)
{
    for (std::string_view text : {"[]", "null", "\"x\"", "3"}) {
        Input in(text, "/child");
        in.reader.text("name");
        in.reader.object("place");
        EXPECT_EQ(in.only_fault(), "/child must be an object") << text;
    }
}

TEST(Reader, HoldsTextToItsLimits)
{
    const auto fault = [](std::string_view text, TextLimits limits) {
        Input in(text);
        in.reader.text("t", limits);
        return in.only_fault();
    };
    EXPECT_EQ(fault(R"({"t":""})", {}), "0 faults");
    EXPECT_EQ(fault(R"({"t":""})", {.min_bytes = 1}), "/t must not be empty");
    EXPECT_EQ(fault(R"({"t":"ab"})", {.min_bytes = 3}), "/t must be at least 3 bytes long");
    EXPECT_EQ(fault(R"({"t":"a\nb"})", {}), "0 faults");
    EXPECT_EQ(fault(R"({"t":"a\nb"})", {.single_line = true}),
              "/t must be one line without control characters");
    EXPECT_EQ(fault(R"({"t":"a\u0000b"})", {}), "/t must not contain the character U+0000");
}

TEST(Reader, HoldsIntegersToTheirLimits)
{
    const auto fault = [](std::string_view text) {
        Input in(text);
        in.reader.integer("i", {.min = 1, .max = 50});
        return in.only_fault();
    };
    EXPECT_EQ(fault(R"({"i":50})"), "0 faults");
    EXPECT_EQ(fault(R"({"i":0})"), "/i must be at least 1");
    EXPECT_EQ(fault(R"({"i":51})"), "/i must be at most 50");
    EXPECT_EQ(fault(R"({"i":1.5})"), "/i must be a whole number");
}

TEST(Reader, RefusesATimeThatIsNone)
{
    Input in(R"({"at":"yesterday"})");
    EXPECT_EQ(in.reader.optional_time("at"), std::nullopt);
    EXPECT_EQ(in.only_fault(), "/at must be a time such as 2026-11-22T09:30:00Z");
}

TEST(Reader, TakesFaultsFromOutside)
{
    Input in(R"({"unit":"no.9999"})", "/to");
    in.reader.text("unit");
    in.reader.fault("unit", "is not a unit of this pack");
    EXPECT_EQ(in.only_fault(), "/to/unit is not a unit of this pack");
}

TEST(Reader, LetsAnyShapeThroughWhereAsked)
{
    Input in(R"({"content":[1,{"x":2}]})");
    EXPECT_EQ(in.reader.any("content").at(1).member("x").integer(), 2);
    EXPECT_FALSE(in.reader.any("absent").exists());
    EXPECT_TRUE(in.reader.finish(0));
}

TEST(Reader, StopsCountingFaultsAtAHundred)
{
    std::string text = "{";
    for (int i = 0; i < 1'000; ++i)
        text += "\"f" + std::to_string(i) + "\":0,";
    Input in(text + "\"last\":0}");
    EXPECT_EQ(in.reader.faults().size(), 100u);
}

}  // namespace
}  // namespace varde::json
