// P10: whom does a fault affect, which reports, since when? And what follows from the answer.
#include "acts/scope.hpp"
#include "jobs/book_round.hpp"
#include "support/staffed_unit.hpp"

namespace varde::test {
namespace {

struct ScopeQuestion : StaffedUnit {
    ScopeQuestion()
    {
        add("bo", domain::Role::caseworker, "no.1103");
        add("sam", domain::Role::oversight, "no.oversight.11");
    }
    Answer ask(const std::string& who, const std::string& query = "")
    {
        return product.sign_in(who).get("/api/v1/scope" + query);
    }
    Answer send_to(const std::string& municipality, const std::string& more = "")
    {
        auto sent = school.post("/api/v1/reports", report_to(municipality, more));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
};

TEST_F(ScopeQuestion, IsAnsweredPerUnitWithFirstAndLastAndTheReportsThemselves)
{
    const auto first = send_to("5001");
    product.advance(3 * days);
    const auto opened = send_to("5001");
    product.sign_in("anna").post("/api/v1/deliveries/" + opened.text("/delivery/id") + "/open",
                                 "{}");
    product.advance(40 * days);
    const auto last = send_to("5001");
    const auto all = ask("olga");
    EXPECT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.number("/total"), 3);
    EXPECT_EQ(all.text("/units/0/municipality"), "5001");
    EXPECT_EQ(all.number("/units/0/states/unopened"), 2);
    EXPECT_EQ(all.text("/first"), first.text("/accepted_at"));
    EXPECT_EQ(all.text("/last"), last.text("/accepted_at"));
    EXPECT_EQ(all.each("/items", "report_id"),
              first.text("/id") + " " + opened.text("/id") + " " + last.text("/id"));
    const auto unopened = ask("olga", "?absent=opened&older_than=24h&municipality=5001");
    EXPECT_EQ(unopened.number("/total"), 1) << unopened.body;
    EXPECT_EQ(unopened.each("/items", "report_id"), first.text("/id"));
    EXPECT_EQ(ask("olga", "?present=opened").each("/items", "report_id"), opened.text("/id"));
    EXPECT_EQ(ask("olga", "?state=opened").number("/total"), 1);
    EXPECT_EQ(ask("olga", "?kind=concern.child").number("/total"), 3);
    EXPECT_EQ(ask("olga", "?kind=concern.child.public").number("/total"), 0);
    const auto window =
        "?from=" + opened.text("/accepted_at") + "&until=" + last.text("/accepted_at");
    EXPECT_EQ(ask("olga", window).each("/items", "report_id"), opened.text("/id"));
    EXPECT_EQ(ask("olga", "?older_than=soon").status, 422);
    const auto backwards =
        ask("olga", "?from=" + last.text("/accepted_at") + "&until=" + first.text("/accepted_at"));
    EXPECT_EQ(backwards.text("/errors/0/pointer"), "?until") << backwards.body;
    EXPECT_EQ(all.body.find("Test-Ola"), std::string::npos) << "no content";
}

TEST_F(ScopeQuestion, CountsADeliveryOnceHoweverOftenItChanges)
{
    const auto sent = send_to("5001");
    ask("olga");
    product.sign_in("anna").post("/api/v1/deliveries/" + sent.text("/delivery/id") + "/open", "{}");
    ask("olga");
    ask("olga");
    const auto all = ask("olga");
    EXPECT_EQ(all.number("/total"), 1);
    EXPECT_EQ(all.number("/units/0/states/opened"), 1);
    EXPECT_EQ(product.count("booked_count"), 3) << "of the day, of the month, of all";
}

TEST_F(ScopeQuestion, IsAnsweredInPages)
{
    std::string ids;
    for (int i = 0; i < 5; ++i) {
        ids += send_to("5001").text("/id") + " ";
        product.advance(i % 2 == 0 ? 1 : 2 * days);
    }
    std::string seen, next;
    do {
        const auto page = ask("olga", "?limit=2" + (next.empty() ? "" : "&after=" + next));
        EXPECT_EQ(page.number("/total"), 5);
        seen += page.each("/items", "report_id") + " ";
        next = page.text("/next");
    } while (!next.empty());
    EXPECT_EQ(seen, ids);
}

TEST_F(ScopeQuestion, ShowsEachOnlyWhatIsTheirs)
{
    const auto here = send_to("5001", R"("sender_reference":"case 17")");
    product.advance(1);
    send_to("1103");
    EXPECT_EQ(ask("anna").number("/total"), 1);
    EXPECT_EQ(ask("dora").number("/total"), 1);
    EXPECT_EQ(ask("bo").each("/units", "id"), "no.1103");
    EXPECT_EQ(ask("sam").each("/units", "id"), "no.1103");
    EXPECT_EQ(ask("bo", "?unit=no.5001").status, 403);
    EXPECT_EQ(product.anyone().get("/api/v1/scope").status, 401);
    EXPECT_EQ(ask("anna").text("/items/0/sender_reference"), "") << "the sender's own";
    const auto own = school.get("/api/v1/scope");
    EXPECT_EQ(own.number("/total"), 2) << own.body;
    EXPECT_EQ(own.text("/items/0/sender_reference"), "case 17");
    EXPECT_EQ(own.text("/items/0/digest").size(), 64u);
    EXPECT_EQ(product.add_sender("Another school").get("/api/v1/scope").number("/total"), 0);
}

TEST_F(ScopeQuestion, ShowsACaseworkerNoKindThatTheyMayNotOpen)
{
    send_to("5001");
    product.add_caseworker("no.5001", "kim", {{"concern.child.public"}});
    EXPECT_EQ(ask("kim").number("/total"), 0);
    EXPECT_EQ(ask("kim").size("/items"), 0u);
    EXPECT_EQ(ask("kim", "?unit=no.5001").number("/total"), 0);
}

TEST_F(ScopeQuestion, KnowsWhatWasToldHandedOnAndWithdrawn)
{
    const auto told = send("");
    const auto forwarded = send_to("5001"), withdrawn = send_to("5001");
    product.sign_in("anna").post("/api/v1/deliveries/" + forwarded.text("/delivery/id") +
                                     "/forward",
                                 R"({"unit":"no.1103","reason":"They moved"})");
    EXPECT_EQ(school.post("/api/v1/reports/" + withdrawn.text("/id") + "/withdraw", "{}").status,
              200);
    const auto which = [&](const std::string& query) {
        return ask("olga", "?unit=no.5001&" + query).each("/items", "report_id");
    };
    EXPECT_EQ(which("present=notified"), told.text("/id"));
    EXPECT_EQ(which("present=forwarded"), forwarded.text("/id"));
    EXPECT_EQ(which("present=withdrawn"), withdrawn.text("/id"));
    EXPECT_EQ(which("absent=forwarded,withdrawn"), told.text("/id"));
    EXPECT_EQ(which("absent=routed"), "");
    const auto bo = product.sign_in("bo");
    bo.post("/api/v1/deliveries/" +
                bo.get("/api/v1/inbox?unit=no.1103").text("/items/0/delivery_id") + "/return",
            R"({"reason":"They did not"})");
    EXPECT_EQ(ask("sam", "?present=returned").each("/items", "report_id"), forwarded.text("/id"));
    EXPECT_EQ(ask("olga", "?present=lost").status, 422);
}

TEST_F(ScopeQuestion, GoesThroughNothingThatMayNotBeSeen)
{
    const auto parts = [&](std::vector<domain::Grant> grants) {
        const domain::Actor actor{
            .person = {{{8}}}, .organisation = {.id = {{{7}}}}, .grants = std::move(grants)};
        const auto sight = acts::Sight::of(product.services(), actor, {}, domain::Action::watch);
        EXPECT_TRUE(sight);
        std::string words;
        for (const auto& part : sight.value().parts({}))
            words += part.filter.unit.text + " " + part.filter.kind.text +
                     (part.filter.sender ? " own; " : "; ");
        return words;
    };
    using domain::Role;
    EXPECT_EQ(parts({{.role = Role::sender}}), "  own; ");
    EXPECT_EQ(parts({{.role = Role::unit_leader, .unit = {"no.5001"}}}), "no.5001 ;   own; ");
    EXPECT_EQ(
        parts({{.role = Role::caseworker, .unit = {"no.5001"}, .kinds = {{"concern.child"}}}}),
        "no.5001 concern.child;   own; ");
    EXPECT_EQ(parts({{.role = Role::oversight, .unit = {"no.oversight.50"}}}), " ; ");
}

TEST_F(ScopeQuestion, ListsWhatCameToAUnitAndWhatItsOrganisationSentTogether)
{
    const auto here = send_to("5001");
    product.advance(1);
    auto own = product.add_sender("Organisation of no.5001");
    const auto sent = own.post("/api/v1/reports", report_to("1103"));
    product.advance(1);
    const auto back = own.post("/api/v1/reports", report_to("5001"));
    EXPECT_EQ(ask("anna").number("/total"), 3);
    EXPECT_EQ(ask("anna").each("/items", "report_id"),
              here.text("/id") + " " + sent.text("/id") + " " + back.text("/id"));
    const auto page = ask("anna", "?limit=2");
    EXPECT_EQ(page.size("/items"), 2u);
    EXPECT_EQ(ask("anna", "?limit=2&after=" + page.text("/next")).each("/items", "report_id"),
              back.text("/id"));
    EXPECT_EQ(page.text("/first"), here.text("/accepted_at"));
    EXPECT_EQ(page.text("/last"), back.text("/accepted_at"));
}

TEST_F(ScopeQuestion, IsActedOnByAskingSendersToSendAgain)
{
    const auto lost = send_to("5001", R"("sender_reference":"case 17")");
    send_to("5001");
    const auto body = R"({"unit":"no.5001","until":")" +
                      rfc3339(product.clock.now().plus_seconds(1)) +
                      R"(","reason":"The case system lost them"})";
    EXPECT_EQ(product.sign_in("anna").post("/api/v1/scope/resend", body).status, 403);
    const auto asked = product.sign_in("lena").post("/api/v1/scope/resend", body);
    EXPECT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.number("/asked"), 2) << asked.body;
    EXPECT_EQ(product.sign_in("lena").post("/api/v1/scope/resend", body).number("/asked_before"),
              2);
    const auto wanted = school.get("/api/v1/resends");
    EXPECT_EQ(wanted.size("/items"), 2u) << wanted.body;
    EXPECT_NE(wanted.each("/items", "sender_reference").find("case 17"), std::string::npos);
    const auto status = product.anyone().post("/api/v1/public/follow-up",
                                              R"({"code":")" + lost.text("/receipt/code") + "\"}");
    EXPECT_EQ(status.each("/milestones", "name"), "accepted routed resend_asked");
    const auto again =
        send_to("5001", R"("sender_reference":"case 17","earlier":")" + lost.text("/id") + "\"");
    EXPECT_EQ(again.size("/warnings"), 1u) << "only that no retry key was sent: " << again.body;
    EXPECT_EQ(school.get("/api/v1/reports/" + again.text("/id")).text("/earlier"),
              lost.text("/id"));
    EXPECT_EQ(school.get("/api/v1/reports/" + lost.text("/id")).text("/repeats/0"),
              again.text("/id"));
    EXPECT_EQ(product.sign_in("anna")
                  .get("/api/v1/deliveries/" + again.text("/delivery/id"))
                  .text("/earlier"),
              lost.text("/id"));
    const auto notice = product.sign_in("olga").get("/api/v1/scope/notice?unit=no.5001");
    EXPECT_EQ(notice.number("/data_subjects/records"), 3) << notice.body;
    EXPECT_EQ(notice.number("/measures/0/count"), 2);
}

TEST_F(ScopeQuestion, NamesNoEarlierReportThatIsSomebodyElses)
{
    const auto theirs =
        product.add_sender("Another school").post("/api/v1/reports", report_to("5001"));
    const auto sent = send_to("5001", R"("earlier":")" + theirs.text("/id") + "\"");
    EXPECT_NE(sent.each("/warnings", "code").find("earlier_unknown"), std::string::npos);
    EXPECT_EQ(product.count("repeated"), 0);
    const auto by_code =
        send_to("5001", R"("earlier":")" + send_to("5001").text("/receipt/code") + "\"");
    EXPECT_EQ(by_code.each("/warnings", "code"), "no_idempotency_key");
    EXPECT_EQ(product.count("repeated"), 1);
}

}  // namespace
}  // namespace varde::test
