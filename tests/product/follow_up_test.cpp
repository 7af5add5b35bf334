// Following a report by the code on its receipt, on the pages and through the API.
#include "support/form.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

bool has(const Answer& answer, std::string_view text)
{
    return answer.body.find(text) != std::string::npos;
}

TEST(FollowUp, LimitsGuessingPerAddress)
{
    Product product;
    Answer last = follow_up(product, "AAAA-BBBB");
    EXPECT_EQ(last.status, 404);
    EXPECT_TRUE(has(last, "value=\"AAAA-BBBB\""));
    for (int i = 0; i < 100 && last.status == 404; ++i)
        last = follow_up(product, "AAAA-BBBB");
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(product.anyone().post("/api/v1/public/follow-up", R"({"code":"AAAA"})").status, 429);
}

TEST(FollowUp, ShowsWhoDidWhatAndTheAnswer)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto code = code_on(send_form(product, form()));
    const auto anna = product.sign_in("anna");
    const auto inbox = anna.get("/api/v1/inbox?unit=no.5001");
    const auto delivery = "/api/v1/deliveries/" + inbox.text("/items/0/delivery_id");
    const auto opened = anna.post(delivery + "/open", "{}");
    ASSERT_EQ(opened.status, 200);
    const auto status = follow_up(product, code, "/follow-up?language=en");
    EXPECT_TRUE(has(status, "<strong>Opened</strong> by a caseworker, Barnevernstjenesten i "
                            "Trondheim kommune"))
        << status.body;
    EXPECT_FALSE(has(status, "Name of anna"));
    EXPECT_FALSE(has(status, "Nobody has opened it"));
}

TEST(FollowUp, SaysWhenTheOfficeIsLate)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto code = code_on(send_form(product, form()));
    EXPECT_TRUE(
        has(follow_up(product, code), "De skal: Åpne meldingen, innen tirsdag 24. november"));
    product.advance(3 * 86'400);
    const auto late = follow_up(product, code);
    EXPECT_TRUE(
        has(late, "Ikke gjort i tide: Åpne meldingen, innen tirsdag 24. november 2026 kl. 15.30"));
    EXPECT_TRUE(has(late, "notice-danger"));
}

TEST(FollowUp, TakesACodeHoweverItIsTyped)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto code = code_on(send_form(product, form()));
    std::erase(code, '-');
    for (auto& c : code)
        c = char(std::tolower(c));
    EXPECT_EQ(follow_up(product, "  " + code + " ").status, 200);
    const auto none = follow_up(product, "");
    EXPECT_EQ(none.status, 422);
    EXPECT_TRUE(has(none, "Skriv koden fra kvitteringen."));
}

}  // namespace
}  // namespace varde::test
