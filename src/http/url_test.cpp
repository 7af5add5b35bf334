#include "http/url.hpp"

#include "http/cookie.hpp"

#include <gtest/gtest.h>

namespace varde::http {
namespace {

TEST(Url, DecodesWhatItEncodes)
{
    std::string all;
    for (int c = 0; c < 256; ++c)
        all += char(c);
    EXPECT_EQ(percent_decode(percent_encode(all)), all);
    EXPECT_EQ(percent_encode("a/b c~\xc3\xa5"), "a%2Fb%20c~%C3%A5");
}

TEST(Url, RefusesBrokenPercentEncoding)
{
    for (const auto* text : {"%", "%a", "%zz", "a%2", "%%41", "%-1"})
        EXPECT_FALSE(percent_decode(text)) << text;
}

TEST(Url, FindsQueryValues)
{
    const auto* query = "unit=no.4601&q=bl%C3%A5+b%C3%A6r&empty=&flag&q=second&bad=%zz&a%62c=d";
    EXPECT_EQ(query_value(query, "unit"), "no.4601");
    EXPECT_EQ(query_value(query, "q"), "bl\xc3\xa5 b\xc3\xa6r");
    EXPECT_EQ(query_value(query, "empty"), "");
    EXPECT_EQ(query_value(query, "flag"), "");
    EXPECT_EQ(query_value(query, "abc"), "d");
    EXPECT_EQ(query_value(query, "bad"), std::nullopt);
    EXPECT_EQ(query_value(query, "absent"), std::nullopt);
    EXPECT_EQ(query_value("", ""), std::nullopt);
}

TEST(Url, ReadsFormsInOrder)
{
    using Fields = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(form_fields("a=1&b=x%3Dy=z&&a=+2+"),
              (Fields{{"a", "1"}, {"b", "x=y=z"}, {"a", " 2 "}}));
    EXPECT_EQ(form_fields(""), Fields());
    EXPECT_FALSE(form_fields("a=1&b=%"));
}

TEST(Cookie, IsFoundByItsWholeName)
{
    const auto* header = "a=1; varde_session=abc==;xvarde_session=no; quoted=\"q\"; empty=; bare";
    EXPECT_EQ(cookie_value(header, "varde_session"), "abc==");
    EXPECT_EQ(cookie_value(header, "a"), "1");
    EXPECT_EQ(cookie_value(header, "quoted"), "q");
    EXPECT_EQ(cookie_value(header, "empty"), "");
    EXPECT_EQ(cookie_value(header, "bare"), std::nullopt);
    EXPECT_EQ(cookie_value(header, "A"), std::nullopt);
    EXPECT_EQ(cookie_value("", "a"), std::nullopt);
}

}  // namespace
}  // namespace varde::http
