// Who may have the proof of a report's history, and what stands in it; and what anybody is told of
// a receipt.
#include "http/url.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "support/form.hpp"
#include "support/kept_unit.hpp"

namespace varde::test {
namespace {

bool has(const Answer& answer, std::string_view text)
{
    return answer.body.find(text) != std::string::npos;
}

struct EvidenceOf : KeptUnit {
    static std::string path(const Answer& sent)
    {
        return "/api/v1/reports/" + sent.text("/id") + "/evidence";
    }
    /// `report.accepted+manifest delivery.opened`
    static std::string entries(const Answer& evidence)
    {
        std::string text;
        const auto items = evidence.at("/items");
        for (std::size_t i = 0; i < items.size(); ++i) {
            const auto item = items.at(i);
            const auto entry = ledger::parse_entry(item.member("entry").text().value_or(""));
            const auto proof = ledger::parse_proof(item.member("proof").text().value_or(""));
            const auto key = ledger::parse_verifier_key(item.member("vkey").text().value_or(""));
            EXPECT_TRUE(entry && proof && key);
            EXPECT_TRUE(ledger::verify_proof(
                proof.value(), ledger::leaf_hash(*item.member("entry").text()), key.value()));
            EXPECT_EQ(proof.value().extra.has_value(), item.member("manifest").exists());
            text += (text.empty() ? "" : " ") + entry.value().event +
                    (item.member("manifest").exists() ? "+manifest" : "");
            EXPECT_FALSE(item.member("code").exists());
        }
        return text;
    }
    Answer check(const std::vector<std::pair<std::string, std::string>>& fields,
                 const std::string& at = "/receipts?language=en")
    {
        std::string body;
        for (const auto& [name, value] : fields)
            body += (body.empty() ? "" : "&") + name + "=" + http::percent_encode(value);
        return product.anyone().post(at, body,
                                     {{"content-type", "application/x-www-form-urlencoded"}});
    }
};

TEST_F(EvidenceOf, GivesTheSenderMilestonesAndPeopleEveryEntry)
{
    const auto sent = send();
    act("anna", delivery(sent) + "/open");
    act("berit", delivery(sent) + "/open");
    act("anna", delivery(sent) + "/assess", R"({"outcome":"investigate"})");
    EXPECT_EQ(entries(school.get(path(sent))),
              "report.accepted+manifest delivery.opened delivery.assessed");
    EXPECT_EQ(entries(as("olga").get(path(sent))),
              "report.accepted delivery.opened delivery.read delivery.assessed");
    EXPECT_EQ(
        entries(as("anna").get(path(sent))),
        "report.accepted+manifest delivery.opened delivery.read delivery.assessed delivery.read");
    EXPECT_TRUE(school.get(path(sent)).text("/policy").starts_with("log "));
}

/// The digests of its parts are of the content.
TEST_F(EvidenceOf, RecordsThatPeopleWereGivenTheManifest)
{
    const auto sent = send();
    EXPECT_EQ(entries(as("anna").get(path(sent))), "report.accepted");  // Nobody has opened it.
    act("anna", delivery(sent) + "/open");
    const auto readings = [&] {
        return as("anna").get(delivery(sent) + "/access").at("/opened").size();
    };
    EXPECT_EQ(readings(), 1u);
    EXPECT_NE(entries(as("berit").get(path(sent))).find("+manifest"), std::string::npos);
    EXPECT_EQ(readings(), 2u);
    EXPECT_EQ(entries(as("olga").get(path(sent))).find("+manifest"), std::string::npos);
    entries(school.get(path(sent)));
    EXPECT_EQ(readings(), 2u);
}

TEST_F(EvidenceOf, GivesNoManifestToWhoeverIsBarredWhileTheyAsk)
{
    const auto sent = send();
    act("anna", delivery(sent) + "/open");
    const auto anna = as("anna");
    const auto leader = as("lena");
    std::future<Answer> barred, evidence;
    {
        HeldWriter held(product.store());
        barred = leader.post_later(delivery(sent) + "/conflicts",
                                   R"({"person":")" + to_string(people.at("anna")) +
                                       R"(","reason":"Is the child's aunt"})");
        evidence = product.serve({{.method = http::Method::get,
                                   .path = path(sent),
                                   .headers = anna.headers}});
    }
    EXPECT_EQ(barred.get().status, 204);
    EXPECT_EQ(entries(evidence.get()).find("+manifest"), std::string::npos);
    EXPECT_EQ(product.event_count(domain::EventName::delivery_read), 0u);
}

TEST_F(EvidenceOf, ShowsPeopleNothingOfWhatIsAnotherUnits)
{
    const auto sent = send();
    act("anna", delivery(sent) + "/open");
    act("anna", delivery(sent) + "/forward", R"({"unit":"no.1103","reason":"r"})");
    EXPECT_EQ(as("bo").post(delivery(sent) + "/open", "").status, 403);
    const auto offered =
        as("bo").get("/api/v1/inbox?unit=no.1103&limit=200").text("/items/0/delivery_id");
    const auto here = entries(as("anna").get(path(sent))),
               there = entries(as("bo").get(path(sent)));
    EXPECT_NE(here.find("access.refused"), std::string::npos) << here;
    EXPECT_EQ(here.find("delivery.offered"), std::string::npos) << here;
    EXPECT_EQ(there, "report.accepted delivery.opened delivery.forwarded delivery.offered");
    act("bo", "/api/v1/deliveries/" + offered + "/open");
    EXPECT_EQ(as("anna").post("/api/v1/deliveries/" + offered + "/open", "").status, 403);
    const auto later = entries(as("anna").get(path(sent)));
    EXPECT_EQ(later.find("access.refused"), later.rfind("access.refused")) << later;
}

TEST_F(EvidenceOf, NamesTheWitnessesOfTheServedPolicy)
{
    const auto sent = send();
    EXPECT_TRUE(school.get(path(sent)).text("/policy").ends_with("\nquorum none\n"));
    const std::string lines = "witness county county.example+1+x\nquorum county\n";
    product.services().witnesses = lines;
    EXPECT_TRUE(school.get(path(sent)).text("/policy").ends_with("\n" + lines));
}

TEST_F(EvidenceOf, GivesNothingToOthers)
{
    const auto sent = send();
    for (const auto& answer :
         {as("bo").get(path(sent)), product.add_sender("Another school").get(path(sent)),
          product.anyone().get(path(sent))}) {
        EXPECT_GE(answer.status, 401);
        EXPECT_LE(answer.status, 404);
        EXPECT_FALSE(has(answer, "varde-ledger"));
    }
}

TEST_F(EvidenceOf, OutlivesTheReport)
{
    const auto sent = due();
    erase(sent);
    const auto kept = entries(school.get(path(sent)));
    EXPECT_TRUE(kept.starts_with("report.accepted delivery.opened")) << kept;
    EXPECT_TRUE(kept.ends_with("report.erased")) << kept;
}

TEST_F(EvidenceOf, AnybodySeesWhatIsTrueOfAReceiptNow)
{
    const auto sent = send();
    const auto proof = sent.text("/receipt/proof"), entry = sent.text("/receipt/entry");
    for (const auto& page :
         {check({{"receipt", sent.body}}), check({{"receipt", "  " + entry + "\r\n\r\n" + proof}}),
          check({{"code", sent.text("/receipt/code")}})}) {
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(has(page, "The receipt holds")) << page.body;
        EXPECT_TRUE(has(page, "The report was stored")) << page.body;
        EXPECT_TRUE(has(page, "has not been erased"));
        EXPECT_FALSE(has(page, "concern.child"));
        EXPECT_FALSE(has(page, "Trondheim"));
        EXPECT_FALSE(has(page, sent.text("/id")));
    }
    EXPECT_TRUE(has(check({{"receipt", proof}}, "/receipts"), "Kvitteringen holder"));
}

/// Anybody can have the proof of any place in the ledger.
TEST_F(EvidenceOf, TellsWhoeverHoldsOnlyAProofNothingOfTheEntry)
{
    const auto sent = due();
    const auto proof = sent.text("/receipt/proof");
    const auto says_no_more = [&] {
        const auto page = check({{"receipt", proof}});
        EXPECT_TRUE(has(page, "The receipt holds")) << page.body;
        EXPECT_TRUE(has(page, "It stands in the ledger")) << page.body;
        for (const auto* told : {"The step", "was stored", "erased", "The rule", "igned by"})
            EXPECT_FALSE(has(page, told)) << told;
        return page.body;
    };
    const auto before = says_no_more();
    erase(sent);
    EXPECT_EQ(says_no_more(), before);
}

TEST_F(EvidenceOf, SaysWhenAReportWasErasedAndUnderWhichRule)
{
    const auto sent = due();
    erase(sent);
    const auto page = check({{"receipt", sent.body}});
    EXPECT_TRUE(has(page, "The receipt holds"));
    EXPECT_TRUE(has(page, "handled to its end and then erased")) << page.body;
    EXPECT_TRUE(has(page, "The rule: "));
}

TEST_F(EvidenceOf, SaysPlainlyWhatDoesNotHold)
{
    const auto sent = send();
    auto changed = sent.text("/receipt/entry");
    changed[changed.find("commit ") + 8] ^= 1;
    const auto page = check({{"receipt", changed + sent.text("/receipt/proof")}});
    EXPECT_TRUE(has(page, "The receipt does not hold")) << page.body;
    EXPECT_EQ(check({{"receipt", "hello <b>"}}).status, 422);
    EXPECT_TRUE(has(check({{"receipt", "hello <b>"}}), "hello &lt;b&gt;"));
    EXPECT_EQ(check({{"receipt", "{\"receipt\":3}"}}).status, 422);
    EXPECT_EQ(check({{"code", "AAAA-BBBB"}}).status, 404);
    EXPECT_EQ(check({}).status, 422);
    // A log's name that can be none comes from whoever asks.
    for (const auto* origin : {"", "a b", "a+b"}) {
        auto proof = sent.text("/receipt/proof");
        const auto begin = proof.find("\n\n") + 2;
        proof.replace(begin, proof.find('\n', begin) - begin, origin);
        EXPECT_TRUE(has(check({{"receipt", proof}}), "The receipt does not hold")) << origin;
    }
}

TEST_F(EvidenceOf, TakesTheReceiptAsAFile)
{
    const auto sent = send();
    FilledForm form;
    form.set("receipt", "");
    form.files.push_back({"answer.json", "application/json", sent.body});
    auto body = form.body();
    const std::string_view field = "name=\"attachments\"";
    body.replace(body.find(field), field.size(), "name=\"file\"");
    const auto page = product.anyone().post(
        "/receipts?language=en", body,
        {{"content-type", "multipart/form-data; boundary=----form-boundary-of-tests"}});
    EXPECT_TRUE(has(page, "The receipt holds")) << page.body;
}

TEST_F(EvidenceOf, IsLinkedFromEveryPageAndLimitsGuessing)
{
    const auto anyone = product.anyone();
    EXPECT_TRUE(has(anyone.get("/"), "href=\"/receipts\""));
    const auto asked = anyone.get("/receipts?language=en");
    EXPECT_EQ(asked.status, 200);
    EXPECT_TRUE(has(asked, "Paste the receipt"));
    Answer last = check({{"code", "AAAA-BBBB"}});
    for (int i = 0; i < 100 && last.status == 404; ++i)
        last = check({{"code", "AAAA-BBBB"}});
    EXPECT_EQ(last.status, 429);
}

}  // namespace
}  // namespace varde::test
