// P3 through the product: what may be erased is erased by two persons and leaves a tombstone; what
// may not is refused, each time with every reason, and recorded.
#include "support/kept_unit.hpp"

#include <filesystem>

namespace varde::test {
namespace {

std::ptrdiff_t files_in(const Product& product)
{
    const std::filesystem::directory_iterator files(product.folder.path() + "/attachments");
    return std::distance(begin(files), end(files));
}

using domain::EventName;

using Retention = KeptUnit;

TEST_F(Retention, ErasesByTwoPersonsAndLeavesATombstone)
{
    const auto sent = send_with_file();
    close(sent);
    archive(sent);
    let_time_run();
    EXPECT_EQ(state_of(sent), "due");
    EXPECT_EQ(files_in(product), 1);
    erase(sent);
    EXPECT_EQ(state_of(sent), "erased");
    const auto id = parse_uuid(sent.text("/id"));
    EXPECT_FALSE(product.store()
                     .read([&](store::Reading& reading) { return reading.content_key({*id}); })
                     .value());
    EXPECT_EQ(product.count("upload") + product.count("attachment"), 0);
    EXPECT_EQ(files_in(product), 0);
    const auto events = product.events(sent.text("/id"));
    ASSERT_EQ(events.back().name, EventName::report_erased);
    EXPECT_EQ(events.back().facts.rule, "concern_child");
    EXPECT_EQ(events.back().facts.people, (std::vector{people["anna"], people["berit"]}));
    EXPECT_EQ(product.count("tombstone WHERE opening IS NOT NULL"), 1);
    EXPECT_EQ(product.count("obligation WHERE met_at_us IS NULL AND cancelled_at_us IS NULL"), 0);
}

TEST_F(Retention, SaysUnderWhichRuleAndWhenToWhoeverAsksAfterwards)
{
    const auto sent = send();
    const auto before = school.get("/api/v1/reports/" + sent.text("/id") + "/receipts");
    close(sent);
    archive(sent);
    let_time_run();
    erase(sent);
    const auto status = school.get("/api/v1/reports/" + sent.text("/id"));
    EXPECT_EQ(status.status, 200);
    EXPECT_EQ(status.text("/state"), "erased");
    EXPECT_EQ(status.text("/erased/rule/name"), "concern_child");
    EXPECT_TRUE(status.text("/erased/at").starts_with("2028-11-24")) << status.body;
    EXPECT_EQ(status.each("/milestones", "name"), "accepted routed opened assessed closed erased");
    EXPECT_EQ(school.get("/api/v1/reports").each("/items", "state"), "erased");
    const auto receipts = school.get("/api/v1/reports/" + sent.text("/id") + "/receipts");
    EXPECT_EQ(receipts.each("/items", "milestone"), "accepted opened assessed closed erased");
    EXPECT_EQ(receipts.text("/items/0/code"), sent.text("/receipt/code"));
    EXPECT_EQ(receipts.text("/items/0/manifest"), "");
    const auto checked = school.post(
        "/api/v1/receipts/check",
        R"({"entry":")" +
            [&] {
                std::string entry = before.text("/items/0/entry"), escaped;
                for (const char c : entry)
                    escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
                return escaped;
            }() +
            R"(","proof":")" +
            [&] {
                std::string escaped;
                for (const char c : before.text("/items/0/proof"))
                    escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
                return escaped;
            }() +
            "\"}");
    EXPECT_TRUE(checked.flag("/holds") && checked.flag("/in_ledger")) << checked.body;
    EXPECT_EQ(checked.text("/erased/rule"), "concern_child");
    const auto code = R"({"code":")" + sent.text("/receipt/code") + "\"}";
    const auto followed = product.anyone().post("/api/v1/public/follow-up", code);
    EXPECT_EQ(followed.text("/state"), "erased") << followed.body;
    const auto page =
        product.anyone().post("/follow-up", "code=" + sent.text("/receipt/code"),
                              {{"content-type", "application/x-www-form-urlencoded"}});
    EXPECT_NE(page.body.find("slettet"), std::string::npos) << page.body;
    for (const auto& answer :
         {as("anna").get(delivery(sent)), as("anna").post(delivery(sent) + "/open", "{}"),
          as("anna").post(delivery(sent) + "/answer", R"({"message":"m"})"),
          school.post("/api/v1/reports/" + sent.text("/id") + "/withdraw", "{}")}) {
        EXPECT_EQ(answer.status, 410) << answer.body;
        EXPECT_EQ(answer.problem(), "report-erased");
        EXPECT_NE(answer.text("/detail").find("concern_child"), std::string::npos);
    }
    EXPECT_EQ(as("anna").get("/api/v1/inbox?unit=no.5001&state=ended").status, 200);
}

TEST_F(Retention, RefusesToEraseWhatNobodyHasOpened)
{
    const auto sent = send();
    let_time_run();
    school.post("/api/v1/reports/" + sent.text("/id") + "/withdraw", "{}");
    const auto proposed = propose("anna", sent);
    EXPECT_EQ(proposed.status, 200);
    EXPECT_EQ(proposed.size("/proposed"), 0u);
    EXPECT_EQ(why_not(proposed), "unread unassessed not_closed withdrawn_only not_archived");
    EXPECT_EQ(proposed.at("/refused/0/why").at(0).text(), "No named person has opened it.");
    const auto approved = approve("berit", sent);
    EXPECT_EQ(why_not(approved),
              "unread unassessed not_closed withdrawn_only not_archived not_proposed");
    EXPECT_EQ(product.event_count(EventName::erasure_refused), 2u);
    EXPECT_EQ(product.events(sent.text("/id")).back().facts.about, why_not(approved));
    act("anna", delivery(sent) + "/open");
}

TEST_F(Retention, RefusesInTheDatabaseAndTellsOversight)
{
    const auto sent = send_with_file();
    for (const auto* statement : {"DELETE FROM content_key", "DELETE FROM attachment",
                                  "DELETE FROM upload", "DELETE FROM content_batch"})
        EXPECT_FALSE(product.sql(statement)) << statement;
    act("anna", delivery(sent) + "/open");
    if (engine() != sql::Dialect::sqlite)
        GTEST_SKIP() << "the server's log has them";
    EXPECT_EQ(product.count("refused_erasure"), 4);
    make_round();
    make_round();
    const auto olga = as("olga");  // Behind what the rounds have written.
    EXPECT_EQ(product.count("refused_erasure WHERE told_at_us IS NULL"), 0);
    EXPECT_EQ(product.count("problem WHERE name = 'erasure_tried'"), 1);
    const auto told = [](const Caller& who) {
        const auto problems = who.get("/api/v1/problems");
        for (std::size_t i = 0; i < problems.size("/items"); ++i)
            if (problems.at("/items").at(i).member("name").text() == "erasure_tried")
                return who.get("/api/v1/problems/" +
                               problems.text("/items/" + std::to_string(i) + "/id"));
        return who.get("/api/v1/problems/none");
    };
    EXPECT_NE(told(olga).text("/text").find("content_key"), std::string::npos) << told(olga).body;
    EXPECT_EQ(told(as("lena")).status, 404);
}

TEST_F(Retention, CountsFromTheDecisionThatCloses)
{
    const auto sent = send();
    let_time_run();
    close(sent);
    archive(sent);
    EXPECT_EQ(state_of(sent), "kept");
    EXPECT_EQ(why_not(propose("anna", sent)), "not_yet");
    product.advance(2 * 364 * 24 * 3600);
    EXPECT_EQ(why_not(propose("anna", sent)), "not_yet");
    product.advance(4 * 24 * 3600);
    EXPECT_EQ(propose("anna", sent).size("/proposed"), 1u);
}

TEST_F(Retention, ErasesNothingThatTheArchiveDoesNotHave)
{
    const auto sent = send();
    act("anna", "/api/v1/retention/archive",
        R"({"report":")" + sent.text("/id") + R"(","reference":"2026/17"})", 409);
    close(sent);
    let_time_run();
    EXPECT_EQ(state_of(sent), "to_archive");
    EXPECT_EQ(why_not(propose("anna", sent)), "not_archived");
    archive(sent);
    EXPECT_EQ(state_of(sent), "due");
}

TEST_F(Retention, NeedsASecondPerson)
{
    const auto sent = due();
    ASSERT_EQ(propose("anna", sent).size("/proposed"), 1u);
    EXPECT_EQ(state_of(sent), "proposed");
    EXPECT_EQ(why_not(approve("anna", sent)), "not_allowed same_person");
    EXPECT_EQ(why_not(approve("bo", sent)), "not_allowed");
    EXPECT_EQ(why_not(approve("olga", sent)), "not_allowed");
    act("berit", "/api/v1/retention/withdrawals", reports(sent));
    EXPECT_EQ(state_of(sent), "due");
    EXPECT_EQ(why_not(approve("berit", sent)), "not_proposed");
    erase(sent);
    EXPECT_EQ(approve("berit", sent).size("/erased"), 1u) << "the same request once more";
    EXPECT_EQ(why_not(approve("lena", sent)), "erased");
    EXPECT_EQ(product.event_count(EventName::report_erased), 1u);
}

TEST_F(Retention, HoldsWhatSomebodyHolds)
{
    const auto sent = due();
    const auto held = as("berit").post("/api/v1/retention/holds",
                                       R"({"report":")" + sent.text("/id") +
                                           R"(","name":"complaint","reason":"A complaint."})",
                                       key("h"));
    ASSERT_EQ(held.status, 201) << held.body;
    EXPECT_EQ(held.text("/reason"), "A complaint.");
    const auto again = as("berit").post("/api/v1/retention/holds",
                                        R"({"report":")" + sent.text("/id") +
                                            R"(","name":"complaint","reason":"A complaint."})",
                                        key("h"));
    EXPECT_EQ(again.text("/id"), held.text("/id"));
    EXPECT_EQ(state_of(sent), "held");
    EXPECT_EQ(why_not(propose("anna", sent)), "held");
    const auto release = "/api/v1/retention/holds/" + held.text("/id") + "/release";
    const auto reason = R"({"reason":"It is settled."})";
    EXPECT_EQ(as("berit").post(release, reason).status, 403);
    EXPECT_EQ(as("lena").post(release, reason).status, 200);
    EXPECT_EQ(as("lena").post(release, reason).status, 409);
    EXPECT_EQ(state_of(sent), "due");
    erase(sent);
}

TEST_F(Retention, LetsNobodyReleaseWhatTheyWantToErase)
{
    const auto sent = due();
    ASSERT_EQ(propose("lena", sent).size("/proposed"), 1u);
    const auto held = as("olga").post("/api/v1/retention/holds",
                                      R"({"report":")" + sent.text("/id") +
                                          R"(","name":"flag","reason":"Look again."})");
    ASSERT_EQ(held.status, 201) << held.body;
    EXPECT_EQ(why_not(approve("berit", sent)), "flagged");
    const auto release = "/api/v1/retention/holds/" + held.text("/id") + "/release";
    EXPECT_EQ(as("lena").post(release, R"({"reason":"r"})").status, 409);
    EXPECT_EQ(as("olga").post(release, R"({"reason":"r"})").status, 200);
    EXPECT_EQ(approve("berit", sent).size("/erased"), 1u);
}

TEST_F(Retention, HoldsAllOfAUnit)
{
    const auto sent = due();
    const auto held = as("olga").post(
        "/api/v1/retention/holds",
        R"({"unit":"no.5001","kinds":["concern.child"],"name":"legal","reason":"An inquiry."})");
    ASSERT_EQ(held.status, 201) << held.body;
    EXPECT_EQ(why_not(propose("anna", sent)), "held");
    const auto of_state = [&](const std::string& state) {
        return as("anna").get("/api/v1/retention?unit=no.5001&state=" + state).size("/items");
    };
    EXPECT_EQ(of_state("held"), 1u);
    EXPECT_EQ(of_state("due"), 0u);
    EXPECT_EQ(as("lena").get("/api/v1/retention/holds?unit=no.5001").text("/items/0/reason"),
              "An inquiry.");
    EXPECT_EQ(as("bo").get("/api/v1/retention/holds?unit=no.5001").status, 403);
    act("lena", "/api/v1/retention/holds/" + held.text("/id") + "/release",
        R"({"reason":"It is over."})");
    EXPECT_EQ(of_state("due"), 1u);
}

TEST_F(Retention, ListsEachStateInPagesLongestClosedFirst)
{
    std::vector<std::string> all;
    for (int i = 0; i < 5; ++i) {
        const auto sent = send();
        close(sent);
        archive(sent);
        all.push_back(sent.text("/id"));
        product.advance(3600);
    }
    send();  // Open: stands in the inbox and not here.
    const auto list = [&](const std::string& query) {
        return as("anna").get("/api/v1/retention?unit=no.5001" + query);
    };
    EXPECT_EQ(list("&state=kept").size("/items"), 5u);
    EXPECT_EQ(list("&state=due").size("/items"), 0u);
    let_time_run();
    for (const std::string state : {"", "&state=due"}) {
        std::vector<std::string> seen;
        std::string after;
        do {
            const auto page = list("&limit=2" + state + (after.empty() ? "" : "&after=" + after));
            ASSERT_EQ(page.status, 200) << page.body;
            for (std::size_t i = 0; i < page.size("/items"); ++i)
                seen.emplace_back(page.at("/items").at(i).member("report").text().value_or(""));
            after = page.text("/next");
        } while (!after.empty());
        EXPECT_EQ(seen, all) << state;
    }
    EXPECT_EQ(list("&state=open").status, 422);
    EXPECT_EQ(as("bo").get("/api/v1/retention?unit=no.5001").status, 403);
}

TEST_F(Retention, ListsWhatWasProposedUnderAnotherRuleWhereItBelongsNow)
{
    const auto with_rules = [&](const std::string& was, const std::string& is) {
        auto files = packs::read_pack_folder(SOURCE_ROOT "/packs", "no").value();
        for (auto& file : files)
            if (file.path == "retention.toml")
                file.text.replace(file.text.find(was, file.text.find("[[rules]]")), was.size(), is);
        auto pack = packs::load_pack("no", files);
        EXPECT_TRUE(pack);
        return std::move(pack).value();
    };
    const auto unarchived = with_rules("archive = true", "archive = false"),
               longer = with_rules("2 years", "9 years");
    const auto under = [&](const packs::Pack& pack) {
        product.close();
        product.pack = &pack;
        product.open();
    };
    const auto listed = [&](const std::string& state) {
        return as("anna").get("/api/v1/retention?unit=no.5001&state=" + state).size("/items");
    };
    under(unarchived);
    const auto sent = send();
    close(sent);
    let_time_run();
    ASSERT_EQ(propose("anna", sent).size("/proposed"), 1u);
    EXPECT_EQ(listed("proposed"), 1u);
    under(longer);
    EXPECT_EQ(state_of(sent), "kept");
    EXPECT_EQ(listed("kept"), 1u);
    under(norway());
    EXPECT_EQ(state_of(sent), "to_archive");
    EXPECT_EQ(listed("to_archive"), 1u);
    EXPECT_EQ(listed("proposed") + listed("due") + listed("kept"), 0u);
}

TEST_F(Retention, KeepsForEverWhatHasNoRule)
{
    const auto files = packs::read_pack_folder(SOURCE_ROOT "/packs", "no");
    auto changed = files.value();
    std::erase_if(changed, [](const auto& file) { return file.path == "retention.toml"; });
    const auto pack = packs::load_pack("no", changed);
    ASSERT_TRUE(pack);
    const auto sent = due();
    product.close();
    product.pack = &pack.value();
    product.open();
    EXPECT_EQ(why_not(propose("anna", sent)), "no_rule");
    EXPECT_EQ(state_of(sent), "kept");
    product.close();
    product.pack = &norway();
    product.open();
}

TEST_F(Retention, AnswersARetryOfAnErasedReportHonestly)
{
    auto files = packs::read_pack_folder(SOURCE_ROOT "/packs", "no").value();
    for (auto& file : files)
        if (file.path == "retention.toml")
            for (auto at = file.text.find("\"2 years\""); at != std::string::npos;
                 at = file.text.find("\"2 years\""))
                file.text.replace(at, 9, "\"1 month\"");
    const auto pack = packs::load_pack("no", files);
    ASSERT_TRUE(pack);
    product.close();
    product.pack = &pack.value();
    product.open();
    const auto sent = send("", "retry");
    close(sent);
    archive(sent);
    product.advance(40 * 24 * 3600);
    erase(sent);
    const auto again = school.post("/api/v1/reports", report_to("5001"), key("retry"));
    EXPECT_EQ(again.status, 410) << again.body;
    EXPECT_EQ(again.problem(), "report-erased");
    EXPECT_NE(again.body.find(sent.text("/id")), std::string::npos) << again.body;
    EXPECT_EQ(product.count("report"), 1);
    product.close();
    product.pack = &norway();
    product.open();
}

}  // namespace
}  // namespace varde::test
