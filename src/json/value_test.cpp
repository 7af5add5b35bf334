#include "json/value.hpp"

#include <gtest/gtest.h>

namespace varde::json {
namespace {

Document parsed(std::string_view text)
{
    auto document = Document::parse(text);
    EXPECT_TRUE(document) << text << ": " << document.error().message;
    return std::move(document).value();
}

std::string refusal(std::string_view text, std::size_t depth_max = 32)
{
    const auto document = Document::parse(text, depth_max);
    if (document)
        return "accepted";
    EXPECT_EQ(document.error().code, ErrorCode::malformed);
    return document.error().message;
}

TEST(Document, GivesEachKindOfValueBack)
{
    const auto document = parsed(R"({"n":null,"b":true,"i":-7,"d":2.5,"t":"å","a":[1,2],"o":{}})");
    const View root = document.root();
    EXPECT_TRUE(root.is(Type::object));
    EXPECT_TRUE(root.member("n").is(Type::null));
    EXPECT_EQ(root.member("b").boolean(), true);
    EXPECT_EQ(root.member("i").integer(), -7);
    EXPECT_EQ(root.member("d").number(), 2.5);
    EXPECT_EQ(root.member("t").text(), "å");
    EXPECT_EQ(root.member("a").at(1).integer(), 2);
    EXPECT_EQ(root.member("o").size(), 0u);
}

TEST(Document, KeepsMembersInTheirOrder)
{
    const auto document = parsed(R"({"b":1,"a":2})");
    EXPECT_EQ(document.root().name_at(0), "b");
    EXPECT_EQ(document.root().member_at(1).integer(), 2);
    EXPECT_EQ(document.root().name_at(2), "");
    EXPECT_FALSE(document.root().member_at(2).exists());
}

TEST(Document, OutlivesTheTextThatItWasReadFrom)
{
    std::string text = R"({"name":"a name that is longer than any short string buffer"})";
    const auto document = parsed(text);
    text.assign(text.size(), 'x');
    EXPECT_EQ(document.root().member("name").text(),
              "a name that is longer than any short string buffer");
}

TEST(Document, StaysInPlaceWhenMoved)
{
    auto first = parsed(R"({"a":[1]})");
    const View element = first.root().member("a").at(0);
    const Document second = std::move(first);
    EXPECT_EQ(element.integer(), 1);
    EXPECT_EQ(second.root().member("a").at(0).node(), element.node());
}

TEST(Document, RefusesARepeatedNameAndSaysWhere)
{
    EXPECT_EQ(refusal(R"({"a":1,"b":2,"a":3})"),
              R"(Not readable as JSON at byte 15: the name "a" stands twice in one object.)");
    EXPECT_NE(refusal(R"([{"x":{"y":1,"y":1}}])"), "accepted");
    EXPECT_NE(refusal(R"({"a":{"z":1},"a":{"z":1}})"), "accepted");
}

TEST(Document, SeesThroughEscapesInARepeatedName)
{
    EXPECT_NE(refusal(R"({"name":1,"n\u0061me":2})").find("\"name\" stands twice"),
              std::string::npos);
}

TEST(Document, RefusesARepeatedNameInALargeObject)
{
    std::string text = "{";
    for (int i = 0; i < 500; ++i)
        text += "\"field" + std::to_string(i) + "\":0,";
    EXPECT_EQ(refusal(text + "\"last\":0}"), "accepted");
    EXPECT_NE(refusal(text + "\"field77\":0}").find("\"field77\" stands twice"), std::string::npos);
}

TEST(Document, TakesTheSameNameInDifferentObjects)
{
    EXPECT_EQ(refusal(R"([{"a":{"a":1}},{"a":2}])"), "accepted");
}

TEST(Document, RefusesWhatIsNotStrictJson)
{
    for (std::string_view text : {"",
                                  " ",
                                  "{",
                                  "[1,]",
                                  "{\"a\":1,}",
                                  "{a:1}",
                                  "'a'",
                                  "[1 2]",
                                  "01",
                                  "+1",
                                  "1.",
                                  ".5",
                                  "NaN",
                                  "Infinity",
                                  "// a\n1",
                                  "tru",
                                  "\"a\nb\"",
                                  "\"\\x\"",
                                  "{} {}",
                                  "1e999",
                                  "\xef\xbb\xbf{}",
                                  "[\"\\ud800\"]",
                                  "[\"\\udc00x\"]",
                                  "[\"\\u12g4\"]"})
        EXPECT_NE(refusal(text), "accepted") << text;
}

TEST(Document, RefusesInvalidUtf8)
{
    for (std::string_view text : {"\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xe2\x82\"",
                                  "{\"\xc3\":1}", "\"\xf4\x90\x80\x80\""})
        EXPECT_NE(refusal(text), "accepted");
}

TEST(Document, SaysAtWhichByteReadingStopped)
{
    EXPECT_EQ(refusal("{\"a\":1} x"),
              "Not readable as JSON at byte 8: more text follows the end of the value.");
    EXPECT_EQ(refusal("[1,2"), "Not readable as JSON at byte 4: it ends too early.");
    EXPECT_EQ(refusal("[1,?]"), "Not readable as JSON at byte 3: this is not JSON in valid UTF-8.");
}

TEST(Document, RefusesMoreLevelsThanAllowed)
{
    EXPECT_EQ(refusal("[[[]]]", 3), "accepted");
    EXPECT_NE(refusal("[[[[]]]]", 3).find("more than 3 levels"), std::string::npos);
    EXPECT_NE(refusal(std::string(100'000, '[')).find("more than 32 levels"), std::string::npos);
}

TEST(Document, ReadsADocumentLargerThanItsFirstBlock)
{
    std::string text = "[";
    for (int i = 0; i < 20'000; ++i)
        text += "\"text number " + std::to_string(i) + "\",";
    const auto document = parsed(text + "null]");
    EXPECT_EQ(document.root().size(), 20'001u);
    EXPECT_EQ(document.root().at(19'999).text(), "text number 19999");
}

TEST(View, TakesOnlyWholeNumbersThatFitAsIntegers)
{
    const auto document =
        parsed("[9223372036854775807,9223372036854775808,12.0,1e2,12.5,9e15,1e16,-0,\"1\"]");
    const auto integer = [&](std::size_t i) { return document.root().at(i).integer(); };
    EXPECT_EQ(integer(0), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(integer(1), std::nullopt);
    EXPECT_EQ(integer(2), 12);
    EXPECT_EQ(integer(3), 100);
    EXPECT_EQ(integer(4), std::nullopt);
    EXPECT_EQ(integer(5), 9'000'000'000'000'000);
    EXPECT_EQ(integer(6), std::nullopt);
    EXPECT_EQ(integer(7), 0);
    EXPECT_EQ(integer(8), std::nullopt);
}

TEST(View, AnswersLikeNullWhenAbsent)
{
    const View absent = parsed("{}").root().member("x").at(3).member("y");
    EXPECT_FALSE(absent.exists());
    EXPECT_EQ(absent.type(), Type::null);
    EXPECT_FALSE(absent.is(Type::null));
    EXPECT_EQ(absent.text(), std::nullopt);
    EXPECT_EQ(absent.size(), 0u);
    EXPECT_EQ(absent.to_text(), "null");
}

TEST(View, WritesItselfAsCompactJson)
{
    const std::string text = R"({"b":[1,-2,0.1,true,null],"a":{"t":"å \"q\" \n \u0001"},"e":[]})";
    EXPECT_EQ(parsed(text).root().to_text(), text);
    EXPECT_EQ(parsed(" [ 1 , 2 ] ").root().to_text(), "[1,2]");
}

TEST(Pointer, EscapesTildeAndSlash)
{
    EXPECT_EQ(pointer("/a", "b/c~d"), "/a/b~1c~0d");
    EXPECT_EQ(pointer("/a", std::size_t{3}), "/a/3");
    EXPECT_EQ(pointer("", ""), "/");
}

}  // namespace
}  // namespace varde::json
