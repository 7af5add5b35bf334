// The public form without script: what a browser sends, and what the person then sees.
#include "support/form.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

using domain::EventName;

bool has(const Answer& answer, std::string_view text)
{
    return answer.body.find(text) != std::string::npos;
}

TEST(PublicForm, EndsOnAReceiptWithACodeThatFollowsTheReport)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto receipt = send_form(product, form());

    ASSERT_EQ(receipt.status, 201) << receipt.body;
    EXPECT_EQ(receipt.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(receipt.header("Cache-Control"), "no-store");
    EXPECT_TRUE(has(receipt, "Lagret mandag 23. november 2026 kl. 10.00.00 hos "
                             "Barnevernstjenesten i Trondheim kommune"))
        << receipt.body;
    const auto code = code_on(receipt);
    ASSERT_EQ(code.size(), 29u) << code;

    const auto status = follow_up(product, code);
    EXPECT_EQ(status.status, 200);
    EXPECT_TRUE(has(status, "Meldingen ble lagret"));
    EXPECT_TRUE(has(status, "Ingen har åpnet den ennå"));
    EXPECT_FALSE(has(status, code));
}

TEST(PublicForm, GivesTheSameReceiptWhenItIsSentAgain)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    sent.files = {{"yard.jpg", "image/jpeg", std::string(100'000, 'j')}};
    const auto first = send_form(product, sent), again = send_form(product, sent);
    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(product.event_count(EventName::report_accepted), 1u);
}

TEST(PublicForm, GivesTheSameReceiptWhenTheBrowserHasForgottenTheFiles)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    sent.files = {{"yard.jpg", "image/jpeg", "jpeg"}};
    const auto first = send_form(product, sent);
    sent.files[0].bytes = "";
    EXPECT_EQ(send_form(product, sent).body, first.body);
    sent.files.clear();
    EXPECT_EQ(send_form(product, sent).body, first.body);
    EXPECT_EQ(product.count("attachment"), 1);
}

TEST(PublicForm, NeverPassesOverAFileThatCameAfterTheReportWasStored)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    const auto first = send_form(product, sent);
    sent.files = {{"late.jpg", "image/jpeg", "jpeg"}};
    const auto later = send_form(product, sent);
    EXPECT_EQ(later.status, 201);
    EXPECT_EQ(code_on(later), code_on(first));
    EXPECT_TRUE(has(later, "uten filen «late.jpg»"));
    const auto by_api = send_form(product, sent, {}, "/api/v1/public/reports");
    EXPECT_EQ(by_api.problem(), "idempotency-key-reused");
    EXPECT_EQ(product.count("attachment"), 0);
}

TEST(PublicForm, OffersToSendChangedTextAsAReportOfItsOwn)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    send_form(product, sent);
    sent.set("content.concern", "Something else entirely.");
    const auto again = send_form(product, sent);
    EXPECT_EQ(again.status, 409);
    EXPECT_TRUE(has(again, "Something else entirely."));
    const auto token = token_on(again);
    EXPECT_NE(token, sent.get("form_token"));
    sent.set("form_token", token);
    EXPECT_EQ(send_form(product, sent).status, 201);
    EXPECT_EQ(product.event_count(EventName::report_accepted), 2u);
}

TEST(PublicForm, KeepsEverythingTypedWhenTheConcernIsEmpty)
{
    Product product;
    auto sent = form();
    sent.set("content.concern", "  \r\n ");
    sent.set("content.danger_now", "yes");
    sent.set("content.guardians.1.relation", "father");
    sent.files = {{"yard.jpg", "image/jpeg", "jpeg"}};
    const auto again = send_form(product, sent);

    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(has(again, "<title>Feil: "));
    EXPECT_TRUE(has(again, "href=\"#content.concern\""));
    EXPECT_TRUE(has(again, "value=\"Kari Example\""));
    EXPECT_TRUE(has(again, "<option value=\"5001\" selected>"));
    EXPECT_TRUE(has(again, "<option value=\"father\" selected>"));
    EXPECT_TRUE(has(again, "name=\"content.danger_now\" value=\"yes\" checked"));
    EXPECT_TRUE(has(again, "Filene må du velge en gang til."));
    EXPECT_EQ(token_on(again), sent.get("form_token"));
    EXPECT_EQ(product.event_count(EventName::report_accepted), 0u);
    EXPECT_EQ(product.count("upload"), 0);
    EXPECT_EQ(files_below(product.folder.path() + "/attachments").size(), 0u);
}

TEST(PublicForm, KeepsTheReportWhenAFileIsTooLarge)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    sent.files = {{"film.mp4", "video/mp4", std::string(26 * 1024 * 1024, 'f')},
                  {"yard.jpg", "image/jpeg", "jpeg"}};
    const auto receipt = send_form(product, sent);
    ASSERT_EQ(receipt.status, 201);
    EXPECT_TRUE(has(receipt, "Filen «film.mp4» er større enn 25 MB"));
    EXPECT_FALSE(has(receipt, "yard.jpg"));
    EXPECT_EQ(product.count("attachment"), 1);
    EXPECT_EQ(send_form(product, sent).body, receipt.body);
}

TEST(PublicForm, KeepsTheFirstTenFilesAndSaysThatThereWereMore)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    for (int i = 0; i < 300; ++i)
        sent.files.push_back({std::to_string(i) + ".jpg", "image/jpeg", "x"});
    const auto receipt = send_form(product, sent);
    ASSERT_EQ(receipt.status, 201);
    EXPECT_TRUE(has(receipt, "Bare de ti første filene"));
    EXPECT_EQ(product.count("attachment"), 10);
}

TEST(PublicForm, HandsItsTextAndFilesToTheUnit)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    sent.files = {{"C:\\Pictures\\yard.jpg", "no media type", "jpeg"}};
    ASSERT_EQ(send_form(product, sent).status, 201);
    const auto anna = product.sign_in("anna");
    const auto inbox = anna.get("/api/v1/inbox?unit=no.5001");
    const auto delivery = "/api/v1/deliveries/" + inbox.text("/items/0/delivery_id");
    const auto opened = anna.post(delivery + "/open", "{}");
    ASSERT_EQ(opened.status, 200) << opened.body;
    EXPECT_EQ(opened.text("/content/concern"), "He is often alone in the evening.");
    EXPECT_EQ(opened.text("/content/children/0/name"), "Kari Example");
    EXPECT_EQ(opened.text("/channel"), "form");
    EXPECT_EQ(opened.text("/attachments/0/name"), "yard.jpg");
    EXPECT_EQ(opened.text("/attachments/0/media_type"), "application/octet-stream");
    EXPECT_EQ(anna.get(delivery + "/attachments/1").body, "jpeg");
}

TEST(PublicForm, StoresNothingOfABodyThatIsCutShort)
{
    Product product;
    auto sent = form();
    sent.files = {{"yard.jpg", "image/jpeg", std::string(200'000, 'j')}};
    auto body = sent.body();
    body.resize(body.size() - 20);
    const auto cut = send_body(product, body);
    EXPECT_EQ(cut.status, 400);
    EXPECT_TRUE(has(cut, "Ingenting er lagret"));
    EXPECT_EQ(product.event_count(EventName::report_accepted), 0u);
    EXPECT_EQ(product.count("upload"), 0);
    EXPECT_EQ(files_below(product.folder.path() + "/attachments").size(), 0u);
}

TEST(PublicForm, ShowsHostileInputAsTheTextThatItIs)
{
    Product product;
    constexpr std::string_view hostile = "\"'><script>alert(1)</script><img src=x onerror=y>&lt;";
    auto sent = form();
    for (auto& [name, value] : sent.fields)
        if (name != "form_token")
            value = hostile;
    sent.set("content.children.0.birth_date", std::string(hostile));
    sent.set("content.concern", "");
    const auto again = send_form(product, sent);
    EXPECT_EQ(again.status, 422);
    EXPECT_TRUE(has(again, "&quot;&#39;&gt;&lt;script&gt;alert(1)"));
    EXPECT_FALSE(has(again, "<script"));
    EXPECT_FALSE(has(again, "<img"));

    sent.set("content.concern", std::string(hostile));
    sent.files = {{std::string("<script>.jpg"), "image/jpeg", std::string(26 * 1024 * 1024, 'f')}};
    const auto receipt = send_form(product, sent);
    EXPECT_EQ(receipt.status, 201);
    EXPECT_TRUE(has(receipt, "&lt;script&gt;.jpg"));
    EXPECT_FALSE(has(receipt, "<script"));
    EXPECT_FALSE(has(receipt, "<img"));

    const auto wrong_code = follow_up(product, std::string(hostile));
    EXPECT_EQ(wrong_code.status, 404);
    EXPECT_TRUE(has(wrong_code, "&lt;script&gt;alert(1)"));
    EXPECT_FALSE(has(wrong_code, "<script"));
}

TEST(PublicForm, HasNoScriptOrStyleOfItsOwnOnAnyPage)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto receipt = send_form(product, form());
    std::vector<Answer> answers;
    for (const auto* path : {"/", "/report", "/follow-up"})
        answers.push_back(product.anyone().get(path));
    answers.push_back(follow_up(product, code_on(receipt)));
    answers.push_back(follow_up(product, "wrong"));
    answers.push_back(send_body(product, "x", {{"content-type", "text/plain"}}));
    answers.push_back(send_form(product, form()));
    for (const auto& answer : answers) {
        EXPECT_FALSE(has(answer, "<script"));
        EXPECT_FALSE(has(answer, "<style"));
        EXPECT_FALSE(has(answer, " style="));
        EXPECT_FALSE(has(answer, " on")) << "no handlers";
        EXPECT_TRUE(has(answer, "<html lang=\"nb\">"));
        EXPECT_TRUE(has(answer, "<main"));
        EXPECT_TRUE(has(answer, "<h1>"));
        EXPECT_TRUE(has(answer, "https://www.yr.no/"));
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        EXPECT_EQ(answer.header("Referrer-Policy"), "same-origin");
        EXPECT_TRUE(answer.header("Content-Security-Policy").starts_with("default-src 'self'"));
    }
}

TEST(PublicForm, IsUrgentWhereTheChildNeedsHelpAtOnce)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    sent.set("content.danger_now", "yes");
    ASSERT_EQ(send_form(product, sent).status, 201);
    const auto inbox = product.sign_in("anna").get("/api/v1/inbox?unit=no.5001");
    EXPECT_TRUE(inbox.flag("/items/0/urgent"));
}

TEST(PublicForm, IsUrgentThroughTheApiAsWellWhenItsContentSaysSo)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto sent = product.anyone().post(
        "/api/v1/public/reports",
        R"({"kind":"concern.child.public","place":{"municipality":"5001"},)"
        R"("content":{"concern":"Now","danger_now":true,"children":[{"name":"Kari Example"}]}})",
        key("k1"));
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto inbox = product.sign_in("anna").get("/api/v1/inbox?unit=no.5001");
    EXPECT_TRUE(inbox.flag("/items/0/urgent"));
}

TEST(PublicForm, SaysInTheReadersLanguageThatTheOfficeIsClosed)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    product.advance(10 * 3'600);
    auto sent = form();
    const auto norwegian = send_form(product, sent);
    EXPECT_TRUE(
        has(norwegian, "Kontoret er stengt nå og åpner tirsdag 24. november 2026 kl. 08.00"))
        << norwegian.body;
    const auto english = send_form(product, sent, {}, "/report?language=en");
    EXPECT_TRUE(has(english, "<html lang=\"en\">"));
    EXPECT_TRUE(has(english, "The office is closed and opens Tuesday 24 November 2026 at 08:00"));
    EXPECT_FALSE(has(english, "Meldingen"));
    EXPECT_EQ(product.event_count(EventName::report_accepted), 1u);
}

TEST(PublicForm, RefusesWhatAnotherSiteMakesABrowserSend)
{
    Product product;
    for (const auto& headers :
         {Headers{{"sec-fetch-site", "cross-site"}},
          Headers{{"origin", "https://other.example"}, {"host", "varde.example"}}}) {
        const auto refused = send_form(product, form(), headers);
        EXPECT_EQ(refused.status, 403);
        EXPECT_TRUE(has(refused, "annet nettsted"));
        EXPECT_EQ(send_form(product, form(), headers, "/api/v1/public/reports").status, 403);
    }
    EXPECT_EQ(product.event_count(EventName::report_accepted), 0u);
}

TEST(PublicForm, IsNobodysEvenWhereABrowserSendsASessionAlong)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto anna = product.sign_in("anna");
    ASSERT_EQ(send_form(product, form(), {{"cookie", anna.headers.at("cookie")}}).status, 201);
    EXPECT_EQ(
        product.count(
            "event WHERE name = 'report.accepted' AND (person_id IS NOT NULL OR actor_unit <> '')"),
        0);
    auto stale = form();
    stale.set("form_token", std::string(32, 'b'));
    EXPECT_EQ(send_form(product, stale, {{"cookie", "varde_session=ended"}}).status, 201);
}

TEST(PublicForm, AnswersClearlyWhatIsNoForm)
{
    Product product;
    const auto encoded = send_body(product, "content.concern=x",
                                   {{"content-type", "application/x-www-form-urlencoded"}});
    EXPECT_EQ(encoded.status, 415);
    EXPECT_TRUE(has(encoded, "Ingenting er lagret"));

    auto no_token = form();
    no_token.set("form_token", "");
    const auto again = send_form(product, no_token);
    EXPECT_EQ(again.status, 400);
    EXPECT_TRUE(has(again, "He is often alone"));
    EXPECT_EQ(token_on(again).size(), 32u);

    auto too_long = form();
    too_long.set("content.history", std::string(1'100'000, 'x'));
    const auto long_answer = send_form(product, too_long);
    EXPECT_EQ(long_answer.status, 413);
    EXPECT_TRUE(has(long_answer, "1 MB"));
    EXPECT_EQ(product.event_count(EventName::report_accepted), 0u);
}

TEST(PublicForm, IsTakenByTheApiAndAnsweredAsAsked)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto as_json = send_form(product, form(), {}, "/api/v1/public/reports");
    ASSERT_EQ(as_json.status, 201) << as_json.body;
    EXPECT_EQ(as_json.text("/delivery/unit/id"), "no.5001");
    EXPECT_FALSE(as_json.header("Location").empty());
    const auto as_page =
        send_form(product, form(), {{"accept", "text/html,*/*"}}, "/api/v1/public/reports");
    EXPECT_EQ(as_page.status, 201);
    EXPECT_EQ(code_on(as_page), as_json.text("/receipt/code"));

    auto empty = form();
    empty.set("content.concern", "");
    empty.set("form_token", std::string(32, 'c'));
    EXPECT_EQ(send_form(product, empty, {}, "/api/v1/public/reports").status, 201);
    auto police = form();
    police.set("kind", "concern.police");
    EXPECT_EQ(send_form(product, police, {}, "/api/v1/public/reports").status, 403);
}

TEST(PublicForm, KeepsWhatWasTypedWhenTooManyFormsComeFromOneAddress)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    auto sent = form();
    Answer last = send_form(product, sent);
    for (int i = 0; i < 200 && last.status == 201; ++i)
        last = send_form(product, sent);
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(last.header("Retry-After"), "60");
    EXPECT_TRUE(has(last, "He is often alone"));
    product.advance(60);
    EXPECT_EQ(send_form(product, sent).status, 201);
}

TEST(PublicForm, FitsTheBudgetOfASlowConnection)
{
    Product product;
    // With the style sheet, 2.6 KB compressed, less than 40 KB even without compression.
    EXPECT_LE(product.anyone().get("/report").body.size(), 37'000u);
    EXPECT_LE(product.anyone().get("/report?language=en").body.size(), 37'000u);
}

}  // namespace
}  // namespace varde::test
