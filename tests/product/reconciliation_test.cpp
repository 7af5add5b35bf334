// A sender's or a unit's own list against ours: four lists, and an event that keeps the counts.
#include "crypto/crypto.hpp"
#include "support/kept_unit.hpp"
#include "support/readback_unit.hpp"

namespace varde::test {
namespace {

struct Reconciling : StaffedUnit {
    Answer send_as(const std::string& reference)
    {
        auto sent = school.post("/api/v1/reports",
                                report_to("5001", R"("sender_reference":")" + reference + "\""));
        EXPECT_EQ(sent.status, 201) << sent.body;
        return sent;
    }
    Answer compare(const Caller& who, const std::string& items, const std::string& more = "")
    {
        return who.post("/api/v1/reconciliations", "{" + more + R"("items":[)" + items + "]}");
    }
    static std::string of(const std::string& member, const std::string& value)
    {
        return R"({")" + member + R"(":")" + value + "\"}";
    }
    static std::string without_hyphens(std::string id)
    {
        std::erase(id, '-');
        return id;
    }
    std::string today = R"("from":"2026-11-23T00:00:00Z","until":"2026-11-24T00:00:00Z",)";
};

TEST_F(Reconciling, SaysWhatEitherSideLacksAndWhatDiffers)
{
    const auto a = send_as("a"), b = send_as("b"), c = send_as("c"), d = send_as("d");
    const auto text = report_to("5001", R"("sender_reference":"a")");
    const auto digest = to_hex(crypto::sha256(bytes_of(text)));
    const auto answer = compare(school,
                                R"({"sender_reference":"a","digest":")" + digest + "\"}," +
                                    of("code", b.text("/receipt/code")) + R"(,{"report_id":")" +
                                    c.text("/id") + R"(","digest":")" + std::string(64, '0') +
                                    "\"}," + of("sender_reference", "never sent"),
                                today);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.each("/agreed", "report_id"), a.text("/id") + " " + b.text("/id"));
    EXPECT_EQ(answer.each("/different", "report_id"), c.text("/id"));
    EXPECT_EQ(answer.number("/missing_here/0/row"), 3);
    EXPECT_EQ(answer.each("/missing_there", "report_id"), d.text("/id"));
    EXPECT_EQ(answer.text("/missing_there/0/sender_reference"), "d");
    const auto kept = school.get("/api/v1/reconciliations");
    EXPECT_EQ(kept.text("/items/0/id"), answer.text("/id"));
    EXPECT_EQ(kept.number("/items/0/counts/agreed"), 2);
    EXPECT_EQ(product.event_count(domain::EventName::reconciliation_made), 1u);
}

TEST_F(Reconciling, LooksThroughNoReportThatWasMadeLongAfterItsWindow)
{
    const auto inside = send_as("inside");
    product.advance(2 * days);
    const auto later = send_as("later");
    ASSERT_TRUE(product.sql("UPDATE report SET accepted_at_us = (SELECT min(accepted_at_us) FROM "
                            "report) WHERE id = x'" +
                            without_hyphens(later.text("/id")) + "'"));
    const auto answer = compare(school, of("sender_reference", "none"), today);
    EXPECT_EQ(answer.each("/missing_there", "report_id"), inside.text("/id")) << answer.body;
}

TEST_F(Reconciling, ShowsNobodyWhatOthersSent)
{
    const auto sent = send_as("a");
    auto other = product.add_sender("Another school");
    const auto answer = compare(other, of("report_id", sent.text("/id")), today);
    EXPECT_EQ(answer.size("/missing_here"), 1u);
    EXPECT_EQ(answer.size("/missing_there"), 0u);
    EXPECT_EQ(other.get("/api/v1/reconciliations").number("/items/0/counts/missing_here"), 1);
    EXPECT_EQ(school.get("/api/v1/reconciliations").size("/items"), 0u);
}

TEST_F(Reconciling, ComparesAUnitsListWithStates)
{
    const auto a = send_as("a"), b = send_as("b"), c = send_as("c");
    auto anna = product.sign_in("anna");
    anna.post("/api/v1/deliveries/" + a.text("/delivery/id") + "/open", "{}");
    const auto row = [](const Answer& sent, const std::string& state) {
        return R"({"delivery_id":")" + sent.text("/delivery/id") + R"(","state":")" + state + "\"}";
    };
    const auto answer =
        compare(anna, row(a, "opened") + "," + row(b, "closed"), R"("unit":"no.5001",)" + today);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.each("/agreed", "delivery_id"), a.text("/delivery/id"));
    EXPECT_EQ(answer.each("/different", "delivery_id"), b.text("/delivery/id"));
    EXPECT_EQ(answer.each("/missing_there", "delivery_id"), c.text("/delivery/id"));
    EXPECT_EQ(anna.get("/api/v1/reconciliations?unit=no.5001").size("/items"), 1u);
    EXPECT_EQ(compare(school, "", R"("unit":"no.5001",)").status, 403);
}

TEST_F(Reconciling, OfAUnitIsForThoseWhoSeeEveryKind)
{
    const auto sent = send_as("a");
    product.add_caseworker("no.5001", "kim", {{"concern.child.public"}});
    const auto list = of("delivery_id", sent.text("/delivery/id"));
    const auto unit = std::string(R"("unit":"no.5001",)");
    const auto kim = product.sign_in("kim");
    EXPECT_EQ(compare(kim, list, unit).status, 403) << "to kim all of another kind is missing here";
    EXPECT_EQ(product.count("problem WHERE name = 'reconciliation_differs'"), 0);
    EXPECT_EQ(compare(product.sign_in("anna"), list, unit).status, 200);
    EXPECT_EQ(kim.get("/api/v1/reconciliations?unit=no.5001").status, 403);
}

TEST_F(Reconciling, SaysNothingOfAWindowThatTheBookHasNotReached)
{
    const auto sent = send_as("a");
    const std::string guard = "DROP TRIGGER event_is_never_changed";
    ASSERT_TRUE(product.sql(guard) || product.sql(guard + " ON event"));
    const auto accepted = std::string(" WHERE name = 'report.accepted'");
    ASSERT_TRUE(product.sql("UPDATE event SET facts = 'x' || facts" + accepted));
    const auto anna = product.sign_in("anna");
    const auto unit = std::string(R"("unit":"no.5001",)");
    const auto refused = compare(anna, "", unit + today);
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_NE(refused.body.find("entries behind"), std::string::npos) << refused.body;
    EXPECT_EQ(product.count("reconciliation"), 0);
    const auto list = of("delivery_id", sent.text("/delivery/id"));
    EXPECT_EQ(compare(anna, list, unit).status, 200) << "nothing is looked for in the book";
    ASSERT_TRUE(product.sql("UPDATE event SET facts = substr(facts, 2)" + accepted));
    const auto answer = compare(anna, "", unit + today);
    EXPECT_EQ(answer.each("/missing_there", "delivery_id"), sent.text("/delivery/id"));
}

TEST_F(Reconciling, NeverSaysThatWhatCannotBeReadAgreesNorWithholdsTheRest)
{
    const auto lost = send_as("a");
    product.advance(40 * days);
    const auto whole = send_as("b");
    ASSERT_TRUE(product.services().vault.destroy(20261101));  // November's.
    const auto row = [](const Answer& sent, const std::string& reference) {
        return R"({"report_id":")" + sent.text("/id") + R"(","sender_reference":")" + reference +
               "\"}";
    };
    const auto answer = compare(school, row(lost, "a") + "," + row(whole, "b"));
    EXPECT_EQ(answer.each("/agreed", "report_id"), whole.text("/id")) << answer.body;
    EXPECT_NE(answer.text("/different/0/detail").find("cannot be read"), std::string::npos);
    const auto unnamed = compare(school, "", today);
    EXPECT_EQ(unnamed.each("/missing_there", "report_id"), lost.text("/id")) << unnamed.body;
}

TEST_F(Reconciling, RefusesAWindowThatEndsBeforeItBegins)
{
    const auto backwards =
        std::string(R"("from":"2026-11-24T00:00:00Z","until":"2026-11-23T00:00:00Z",)");
    const auto answer = compare(school, "", backwards);
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_EQ(answer.text("/errors/0/pointer"), "/until") << answer.body;
    EXPECT_EQ(product.count("reconciliation"), 0);
}

TEST_F(Reconciling, HidesNoReportBehindAnotherUnderTheSameReference)
{
    const auto first = send_as("a");
    product.advance(1);
    const auto second = school.post("/api/v1/reports",
                                    report_to("5001", R"("urgent":true,"sender_reference":"a")"));
    const auto bytes = report_to("5001", R"("sender_reference":"a")");
    const auto exact =
        R"({"sender_reference":"a","digest":")" + to_hex(crypto::sha256(bytes_of(bytes))) + "\"}";
    const auto bare = of("sender_reference", "a");
    const auto one = compare(school, exact, today);
    EXPECT_EQ(one.each("/agreed", "report_id"), first.text("/id")) << one.body;
    EXPECT_EQ(one.each("/missing_there", "report_id"), second.text("/id"));
    EXPECT_EQ(compare(school, bare, today).size("/missing_there"), 1u);
    const auto both = compare(school, bare + "," + exact, today);
    EXPECT_EQ(both.each("/agreed", "report_id"), second.text("/id") + " " + first.text("/id"));
    EXPECT_EQ(both.size("/missing_there"), 0u) << both.body;
    const auto twice = compare(school, exact + "," + exact, today);
    EXPECT_EQ(twice.size("/agreed"), 2u) << "a retry that they have written down twice";
    EXPECT_EQ(twice.each("/missing_there", "report_id"), second.text("/id"));
}

TEST_F(Reconciling, IsAProblemOfTheUnitOnceHoweverManyRowsDiffer)
{
    const auto problems = [&] {
        return product.count("problem WHERE name = 'reconciliation_differs' AND unit = 'no.5001'");
    };
    const auto sent = send_as("a");
    send_as("b");
    auto anna = product.sign_in("anna");
    const auto unit = std::string(R"("unit":"no.5001",)");
    compare(anna, of("delivery_id", sent.text("/delivery/id")), unit);
    EXPECT_EQ(problems(), 0) << "it agrees";
    compare(anna, of("delivery_id", sent.text("/id")) + "," + of("delivery_id", sent.text("/id")),
            unit + today);
    compare(anna, of("delivery_id", sent.text("/id")), unit + today);
    EXPECT_EQ(problems(), 1);
    const auto lena = product.sign_in("lena");
    const auto list = lena.get("/api/v1/problems?unit=no.5001");
    const auto shown = lena.get("/api/v1/problems/" + list.text("/items/0/id"));
    EXPECT_EQ(shown.text("/name"), "reconciliation_differs") << shown.body;
    EXPECT_EQ(list.text("/items/0/unit/id"), "no.5001") << list.body;
}

TEST_F(Reconciling, OfASenderIsAProblemOfWhoeverSorts)
{
    compare(school, of("sender_reference", "never sent"));
    compare(school, of("sender_reference", "nor this"));
    EXPECT_EQ(product.count("problem WHERE name = 'reconciliation_differs' AND unit = ''"), 1);
    compare(product.add_sender("Another school"), of("sender_reference", "never sent"));
    EXPECT_EQ(product.count("problem WHERE name = 'reconciliation_differs' AND unit = ''"), 2);
}

using ReconcilingCaseSystem = ReadbackUnit;

TEST_F(ReconcilingCaseSystem, HoldsItsOwnListAgainstOurs)
{
    const auto a = send_one(), b = send_one();
    product.sign_in("anna").post("/api/v1/deliveries/" + a.text("/delivery/id") + "/open", "{}");
    const auto list = R"({"unit":"no.5001","from":"2026-11-23T00:00:00Z",)"
                      R"("until":"2026-11-24T00:00:00Z","items":[{"delivery_id":")" +
                      a.text("/delivery/id") + R"(","state":"opened"},{"delivery_id":")" +
                      a.text("/id") + R"("}]})";
    const auto answer = system.post("/api/v1/reconciliations", list);
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.text("/agreed/0/state"), "opened");
    EXPECT_EQ(answer.each("/missing_there", "delivery_id"), b.text("/delivery/id"));
    EXPECT_EQ(answer.text("/missing_there/0/state"), "unopened");
    EXPECT_EQ(answer.number("/missing_here/0/row"), 1);
    const auto kept = system.get("/api/v1/reconciliations?unit=no.5001");
    EXPECT_EQ(kept.text("/items/0/id"), answer.text("/id")) << kept.body;
    auto other = add_case_system(product, "no.1103");
    EXPECT_EQ(other.post("/api/v1/reconciliations", list).status, 403);
    EXPECT_EQ(other.get("/api/v1/reconciliations?unit=no.5001").status, 403);
    EXPECT_EQ(system.get("/api/v1/reconciliations").status, 403) << "it sends nothing";
}

struct ReconcilingErased : KeptUnit {};

TEST_F(ReconcilingErased, NeverSaysThatWhatIsErasedAgrees)
{
    const auto gone = due(R"("sender_reference":"a")");
    erase(gone);
    const auto digest = R"("digest":")" + std::string(64, '0') + "\"";
    const auto answer = school.post("/api/v1/reconciliations",
                                    R"({"items":[{"report_id":")" + gone.text("/id") + "\"," +
                                        digest + R"(},{"sender_reference":"a"}]})");
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(answer.number("/counts/agreed"), 1) << "its reference alone says no more";
    EXPECT_EQ(answer.number("/counts/erased"), 1);
    EXPECT_TRUE(answer.flag("/agreed/0/erased"));
    EXPECT_EQ(school.get("/api/v1/reconciliations").number("/items/0/counts/erased"), 1);
    EXPECT_EQ(product.count("problem WHERE name = 'reconciliation_differs'"), 0);
}

TEST_F(ReconcilingErased, AgreesWithAUnitsListThatSaysSoToo)
{
    const auto gone = due();
    erase(gone);
    const auto answer = as("anna").post("/api/v1/reconciliations",
                                        R"({"unit":"no.5001","items":[{"delivery_id":")" +
                                            gone.text("/delivery/id") + R"(","state":"erased"}]})");
    EXPECT_EQ(answer.text("/agreed/0/state"), "erased") << answer.body;
}

TEST_F(Reconciling, RefusesRowsThatNameNothingAndSaysWhich)
{
    const auto answer = compare(school, R"({"digest":"12"},{})");
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_EQ(answer.text("/errors/0/pointer"), "/items/0/report_id");
    EXPECT_EQ(product.count("reconciliation"), 0);
}

TEST_F(Reconciling, IsOneEventHoweverOftenItsAnswerIsLost)
{
    send_as("a");
    const auto body = R"({"items":[{"sender_reference":"a"}]})";
    const auto first = school.post("/api/v1/reconciliations", body, key("k"));
    const auto again = school.post("/api/v1/reconciliations", body, key("k"));
    EXPECT_EQ(first.text("/id"), again.text("/id"));
    EXPECT_EQ(product.count("reconciliation"), 1);
}

}  // namespace
}  // namespace varde::test
