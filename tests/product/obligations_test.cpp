// What a unit owes from the moment of acceptance, and what puts an end to it (P2).
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Obligations : testing::Test {
    Obligations()
    {
        product.add_caseworker("no.5001", "anna");
        anna.emplace(product.sign_in("anna"));
    }
    /// Sends a report and gives its delivery's id.
    std::string send(const std::string& more = "")
    {
        const auto sent = school.post("/api/v1/reports", report_to("5001", more));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent.text("/delivery/id");
    }
    Answer act(const std::string& delivery, const std::string& verb, const std::string& body = "{}")
    {
        return anna->post("/api/v1/deliveries/" + delivery + "/" + verb, body);
    }
    /// `open:met review:open`, of what its unit sees.
    std::string owed(const Caller& who, const std::string& delivery)
    {
        const auto seen = who.get("/api/v1/deliveries/" + delivery);
        EXPECT_EQ(seen.status, 200) << seen.body;
        std::string text;
        for (std::size_t i = 0; i < seen.size("/obligations"); ++i) {
            const auto at = "/obligations/" + std::to_string(i);
            text += (text.empty() ? "" : " ") + seen.text(at + "/name") + ":" +
                    seen.text(at + "/state");
        }
        return text;
    }
    std::string owed(const std::string& delivery) { return owed(*anna, delivery); }
    std::string due(const std::string& delivery, const std::string& rule)
    {
        const auto seen = anna->get("/api/v1/deliveries/" + delivery);
        for (std::size_t i = 0; i < seen.size("/obligations"); ++i) {
            const auto at = "/obligations/" + std::to_string(i);
            if (seen.text(at + "/name") == rule)
                return seen.text(at + "/due");
        }
        return "not owed";
    }
    Product product;
    Caller school = product.add_sender("Example school");
    std::optional<Caller> anna;
};

TEST_F(Obligations, BeginWithTheAcceptanceAndEndWithWhatTheyDemand)
{
    const auto delivery = send();
    EXPECT_EQ(owed(delivery), "open:open review:open answer:open");
    EXPECT_EQ(due(delivery, "open"), "2026-11-24T14:30:00.000Z");
    EXPECT_EQ(due(delivery, "review"), "2026-11-30T23:00:00.000Z");
    EXPECT_EQ(due(delivery, "answer"), "2026-12-14T23:00:00.000Z");
    act(delivery, "open");
    EXPECT_EQ(owed(delivery), "open:met review:open answer:open");
    act(delivery, "assess", R"({"outcome":"investigate","immediate_follow_up":false})");
    EXPECT_EQ(owed(delivery), "open:met review:met answer:open close:open");
    act(delivery, "answer", R"({"message":"Thank you."})");
    EXPECT_EQ(owed(delivery), "open:met review:met answer:met close:open");
    act(delivery, "close", R"({"reason":"handled"})");
    EXPECT_EQ(owed(delivery), "open:met review:met answer:met close:met");
}

TEST_F(Obligations, StandUnderALawThatIsNamedInBothLanguages)
{
    const auto seen = anna->get("/api/v1/deliveries/" + send());
    EXPECT_EQ(seen.text("/obligations/1/source"), "barnevernsloven § 2-1");
    EXPECT_FALSE(seen.flag("/obligations/1/own"));
    EXPECT_TRUE(seen.flag("/obligations/0/own"));
    EXPECT_EQ(seen.text("/obligations/0/title/en"), "Open the report");
    EXPECT_EQ(seen.text("/obligations/0/title/nb"), "Åpne meldingen");
    EXPECT_EQ(seen.text("/obligations/0/due_in_words/nb"), "tirsdag 24. november 2026 kl. 15.30");
}

TEST_F(Obligations, OfAReviewAreNotMetBeforeSomebodyHasJudgedTheDanger)
{
    const auto delivery = send();
    act(delivery, "open");
    act(delivery, "assess", R"({"outcome":"investigate"})");
    EXPECT_EQ(owed(delivery), "open:met review:open answer:open close:open");
    act(delivery, "assess", R"({"outcome":"investigate","immediate_follow_up":true})");
    EXPECT_EQ(owed(delivery), "open:met review:met answer:open close:open");
}

TEST_F(Obligations, AreBreachedByTimeAloneAndStayBreached)
{
    const auto delivery = send();
    product.advance(2 * 86'400);
    anna.emplace(product.sign_in("anna"));
    EXPECT_EQ(owed(delivery), "open:breached review:open answer:open");
    act(delivery, "open");
    EXPECT_EQ(owed(delivery), "open:breached review:open answer:open");
}

TEST_F(Obligations, ToAnswerNobodyWhoWantedToStayUnknownDoNotExist)
{
    const auto report = [&](const std::string& reporter) {
        auto body = report_to("5001", "", "concern.child.public");
        const auto at = body.find("\"content\":{") + std::string("\"content\":{").size();
        body.insert(at, "\"reporter\":{" + reporter + "},");
        const auto sent = product.anyone().post("/api/v1/public/reports", body);
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent.text("/delivery/id");
    };
    EXPECT_EQ(owed(report(R"("anonymous":true)")), "open:open review:open");
    EXPECT_EQ(owed(report(R"("phone":"00 00 00 01")")), "open:open review:open answer:open");
    // Nobody knows: the duty is taken to exist, and says so.
    const auto unknown = report("");
    EXPECT_EQ(owed(unknown), "open:open review:open answer:open");
    const auto seen = anna->get("/api/v1/deliveries/" + unknown);
    EXPECT_EQ(seen.at("/obligations/2/assumed/0").text(), "reporter_anonymous");
}

TEST_F(Obligations, KeepTheFirstReceiptsClockHoweverOftenAReportIsHandedOn)
{
    product.add_caseworker("no.1103", "berit");
    const auto first = send();
    act(first, "open");
    product.advance(3 * 86'400);
    anna.emplace(product.sign_in("anna"));
    auto berit = product.sign_in("berit");
    act(first, "forward", R"({"unit":"no.1103","reason":"Lives there."})");
    const auto inbox = berit.get("/api/v1/inbox?unit=no.1103");
    const auto second = inbox.text("/items/0/delivery_id");
    const auto seen = berit.get("/api/v1/deliveries/" + second);
    EXPECT_EQ(owed(berit, second), "review:open answer:open open:open");
    EXPECT_EQ(seen.text("/obligations/0/due"), "2026-11-30T23:00:00.000Z");
    EXPECT_EQ(seen.text("/obligations/2/due"), "2026-11-27T14:30:00.000Z");
    // Until the other takes it, both owe it; then the first owes nothing more.
    EXPECT_EQ(owed(first), "open:met review:open answer:open");
    ASSERT_EQ(berit.post("/api/v1/deliveries/" + second + "/take", "{}").status, 200);
    EXPECT_EQ(owed(first), "open:met review:cancelled answer:cancelled");
}

TEST_F(Obligations, ToAnswerOutliveTheClosingAndAreListedUntilSomebodyAnswers)
{
    const auto delivery = send();
    act(delivery, "open");
    act(delivery, "assess", R"({"outcome":"investigate","immediate_follow_up":false})");
    ASSERT_EQ(act(delivery, "close", R"({"reason":"handled"})").status, 200);
    const auto see = [&] { return anna->get("/api/v1/obligations?unit=no.5001"); };
    EXPECT_EQ(see().each("/items", "name"), "answer");
    ASSERT_EQ(act(delivery, "answer", R"({"message":"Thank you."})").status, 200);
    EXPECT_EQ(see().size("/items"), 0u);
}

TEST_F(Obligations, GiveEveryOpenDeliveryADeadlineUntilSomebodyClosesIt)
{
    const auto next = [&] {
        return anna->get("/api/v1/inbox?unit=no.5001").text("/items/0/next_deadline/name");
    };
    const auto delivery = send(R"("urgent":true)");
    EXPECT_EQ(next(), "open_urgent");
    const std::vector<std::pair<std::string, std::string>> life{
        {"open", "{}"},
        {"file", R"({"reference":"2026/1","title":"x"})"},
        {"assess", R"({"outcome":"dismiss","reason":"No."})"},
        {"answer", R"({"message":"Thank you."})"},
        {"assess", R"({"outcome":"investigate","immediate_follow_up":false})"}};
    for (const auto& [verb, body] : life) {
        ASSERT_EQ(act(delivery, verb, body).status, 200) << verb;
        EXPECT_NE(next(), "") << verb;
        EXPECT_EQ(product.count("delivery WHERE next_due_us = 9223372036854775807"), 0) << verb;
    }
    ASSERT_EQ(act(delivery, "close", R"({"reason":"dismissed"})").status, 200);
    EXPECT_EQ(next(), "");
    EXPECT_EQ(product.count("obligation WHERE wake_us IS NOT NULL"), 0);
}

TEST_F(Obligations, PutTheUnassessedBeforeEveryStandardItemHoweverLateThatIs)
{
    const auto assessed = send();
    act(assessed, "open");
    act(assessed, "assess", R"({"outcome":"investigate","immediate_follow_up":false})");
    product.advance(200 * 86'400);  // All of its deadlines have passed.
    anna.emplace(product.sign_in("anna"));
    const auto fresh = send(), urgent = send(R"("urgent":true)");
    const auto judged = send();
    act(judged, "open");
    act(judged, "assess", R"({"outcome":"immediate_follow_up"})");
    const auto page = anna->get("/api/v1/inbox?unit=no.5001");
    EXPECT_EQ(page.each("/items", "danger"), "urgent urgent unassessed standard");
    EXPECT_EQ(page.text("/items/0/delivery_id"), urgent);
    EXPECT_EQ(page.text("/items/1/delivery_id"), judged);
    EXPECT_EQ(page.text("/items/2/delivery_id"), fresh);
    EXPECT_EQ(page.text("/items/3/delivery_id"), assessed);
    EXPECT_EQ(page.text("/items/3/next_deadline/state"), "breached");
}

TEST_F(Obligations, AreListedByDeadlineForWhoWorksThereLeadsItAndHasOversight)
{
    const auto person = [&](const std::string& login, domain::Role role, const std::string& unit) {
        product.add_person(
            {.organisation = "Offices",
             .login = login,
             .name = "Name of " + login,
             .grants = {{.role = role, .unit = {unit}, .from = product.clock.now()}}});
        return product.sign_in(login);
    };
    const auto& fallbacks = norway().directory.find({"no.5001"})->fallbacks;
    const auto county = domain::overseers_of(norway().directory, {"no.5001"}).at(0);
    ASSERT_FALSE(fallbacks.empty());
    const auto late = send();
    product.advance(86'400);
    anna.emplace(product.sign_in("anna"));
    const auto fresh = send();
    const auto see = [](const Caller& who) {
        return who.get("/api/v1/obligations?unit=no.5001&limit=1");
    };
    const auto page = see(*anna);
    EXPECT_EQ(page.each("/items", "name"), "open review answer");
    EXPECT_EQ(page.text("/items/0/id"), late);
    EXPECT_EQ(page.text("/items/0/owner/role"), "duty");
    const auto rest =
        anna->get("/api/v1/obligations?unit=no.5001&limit=1&after=" + page.text("/next"));
    EXPECT_EQ(rest.text("/items/0/id"), fresh);
    EXPECT_FALSE(rest.at("/next").exists());

    EXPECT_EQ(see(person("dora", domain::Role::director, "no.5001")).size("/items"), 3u);
    EXPECT_EQ(see(person("olga", domain::Role::oversight, county.text)).size("/items"), 3u);
    EXPECT_EQ(see(person("else", domain::Role::director, "no.1103")).status, 403);
    EXPECT_EQ(see(person("siri", domain::Role::sender, "")).status, 403);
    EXPECT_EQ(see(product.anyone()).status, 401);
    EXPECT_EQ(see(school).status, 403);
    EXPECT_EQ(page.body.find("Kari"), std::string::npos);
}

TEST_F(Obligations, ToMendAProblemStandInTheListOfTheUnitThatMustActOnIt)
{
    const auto raised = product.anyone().post(
        "/api/v1/problems", R"({"text":"The phone is not answered.","unit":"no.5001"})");
    ASSERT_EQ(raised.status, 201) << raised.body;
    const auto page = anna->get("/api/v1/obligations?unit=no.5001");
    EXPECT_EQ(page.text("/items/0/subject"), "problem") << page.body;
    EXPECT_EQ(page.text("/items/0/name"), "answer_problem");
    EXPECT_EQ(page.body.find("phone is not"), std::string::npos);
    ASSERT_EQ(
        product.anyone()
            .post("/api/v1/problems", R"({"text":"Secret.","unit":"no.5001","confidential":true})")
            .status,
        201);
    EXPECT_EQ(anna->get("/api/v1/obligations?unit=no.5001").size("/items"), page.size("/items"));
}

}  // namespace
}  // namespace varde::test
