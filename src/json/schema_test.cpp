#include "json/schema.hpp"

#include <gtest/gtest.h>

namespace varde::json {
namespace {

Result<Schema> compiled(std::string_view text)
{
    const auto document = Document::parse(text);
    EXPECT_TRUE(document) << text;
    return Schema::compile(document.value().root());
}

/// Each fault of `text` as "pointer detail", one a line.
std::string faults_of(std::string_view schema, std::string_view text)
{
    const auto document = Document::parse(text);
    EXPECT_TRUE(document) << text;
    std::string lines;
    const auto rules = compiled(schema);
    for (const auto& fault : rules.value().faults(document.value().root(), "/content"))
        lines += fault.pointer + " " + fault.detail + "\n";
    return lines;
}

constexpr std::string_view concern = R"({
    "$schema": "http://json-schema.org/draft-07/schema#", "title": "Concern", "type": "object",
    "required": ["concern", "children"], "additionalProperties": false,
    "properties": {
        "concern": {"type": "string", "minLength": 1, "maxLength": 10},
        "urgent": {"type": "boolean"},
        "born": {"type": "string", "format": "date"},
        "seen": {"type": "string", "format": "date-time"},
        "relation": {"enum": ["mother", "father", 3]},
        "count": {"type": "integer", "minimum": 1, "maximum": 20},
        "format": {"type": ["string", "null"]},
        "children": {"type": "array", "minItems": 1, "maxItems": 2, "items": {
            "type": "object", "additionalProperties": false,
            "properties": {"a/b": {"type": "string"}, "born": {"format": "date"}}}}}})";

TEST(Schema, FindsNothingWrongWithWhatConforms)
{
    EXPECT_EQ(faults_of(concern, R"({"concern":"æøåæøåæøåæ","urgent":true,"born":"2016-02-29",
        "seen":"2026-11-22T01:00:00+01:00","relation":3,"count":20,"format":null,
        "children":[{"a/b":"x"},{"born":"2020-01-31"}]})"),
              "");
}

TEST(Schema, SaysWhatIsWrongInWordsForAPerson)
{
    EXPECT_EQ(faults_of(concern, R"({"concern":"","count":21,"relation":"aunt","children":[]})"),
              "/content/children must have at least 1 entry\n"
              "/content/concern must not be empty\n"
              "/content/count must be at most 20\n"
              "/content/relation must be one of: mother, father, 3\n");
    EXPECT_EQ(faults_of(concern, R"({"concern":"eleven long","count":0,"children":[{},{},{}]})"),
              "/content/children must have at most 2 entries\n"
              "/content/concern must be at most 10 characters long\n"
              "/content/count must be at least 1\n");
}

TEST(Schema, NamesMissingAndUnknownFieldsByTheirOwnPlace)
{
    EXPECT_EQ(faults_of(concern, R"({"children":[{"x'y":1}],"more":{}})"),
              "/content/children/0/x'y is not a known field\n"
              "/content/more is not a known field\n"
              "/content/concern is required\n");
}

TEST(Schema, EscapesNamesInPointers)
{
    EXPECT_EQ(faults_of(concern, R"({"concern":"x","children":[{},{"a/b":5}]})"),
              "/content/children/1/a~1b must be text\n");
}

TEST(Schema, NamesTheTypeThatIsWanted)
{
    EXPECT_EQ(faults_of(concern, R"({"concern":1,"children":"x","urgent":"yes","format":2})"),
              "/content/children must be a list\n"
              "/content/concern must be text\n"
              "/content/format must be text or null\n"
              "/content/urgent must be true or false\n");
    EXPECT_EQ(faults_of(concern, "[]"), "/content must be an object\n");
}

TEST(Schema, ChecksDatesAndTimes)
{
    EXPECT_EQ(faults_of(concern, R"({"concern":"x","born":"2015-02-29","seen":"noon",
        "children":[{"born":"2020-1-31"}]})"),
              "/content/born must be a date such as 2026-11-22\n"
              "/content/seen must be a time such as 2026-11-22T09:30:00Z\n"
              "/content/children/0/born must be a date such as 2026-11-22\n");
}

TEST(Schema, KeepsThePropertyThatIsCalledFormat)
{
    EXPECT_EQ(faults_of(R"({"properties":{"format":{"type":"string"}}})", R"({"format":1})"),
              "/content/format must be text\n");
}

TEST(Schema, ListsManyChoicesByTheirNumber)
{
    std::string schema = R"({"enum":[0)";
    for (int i = 1; i <= 30; ++i)
        schema += "," + std::to_string(i);
    EXPECT_EQ(faults_of(schema + "]}", "77"), "/content must be one of the 31 permitted values\n");
}

TEST(Schema, ReturnsNoMoreFaultsThanAskedFor)
{
    const auto rules = compiled(R"({"items":{"type":"string"}})");
    const auto document = Document::parse("[1,2,3,4,5,6]");
    EXPECT_EQ(rules.value().faults(document.value().root(), "", 4).size(), 4u);
}

TEST(Schema, GivesOneFaultForAHugeValue)
{
    std::string text = "[0";
    for (int i = 0; i < 10'000; ++i)
        text += ",0";
    EXPECT_EQ(faults_of(R"({"items":{"type":"string"}})", text + "]"),
              "/content does not have the required form\n");
}

TEST(Schema, RefusesKeywordsThatItWouldNotCheck)
{
    const auto result = compiled(
        R"({"properties":{"a":{"pattern":"x*"},"b":{"format":"email"}},"items":{"$ref":"#"}})");
    ASSERT_FALSE(result);
    const std::vector<Fault> expected{{"/properties/a/pattern", "is not a supported keyword"},
                                      {"/properties/b/format", "must be date or date-time"},
                                      {"/items/$ref", "is not a supported keyword"}};
    EXPECT_EQ(result.error().faults, expected);
}

TEST(Schema, RefusesASchemaThatIsWrong)
{
    for (std::string_view text :
         {"[]", "true", R"({"type":"strin"})", R"({"type":3})", R"({"properties":[]})",
          R"({"maxLength":-1})", R"({"required":"x"})", R"({"items":3})", R"({"enum":{}})"}) {
        const auto result = compiled(text);
        EXPECT_FALSE(result) << text;
    }
}

}  // namespace
}  // namespace varde::json
