// P8: a receipt proves what it says to somebody who has nothing but the receipt.
#include "support/product.hpp"

#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "ledger/tree.hpp"
#include "json/writer.hpp"

#include <gtest/gtest.h>

namespace varde::test {
namespace {

struct Held {
    std::string entry;
    std::string proof;
    std::string vkey;
};

Held held(const Answer& answer, const std::string& at)
{
    return {answer.text(at + "/entry"), answer.text(at + "/proof"), answer.text(at + "/vkey")};
}

/// As anyone would check it, without us.
Status verify(const Held& receipt)
{
    const auto key = TRY(ledger::parse_verifier_key(receipt.vkey));
    const auto proof = TRY(ledger::parse_proof(receipt.proof));
    return ledger::verify_proof(proof, ledger::leaf_hash(receipt.entry), key);
}

TEST(Receipt, VerifiesWithItsOwnKey)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    for (int i = 0; i < 5; ++i) {
        const auto sent = school.post("/api/v1/reports", report_to("5001"), key(std::to_string(i)));
        const auto verified = verify(held(sent, "/receipt"));
        EXPECT_TRUE(verified) << verified.error().message;
    }
}

TEST(Receipt, NamesTheReportTheNumberAndTheTime)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    school.post("/api/v1/reports", report_to("5001"), key("1"));
    product.advance(61);
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("2"));
    const auto entry = ledger::parse_entry(sent.text("/receipt/entry"));
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry.value().event, "report.accepted");
    EXPECT_EQ(to_string(entry.value().object), sent.text("/id"));
    EXPECT_EQ(entry.value().sequence, 2);
    EXPECT_EQ(rfc3339(entry.value().time), "2026-11-23T09:01:01.000Z");
}

TEST(Receipt, CommitsToTheBytesThatWereSent)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto body = report_to("5001");
    const auto sent = product.add_sender("School").post("/api/v1/reports", body, key("1"));
    const auto manifest = sent.text("/receipt/manifest");
    const auto proof = ledger::parse_proof(sent.text("/receipt/proof"));
    ASSERT_TRUE(proof && proof.value().extra);
    const auto entry = ledger::parse_entry(sent.text("/receipt/entry"));
    ASSERT_TRUE(entry);
    EXPECT_EQ(ledger::commitment(*proof.value().extra, bytes_of(manifest)), entry.value().commit);
    EXPECT_NE(manifest.find(to_hex(crypto::sha256(bytes_of(body)))), std::string::npos);
}

TEST(Receipt, NoLongerVerifiesOnceAnythingInItIsChanged)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    school.post("/api/v1/reports", report_to("5001"), key("1"));
    const auto good = held(school.post("/api/v1/reports", report_to("5001"), key("2")), "/receipt");
    ASSERT_TRUE(verify(good));
    auto entry = good;
    entry.entry.replace(entry.entry.find("2026"), 4, "2025");
    EXPECT_FALSE(verify(entry));
    auto index = good;
    index.proof.replace(index.proof.find("index 2"), 7, "index 0");
    EXPECT_FALSE(verify(index));
    auto origin = good;
    origin.vkey.replace(0, 5, "other");
    EXPECT_FALSE(verify(origin));
}

TEST(Receipt, StandsBehindEveryMilestone)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto school = product.add_sender("Example school");
    const auto sent = school.post("/api/v1/reports", report_to("5001"), key("1"));
    const auto anna = product.sign_in("anna");
    const auto delivery = "/api/v1/deliveries/" + sent.text("/delivery/id");
    ASSERT_EQ(anna.post(delivery + "/open", "").status, 200);
    ASSERT_EQ(anna.post(delivery + "/assess", R"({"outcome":"investigate"})").status, 200);
    ASSERT_EQ(school.post("/api/v1/reports/" + sent.text("/id") + "/withdraw", "{}").status, 200);
    const auto receipts = school.get("/api/v1/reports/" + sent.text("/id") + "/receipts");
    ASSERT_EQ(receipts.status, 200) << receipts.body;
    EXPECT_EQ(receipts.each("/items", "milestone"), "accepted opened assessed withdrawn");
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_TRUE(verify(held(receipts, "/items/" + std::to_string(i)))) << i;
    // The first is the one that was given with the 201.
    EXPECT_EQ(receipts.text("/items/0/proof"), sent.text("/receipt/proof"));
    EXPECT_EQ(receipts.text("/items/0/code"), sent.text("/receipt/code"));
}

TEST(Receipt, IsCheckedByUsForWhoHasNoTool)
{
    Product product;
    product.add_caseworker("no.5001", "anna");
    const auto sent = product.add_sender("School").post("/api/v1/reports", report_to("5001"));
    const auto check = [&](const std::string& entry, const std::string& proof) {
        json::Writer w;
        w.object([&] { w("entry", entry)("proof", proof); });
        return product.anyone().post("/api/v1/receipts/check", w.take());
    };
    const auto entry = sent.text("/receipt/entry"), proof = sent.text("/receipt/proof");
    const auto good = check(entry, proof);
    ASSERT_EQ(good.status, 200) << good.body;
    EXPECT_TRUE(good.flag("/holds"));
    EXPECT_TRUE(good.flag("/in_ledger"));
    EXPECT_EQ(good.body.find(sent.text("/id")), std::string::npos);
    auto other = entry;
    other.replace(other.find("2026"), 4, "2025");
    const auto bad = check(other, proof);
    EXPECT_FALSE(bad.flag("/holds"));
    EXPECT_FALSE(bad.flag("/in_ledger"));
    const auto unreadable = check(entry, "not a proof");
    EXPECT_EQ(unreadable.status, 200);
    EXPECT_FALSE(unreadable.flag("/holds"));
    EXPECT_FALSE(unreadable.text("/detail").empty());
}

TEST(Receipt, OfAnotherLogIsNotOurs)
{
    Product ours, theirs(2);
    theirs.add_caseworker("no.5001", "anna");
    const auto sent = theirs.add_sender("School").post("/api/v1/reports", report_to("5001"));
    json::Writer w;
    w.object(
        [&] { w("entry", sent.text("/receipt/entry"))("proof", sent.text("/receipt/proof")); });
    const auto checked = ours.anyone().post("/api/v1/receipts/check", w.take());
    EXPECT_EQ(checked.status, 200) << checked.body;
    EXPECT_FALSE(checked.flag("/holds"));
    EXPECT_FALSE(checked.flag("/in_ledger"));
}

}  // namespace
}  // namespace varde::test
