// What a sender can find out and add after sending.
#include "support/product.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

struct Following : testing::Test {
    Following() { product.add_caseworker("no.5001", "anna"); }
    Answer send(const std::string& k, const std::string& more = "")
    {
        return school.post("/api/v1/reports", report_to("5001", more), key(k));
    }
    Answer send_public()
    {
        return product.anyone().post("/api/v1/public/reports",
                                     report_to("5001", "", "concern.child.public"), key("p"));
    }
    Answer follow_up(const std::string& code)
    {
        return product.anyone().post("/api/v1/public/follow-up", "{\"code\":\"" + code + "\"}");
    }

    Product product;
    Caller school = product.add_sender("Example school");
};

TEST_F(Following, WorksWithTheCodeFromTheReceipt)
{
    const auto sent = send_public();
    const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    const auto anna = product.sign_in("anna");
    anna.post(delivery + "/open", "");
    anna.post(delivery + "/answer", R"({"message":"We have read it."})");
    const auto code = sent.text("/receipt/code");
    const auto seen = follow_up(code);
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("/id"), sent.text("/id"));
    EXPECT_EQ(seen.each("/milestones", "name"), "accepted routed opened answered");
    EXPECT_EQ(seen.at("/answers").at(0).text(), "We have read it.");
    for (const auto* secret : {"Name of", "Kari", "alone in the evening"})
        EXPECT_EQ(seen.body.find(secret), std::string::npos) << secret;
}

TEST_F(Following, TakesTheCodeHoweverItIsTyped)
{
    const auto code = send_public().text("/receipt/code");
    std::string typed;
    for (const char c : code)
        if (c != '-')
            typed += c == '0' ? 'o' : c == '1' ? 'l' : char(std::tolower(c));
    EXPECT_EQ(follow_up(" " + typed.substr(0, 9) + " " + typed.substr(9)).status, 200);
}

TEST_F(Following, KnowsNoCodeThatItDidNotGive)
{
    const auto code = send_public().text("/receipt/code");
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '-')
            continue;
        auto wrong = code;
        wrong[i] = wrong[i] == '7' ? '8' : '7';
        const auto answer = follow_up(wrong);
        EXPECT_EQ(answer.status, 404) << wrong;
        EXPECT_EQ(answer.body.find("milestones"), std::string::npos);
        product.advance(60);  // A patient guesser: the limit on guesses is not the point here.
    }
    for (const auto* wrong : {"0000-0000-0000-0000-0000-0000", "x", "-", "7K3M"})
        EXPECT_EQ(follow_up(wrong).status, 404) << wrong;
    EXPECT_EQ(follow_up("").status, 422);
    EXPECT_EQ(follow_up(std::string(5'000, '7')).status, 422);
}

TEST_F(Following, GivesEachReportACodeOfItsOwn)
{
    std::set<std::string> codes;
    for (int i = 0; i < 20; ++i)
        codes.insert(send(std::to_string(i)).text("/receipt/code"));
    EXPECT_EQ(codes.size(), 20u);
}

TEST_F(Following, LimitsHowOftenOneAddressMayGuess)
{
    int refused = 0;
    for (int i = 0; i < 200; ++i)
        refused += follow_up("7K3M-7K3M-7K3M-7K3M-7K3M-7K3M").status == 429;
    EXPECT_GT(refused, 100);
    product.advance(60);
    EXPECT_EQ(follow_up(send_public().text("/receipt/code")).status, 200);
}

TEST_F(Following, ListsWhatTheOrganisationSentNewestFirstPageByPage)
{
    std::vector<std::string> sent;
    for (int i = 0; i < 25; ++i) {
        sent.push_back(send(std::to_string(i)).text("/id"));
        product.advance(1);
    }
    std::vector<std::string> seen;
    std::string after;
    do {
        const auto page =
            school.get("/api/v1/reports?limit=10" + (after.empty() ? "" : "&after=" + after));
        ASSERT_EQ(page.status, 200) << page.body;
        for (std::size_t i = 0; i < page.size("/items"); ++i)
            seen.push_back(page.text("/items/" + std::to_string(i) + "/id"));
        after = page.text("/next");
        ASSERT_LE(seen.size(), 25u);
    } while (!after.empty());
    std::reverse(sent.begin(), sent.end());
    EXPECT_EQ(seen, sent);
    EXPECT_EQ(school.get("/api/v1/reports?limit=0").status, 422);
    EXPECT_EQ(school.get("/api/v1/reports?limit=many").status, 422);
}

TEST_F(Following, FindsReportsByTheSendersOwnReference)
{
    const auto wanted = send("1", R"("sender_reference":"A 17/æ")");
    send("2", R"("sender_reference":"A 18")");
    send("3");
    const auto found = school.get("/api/v1/reports?sender_reference=A%2017/%C3%A6");
    ASSERT_EQ(found.size("/items"), 1u) << found.body;
    EXPECT_EQ(found.text("/items/0/id"), wanted.text("/id"));
    EXPECT_EQ(found.text("/items/0/sender_reference"), "A 17/æ");
    const auto clinic = product.add_sender("Example clinic");
    EXPECT_EQ(clinic.get("/api/v1/reports?sender_reference=A%2018").size("/items"), 0u);
}

TEST_F(Following, TellsOpenFromClosed)
{
    const auto closed = send("1");
    send("2");
    const auto anna = product.sign_in("anna");
    const auto delivery = "/api/v1/deliveries/" + closed.text("/delivery/id");
    anna.post(delivery + "/open", "");
    anna.post(delivery + "/assess", R"({"outcome":"investigate"})");
    ASSERT_EQ(anna.post(delivery + "/close", R"({"reason":"handled"})").status, 200);
    EXPECT_EQ(school.get("/api/v1/reports?state=closed").each("/items", "id"), closed.text("/id"));
    EXPECT_EQ(school.get("/api/v1/reports?state=open").size("/items"), 1u);
    EXPECT_EQ(school.get("/api/v1/reports").size("/items"), 2u);
}

TEST_F(Following, WithdrawingAddsAFactAndStopsNothing)
{
    const auto sent = send("1");
    const auto report = "/api/v1/reports/" + sent.text("/id");
    const auto before = school.get(report);
    product.advance(60);
    const auto withdrawn =
        school.post(report + "/withdraw", R"({"reason":"Sent by mistake"})", key("w"));
    ASSERT_EQ(withdrawn.status, 200) << withdrawn.body;
    EXPECT_EQ(withdrawn.each("/milestones", "name"), "accepted routed withdrawn");
    EXPECT_EQ(withdrawn.text("/state"), "unopened");
    EXPECT_EQ(withdrawn.text("/obligations/0/due"), before.text("/obligations/0/due"));
    EXPECT_EQ(withdrawn.text("/obligations/0/state"), "open");
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.get("/api/v1/inbox?unit=no.5001").size("/items"), 1u);
    const auto opened = anna.post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "");
    EXPECT_TRUE(opened.flag("/withdrawn"));
    EXPECT_EQ(opened.text("/content/children/0/name"), "Kari Example");
    // A repetition is shown what stands; anything else comes too late.
    const auto again =
        school.post(report + "/withdraw", R"({"reason":"Sent by mistake"})", key("w"));
    EXPECT_EQ(again.each("/milestones", "name"), "accepted routed withdrawn opened");
    EXPECT_EQ(school.post(report + "/withdraw", "{}", key("w")).problem(),
              "idempotency-key-reused");
    EXPECT_EQ(school.post(report + "/withdraw", "{}").status, 409);
    EXPECT_EQ(product.event_count(domain::EventName::report_withdrawn), 1u);
}

}  // namespace
}  // namespace varde::test
