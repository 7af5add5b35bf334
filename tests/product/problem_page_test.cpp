// The page on which anybody can say that something is wrong, without script and without signing in.
#include "support/form.hpp"

#include "http/url.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

bool has(const Answer& answer, std::string_view text)
{
    return answer.body.find(text) != std::string::npos;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

Answer send(Product& product, const Fields& fields, const std::string& path = "/problem",
            Headers headers = {})
{
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + name + "=" + http::percent_encode(value);
    headers.emplace("content-type", "application/x-www-form-urlencoded");
    return product.anyone().post(path, body, std::move(headers));
}

Fields filled(const std::string& text, char token = 'a')
{
    return {{"form_token", std::string(32, token)},
            {"page", "/follow-up"},
            {"text", text},
            {"unit", "no.5001"},
            {"contact", ""}};
}

TEST(ProblemPage, IsLinkedFromEveryPublicPageAndKnowsWhereItWasOpened)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto anyone = product.anyone();
    for (const auto* path : {"/", "/report", "/follow-up"}) {
        const auto link = "href=\"/problem?from=" + http::percent_encode(path) + "\"";
        EXPECT_TRUE(has(anyone.get(path), link)) << path;
    }
    EXPECT_TRUE(has(anyone.get("/?language=en"), "Something is wrong here"));
    const auto receipt = send_form(product, form());
    EXPECT_TRUE(has(receipt, "href=\"/problem\">Noe er galt her"));
    EXPECT_TRUE(has(anyone.get("/problem?from=%2Freport"), "name=\"page\" value=\"/report\""));
    const auto by_referer =
        anyone.get("/problem", {{"referer", "https://varde.example/follow-up?code=1"}});
    EXPECT_TRUE(has(by_referer, "name=\"page\" value=\"/follow-up\""));
}

TEST(ProblemPage, ShowsANumberAndACodeThatFollowsIt)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto sent = send(product, filled("Nobody answers."));
    ASSERT_EQ(sent.status, 201) << sent.body;
    EXPECT_TRUE(has(sent, "sak nummer 1"));
    EXPECT_TRUE(has(sent, "Barnevernstjenesten i Trondheim kommune skal svare"));
    const auto code = code_on(sent);
    ASSERT_EQ(code.size(), 29u) << sent.body;
    EXPECT_TRUE(has(follow_up(product, code), "Ingen har svart ennå"));

    const auto anna = product.sign_in("anna");
    const auto id = anna.get("/api/v1/problems").text("/items/0/id");
    anna.post("/api/v1/problems/" + id + "/answer", R"({"text":"We look <at> it."})");
    const auto answered = follow_up(product, code);
    EXPECT_TRUE(has(answered, "We look &lt;at&gt; it.")) << answered.body;
    EXPECT_FALSE(has(answered, "Name of anna"));
    const auto english = send(product, filled("x", 'b'), "/problem?language=en");
    EXPECT_TRUE(has(english, "problem number 2"));
}

TEST(ProblemPage, SaysWhoAnsweredAlsoWhereItWasOversight)
{
    Product product;
    product.add_person({.organisation = "The county",
                        .login = "tora",
                        .name = "Name of tora",
                        .grants = {{.role = domain::Role::oversight,
                                    .unit = {"no.oversight.50"},
                                    .from = product.clock.now()}}});
    const auto code = code_on(send(product, filled("Nobody answers.")));
    const auto tora = product.sign_in("tora");
    const auto id = tora.get("/api/v1/problems").text("/items/0/id");
    tora.post("/api/v1/problems/" + id + "/answer", R"({"text":"We look at it."})");
    EXPECT_TRUE(has(follow_up(product, code), "<p class=\"hint\">tilsynsmyndigheten, "));
}

TEST(ProblemPage, CutsWhatIsTooLongBetweenCharacters)
{
    Product product;
    product.add_person({.organisation = "The county",
                        .login = "tora",
                        .name = "Name of tora",
                        .grants = {{.role = domain::Role::oversight,
                                    .unit = {"no.oversight.50"},
                                    .from = product.clock.now()}}});
    auto fields = filled("x");
    fields[1].second = std::string(299, 'p') + "ø";
    fields[4].second = std::string(1'999, 'c') + "ø";
    ASSERT_EQ(send(product, fields).status, 201);
    const auto tora = product.sign_in("tora");
    const auto id = tora.get("/api/v1/problems").text("/items/0/id");
    const auto seen = tora.get("/api/v1/problems/" + id);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("/page"), std::string(299, 'p'));
    EXPECT_EQ(seen.text("/contact"), std::string(1'999, 'c'));
    fields = filled("y", 'b');
    fields[3].second = std::string(299, 'u') + "ø";
    EXPECT_EQ(send(product, fields).status, 201);
}

TEST(ProblemPage, GivesTheSameAnswerToTheSameForm)
{
    Product product;
    const auto first = send(product, filled("x")), again = send(product, filled("x"));
    EXPECT_EQ(first.body, again.body);
    const auto changed = send(product, filled("y"));
    EXPECT_EQ(changed.status, 409);
    EXPECT_NE(token_on(changed), std::string(32, 'a'));
    EXPECT_EQ(product.count("problem"), 1);
}

TEST(ProblemPage, IsConfidentialOnlyWhenAsked)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto fields = filled("x");
    fields.emplace_back("confidential", "yes");
    const auto sent = send(product, fields);
    EXPECT_TRUE(has(sent, "Bare tilsynsmyndigheten ser det du skrev"));
    EXPECT_EQ(product.sign_in("anna").get("/api/v1/problems").size("/items"), 0u);
    EXPECT_FALSE(has(product.anyone().get("/problem"), "checked"));
}

TEST(ProblemPage, LosesNothingOfWhatCannotBeSent)
{
    Product product;
    auto fields = filled("   ");
    fields.emplace_back("confidential", "yes");
    fields[4].second = "by post";
    const auto empty = send(product, fields);
    EXPECT_EQ(empty.status, 422);
    EXPECT_TRUE(has(empty, "Skriv hva som er galt"));
    EXPECT_TRUE(has(empty, "value=\"by post\""));
    EXPECT_TRUE(has(empty, "<option value=\"no.5001\" selected>"));
    EXPECT_TRUE(has(empty, "value=\"yes\" checked"));
    EXPECT_TRUE(has(empty, "name=\"page\" value=\"/follow-up\""));

    const auto long_text = std::string(20'001, 'x');
    const auto too_long = send(product, filled(long_text));
    EXPECT_EQ(too_long.status, 422);
    EXPECT_TRUE(has(too_long, long_text));
    EXPECT_TRUE(has(too_long, "20 000 tegn"));

    auto hostile = filled("<script>alert(1)</script>");
    hostile[0].second = "no token";
    const auto again = send(product, hostile);
    EXPECT_EQ(again.status, 400);
    EXPECT_TRUE(has(again, "&lt;script&gt;alert(1)"));
    EXPECT_FALSE(has(again, "<script"));
    EXPECT_EQ(send(product, filled("x"), "/problem", {{"sec-fetch-site", "cross-site"}}).status,
              403);
    EXPECT_EQ(product.count("problem"), 0);
}

TEST(ProblemPage, TakesOnlySoManyFromOneNetwork)
{
    Product product;
    int taken = 0;
    for (int i = 0; i < 70; ++i) {
        auto fields = filled("x");
        fields[0].second = std::string(30, 'a') + char('0' + i / 10) + char('0' + i % 10);
        taken += send(product, fields).status == 201;
    }
    EXPECT_EQ(taken, 60);
    EXPECT_EQ(product.count("problem"), 60);
    // And it costs nobody a report.
    EXPECT_EQ(send_form(product, form()).status, 201);
}

}  // namespace
}  // namespace varde::test
