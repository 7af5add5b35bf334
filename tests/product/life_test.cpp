// The life of a delivery in one unit: opened, filed, assessed, answered, closed.
#include "support/product.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::EventName;

struct Life : testing::Test {
    Life()
    {
        product.add_caseworker("no.5001", "anna");
        product.add_caseworker("no.5001", "berit");
        sent = std::make_unique<Answer>(school.post(
            "/api/v1/reports", report_to("5001", R"("sender_reference":"ref 7")"), key("k")));
        delivery = "/api/v1/deliveries/" + sent->text("/delivery/id");
    }
    Answer act(const Caller& who, const std::string& verb, const std::string& body = "{}",
               Headers headers = {})
    {
        product.advance(60);
        return who.post(delivery + "/" + verb, body, std::move(headers));
    }
    Answer status() { return school.get("/api/v1/reports/" + sent->text("/id")); }

    Product product;
    Caller school = product.add_sender("Example school");
    std::unique_ptr<Answer> sent;
    std::string delivery;
};

TEST_F(Life, GoesFromUnopenedToClosed)
{
    const auto anna = product.sign_in("anna");
    EXPECT_EQ(anna.get(delivery).text("/state"), "unopened");
    const auto opened = act(anna, "open");
    EXPECT_EQ(opened.text("/state"), "opened");
    EXPECT_EQ(opened.text("/content/concern"), "He is often alone in the evening.");
    EXPECT_EQ(opened.text("/sender/name"), "Example school");
    EXPECT_EQ(opened.text("/owner/role"), "duty");

    const auto filed = act(anna, "file", R"({"reference":"2026/17","title":"Kari"})");
    EXPECT_EQ(filed.text("/state"), "filed");
    EXPECT_EQ(filed.text("/case/reference"), "2026/17");
    EXPECT_EQ(filed.text("/owner/name"), "Name of anna");  // Who registers it has it.

    const auto assessed = act(anna, "assess", R"({"outcome":"dismiss","reason":"No neglect."})");
    EXPECT_EQ(assessed.text("/state"), "assessed");
    EXPECT_EQ(assessed.text("/assessment/outcome"), "dismiss");

    const auto answered = act(anna, "answer", R"({"message":"Thank you for writing."})");
    EXPECT_EQ(answered.text("/state"), "answered");

    const auto closed = act(anna, "close", R"({"reason":"dismissed","note":"Done."})");
    EXPECT_EQ(closed.text("/state"), "closed");
    EXPECT_EQ(closed.text("/closing/reason"), "dismissed");
    EXPECT_EQ(closed.each("/milestones", "name"), "accepted opened filed assessed answered closed");
    EXPECT_EQ(status().text("/state"), "closed");
}

TEST_F(Life, ShowsTheSenderMilestonesWithTimesAndRolesAndNoNames)
{
    const auto anna = product.sign_in("anna");
    act(anna, "open");
    act(anna, "file", R"({"reference":"2026/17","title":"Secret title"})");
    act(anna, "assess", R"({"outcome":"investigate","reason":"Secret reason"})");
    act(anna, "answer", R"({"message":"We look into it."})");
    act(anna, "close", R"({"reason":"handled","note":"Secret note"})");
    const auto seen = status();
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.each("/milestones", "name"),
              "accepted routed opened filed assessed answered closed");
    EXPECT_EQ(seen.each("/milestones", "at"),
              "2026-11-23T09:00:00.000Z 2026-11-23T09:00:00.000Z 2026-11-23T09:01:00.000Z "
              "2026-11-23T09:02:00.000Z 2026-11-23T09:03:00.000Z 2026-11-23T09:04:00.000Z "
              "2026-11-23T09:05:00.000Z");
    EXPECT_EQ(seen.text("/milestones/0/by/role"), "sender");
    EXPECT_EQ(seen.text("/milestones/2/by/role"), "caseworker");
    EXPECT_EQ(seen.text("/milestones/2/by/unit"), "Barnevernstjenesten i Trondheim kommune");
    EXPECT_EQ(seen.text("/sender_reference"), "ref 7");
    EXPECT_EQ(seen.text("/owner/role"), "caseworker");
    EXPECT_EQ(seen.text("/answers/0"), seen.at("/answers").at(0).text());
    EXPECT_EQ(seen.at("/answers").at(0).text(), "We look into it.");
    EXPECT_EQ(seen.text("/obligations/0/name"), "open");
    EXPECT_EQ(seen.text("/obligations/0/state"), "met");
    for (const auto* secret : {"Secret", "Name of", "2026/17", "Kari"})
        EXPECT_EQ(seen.body.find(secret), std::string::npos) << secret;
}

TEST_F(Life, RefusesWhatComesOutOfOrder)
{
    const auto anna = product.sign_in("anna");
    const auto refused = [&](const std::string& verb, const std::string& body,
                             const std::string& why) {
        const auto answer = act(anna, verb, body);
        EXPECT_EQ(answer.status, 409) << verb << answer.body;
        EXPECT_NE(answer.text("/detail").find(why), std::string::npos) << answer.body;
    };
    const std::string yes = R"({"outcome":"investigate"})", done = R"({"reason":"handled"})";
    refused("file", R"({"reference":"r"})", "Open it first");
    refused("assess", yes, "Open it first");
    refused("answer", R"({"message":"m"})", "Open it first");
    refused("close", done, "Open it first");
    refused("return", R"({"reason":"r"})", "came from the sender");
    ASSERT_EQ(act(anna, "open").status, 200);
    refused("close", done, "Assess it first");
    ASSERT_EQ(act(anna, "assess", yes).status, 200);
    ASSERT_EQ(act(anna, "close", done).status, 200);
    for (const auto& [verb, body] : std::vector<std::pair<std::string, std::string>>{
             {"file", R"({"reference":"r"})"},
             {"assess", yes},
             {"close", done},
             {"take", "{}"},
             {"forward", R"({"unit":"no.1103","reason":"r"})"}})
        refused(verb, body, "closed");
    EXPECT_EQ(act(anna, "open").status, 200);  // What is closed may still be read, and answered.
    EXPECT_EQ(act(anna, "answer", R"({"message":"m"})").status, 200);
}

TEST_F(Life, RefusesWhatIsWrongInAnActByName)
{
    const auto anna = product.sign_in("anna");
    act(anna, "open");
    struct Row {
        const char* verb;
        const char* body;
        const char* pointer;
    };
    const std::vector<Row> rows{
        {"file", "{}", "/reference"},
        {"file", R"({"reference":"a\nb"})", "/reference"},
        {"file", R"({"reference":"r","titel":"t"})", "/titel"},
        {"assess", R"({"outcome":"perhaps"})", "/outcome"},
        {"assess", R"({"outcome":"dismiss"})", "/reason"},
        {"answer", R"({"message":""})", "/message"},
        {"close", R"({"reason":"lost"})", "/reason"},
        {"close", R"({"reason":7})", "/reason"},
        {"forward", R"({"unit":"no.9999","reason":"r"})", "/unit"},
        {"forward", R"({"unit":"no.1103"})", "/reason"},
        {"assign", R"({"person":"anna"})", "/person"},
        {"assign", R"({"person":"00000000-0000-7000-8000-000000000000"})", "/person"},
        {"open", R"({"force":true})", "/force"},
        {"take", R"({"x":1})", "/x"},
    };
    const auto before = product.count("event");
    for (const auto& row : rows) {
        const auto answer = act(anna, row.verb, row.body);
        EXPECT_EQ(answer.status, 422) << row.verb << row.body << answer.body;
        EXPECT_EQ(answer.text("/errors/0/pointer"), row.pointer) << answer.body;
    }
    EXPECT_EQ(product.count("event"), before);
}

TEST_F(Life, RefusesAnActOnAStaleView)
{
    const auto anna = product.sign_in("anna"), berit = product.sign_in("berit");
    const auto seen = act(anna, "open").header("ETag");
    EXPECT_FALSE(seen.empty());
    ASSERT_EQ(act(berit, "assess", R"({"outcome":"investigate"})", {{"if-match", seen}}).status,
              200);
    const auto stale =
        act(anna, "assess", R"({"outcome":"already_in_case"})", {{"if-match", seen}});
    EXPECT_EQ(stale.status, 412);
    EXPECT_EQ(stale.problem(), "stale-view");
    EXPECT_EQ(product.event_count(EventName::delivery_assessed), 1u);
    const auto fresh = anna.get(delivery).header("ETag");
    EXPECT_NE(fresh, seen);
    EXPECT_EQ(act(anna, "assess", R"({"outcome":"already_in_case"})", {{"if-match", fresh}}).status,
              200);
    EXPECT_EQ(act(anna, "answer", R"({"message":"m"})", {{"if-match", "*"}}).status, 200);
    EXPECT_EQ(act(anna, "answer", R"({"message":"m"})", {{"if-match", "3"}}).status, 400);
}

TEST_F(Life, IsNotMadeStaleByReading)
{
    const auto anna = product.sign_in("anna"), berit = product.sign_in("berit");
    const auto seen = act(anna, "open").header("ETag");
    act(berit, "open");
    EXPECT_EQ(berit.get(delivery).header("ETag"), seen);
}

TEST_F(Life, PutsTwoDeliveriesOnOneCaseByItsReference)
{
    const auto anna = product.sign_in("anna");
    act(anna, "open");
    act(anna, "file", R"({"reference":"2026/17"})");
    const auto second = school.post("/api/v1/reports", report_to("5001"), key("2"));
    delivery = "/api/v1/deliveries/" + second.text("/delivery/id");
    act(anna, "open");
    act(anna, "file", R"({"reference":"2026/17"})");
    EXPECT_EQ(product.count("case_file"), 1);
    EXPECT_EQ(product.events(sent->text("/id")).back().facts.case_id,
              product.events(second.text("/id")).back().facts.case_id);
}

TEST_F(Life, BreachesTheClockWhenNobodyOpensInTime)
{
    EXPECT_EQ(status().text("/obligations/0/state"), "open");
    product.advance(4 * 24 * 3600);
    EXPECT_EQ(status().text("/obligations/0/state"), "breached");
    act(product.sign_in("anna"), "open");
    EXPECT_EQ(status().text("/obligations/0/state"), "breached");  // Late stays late.
}

TEST_F(Life, TellsWhichActsAreOpenToWhomAndWhy)
{
    const auto anna = product.sign_in("anna");
    const auto allowed = [](const Answer& answer) {
        std::string names;
        for (std::size_t i = 0; i < answer.size("/acts"); ++i)
            if (answer.flag("/acts/" + std::to_string(i) + "/allowed"))
                names += answer.text("/acts/" + std::to_string(i) + "/name") + " ";
        return names;
    };
    EXPECT_EQ(allowed(anna.get(delivery)), "open take forward assign ");
    EXPECT_EQ(allowed(act(anna, "open")), "open take file assess answer forward assign ");
    const auto assessed = act(anna, "assess", R"({"outcome":"investigate"})");
    EXPECT_EQ(allowed(assessed), "open file assess answer close forward assign ");
    EXPECT_EQ(assessed.text("/acts/1/reason"), "You own it already.");
    EXPECT_EQ(product.sign_in("berit").get(delivery).text("/acts/1/reason"),
              "A colleague owns it. They can assign it to you.");
    const auto closed = act(anna, "close", R"({"reason":"handled"})");
    EXPECT_EQ(allowed(closed), "open answer ");
    EXPECT_EQ(closed.text("/acts/1/reason"), "Not possible at this point: it is closed.");
}

}  // namespace
}  // namespace varde::test
