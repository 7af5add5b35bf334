// P8: somebody else has seen the same ledger. Witnesses that cannot be reached stop nothing, and
// one that has seen more than is stored finds out what was lost.
#include "support/ledger.hpp"

#include "base/durable_file.hpp"
#include "store/checkpoint_lock.hpp"
#include "json/writer.hpp"

#include <gtest/gtest.h>

#include <set>

namespace varde::test {
namespace {

struct Witnesses : testing::Test {
    Witnesses() { open_rounds(); }
    void open_rounds()
    {
        rounds = std::make_unique<acts::CosignatureRounds>(
            product.services(), policy_of(product, {&one, &two}, "2"), asking({&one, &two}),
            [this](const std::string& note) {
                return store::CheckpointLock::keep_ahead(product.lock_path(), note);
            });
    }
    /// The database, its lock and the roll beside that: a disk that is copied as a whole.
    void keep_all()
    {
        product.close();
        keep_database(product.database);
        older_lock = read_file(product.lock_path()).value();
        older_roll = read_file(store::roll_path(product.lock_path())).value();
        product.open();
        open_rounds();
    }
    void bring_all_back()
    {
        rounds.reset();
        product.close();
        bring_back_database(product.database);
        ASSERT_TRUE(write_durably(product.lock_path(), older_lock));
        ASSERT_TRUE(write_durably(store::roll_path(product.lock_path()), older_roll));
        product.open();
        open_rounds();
    }
    void make_round()
    {
        EXPECT_TRUE(rounds->make_round([] { return false; }));
    }
    Answer send(const std::string& retry_key)
    {
        auto answer = school.post("/api/v1/reports", report_to("5001"), key(retry_key));
        EXPECT_EQ(answer.status, 201) << answer.body;
        return answer;
    }
    Answer receipts(const std::string& report)
    {
        return school.get("/api/v1/reports/" + report + "/receipts");
    }
    ledger::Witnessed seen(const std::string& note)
    {
        auto read = ledger::verify_note(note, policy_of(product, {&one, &two}, "2"));
        EXPECT_TRUE(read) << read.error().message;
        return read ? std::move(read).value() : ledger::Witnessed{};
    }
    Product product;
    Caller school = product.add_sender("Example school");
    Witness one{"witness.example/w1", product}, two{"witness.example/w2", product};
    LedgerReader reader{product.anyone()};
    std::unique_ptr<acts::CosignatureRounds> rounds;
    std::string older_lock, older_roll;
};

TEST_F(Witnesses, SignWhatIsPublished)
{
    send("1");
    make_round();
    EXPECT_EQ(one.asked, 0) << "nothing is published yet";
    beat(product);
    EXPECT_EQ(seen(reader.note()).witnesses.size(), 0u);
    make_round();
    const auto first = seen(reader.note());
    EXPECT_TRUE(first.quorum);
    ASSERT_EQ(first.witnesses.size(), 2u);
    EXPECT_EQ(first.witnesses[0].second, one.now);
    make_round();
    EXPECT_EQ(one.asked, 1) << "once for each checkpoint";
    send("2");
    product.advance(60);
    beat(product);
    product.reopen();
    open_rounds();
    make_round();
    EXPECT_TRUE(seen(reader.note()).quorum);
    EXPECT_EQ(one.asked, 2) << "it is known where the witness stands";
    EXPECT_NE(product.anyone()
                  .get("/metrics")
                  .body.find("\nvarde_witness_age_seconds{witness=\"witness.example/w1\"} "),
              std::string::npos);
}

TEST_F(Witnesses, UpgradeReceiptsAndLeaveTheFirstAnswerAsItWas)
{
    const auto sent = send("1");
    EXPECT_EQ(sent.body.find("witnessed"), std::string::npos);
    const auto report = sent.text("/id");
    beat(product);
    two.reachable = false;
    make_round();
    const auto pending = receipts(report);
    EXPECT_EQ(pending.text("/items/0/witnessed/state"), "pending") << "one of two is not enough";
    EXPECT_EQ(pending.text("/items/0/proof"), sent.text("/receipt/proof"));

    two.reachable = true;
    product.advance(600);
    make_round();
    const auto upgraded = receipts(report);
    EXPECT_EQ(upgraded.text("/items/0/witnessed/state"), "witnessed") << upgraded.body;
    EXPECT_EQ(upgraded.each("/items/0/witnessed/by", "name"),
              "witness.example/w1 witness.example/w2");
    EXPECT_EQ(upgraded.text("/items/0/witnessed/by/0/at"), "2026-11-23T10:00:00.000Z");
    const auto proof = ledger::parse_proof(upgraded.text("/items/0/proof"));
    ASSERT_TRUE(proof);
    EXPECT_TRUE(proof.value().extra) << "the opening stays with it";
    EXPECT_TRUE(seen(proof.value().note).quorum);
    EXPECT_TRUE(ledger::verify_proof(
        proof.value(), ledger::leaf_hash(upgraded.text("/items/0/entry")), log_key(product)));
    EXPECT_EQ(send("1").body, sent.body) << "the first answer again, byte for byte";

    product.advance(60);
    beat(product);
    make_round();
    EXPECT_EQ(receipts(report).body, upgraded.body) << "the first checkpoint that was witnessed";
    json::Writer w;
    w.object(
        [&] { w("entry", sent.text("/receipt/entry"))("proof", sent.text("/receipt/proof")); });
    const auto checked = product.anyone().post("/api/v1/receipts/check", w.take());
    EXPECT_EQ(checked.text("/witnessed/state"), "witnessed") << checked.body;
    EXPECT_EQ(checked.size("/witnessed/by"), 2u);
}

TEST_F(Witnesses, ThatCannotBeReachedStopNothingAndAreAskedAgainMoreAndMoreRarely)
{
    one.reachable = two.reachable = false;
    int asked = 0;
    acts::CosignatureRounds lonely(
        product.services(), policy_of(product, {&one}, "all"),
        [&](const std::string&, const std::string*) -> Result<acts::WitnessReply> {
            ++asked;
            return Error{ErrorCode::unavailable, "nobody answers"};
        },
        [](const std::string&) { return ok(); });
    beat(product);
    for (int second = 0; second < 3'600; ++second) {
        ASSERT_TRUE(lonely.make_round([] { return false; }));
        product.advance(1);
    }
    EXPECT_GT(asked, 10);
    EXPECT_LT(asked, 30);
    send("1");
    EXPECT_EQ(product.anyone().get("/readyz").status, 200);
    EXPECT_GT(beat(product), 0u);
}

TEST_F(Witnesses, ThatAnswerWithAnotherSignatureAreNotBelieved)
{
    beat(product);
    Witness liar("witness.example/other", product);
    acts::CosignatureRounds deceived(
        product.services(), policy_of(product, {&one}, "all"),
        [&](const std::string& url, const std::string* body) -> Result<acts::WitnessReply> {
            return liar.serve(url, body);
        },
        [](const std::string&) { return ok(); });
    EXPECT_TRUE(deceived.make_round([] { return false; }));
    EXPECT_EQ(seen(reader.note()).witnesses.size(), 0u);
}

TEST_F(Witnesses, ThatSignedForAnotherServerOfOursAreAskedFromWhereTheyStand)
{
    beat(product);
    make_round();
    ASSERT_TRUE(product.sql("DELETE FROM ledger_witness"));
    append_entries(product, 40);
    beat(product);
    open_rounds();
    make_round();
    EXPECT_TRUE(seen(reader.note()).quorum);
    EXPECT_EQ(one.asked, 3) << "409 says where it stands";
}

TEST_F(Witnesses, ProveWhichReportsAreLostWhenAnOlderStoreIsPutInPlace)
{
    send("first");
    beat(product);
    make_round();
    product.close();
    keep_database(product.database);
    product.open();
    open_rounds();
    const auto kept = std::uint64_t(product.count("event"));
    std::vector<Answer> held;
    std::set<std::string> lost;
    for (int i = 0; i < 100; ++i) {
        held.push_back(send("lost " + std::to_string(i)));
        lost.insert(held.back().text("/id"));
    }
    beat(product);
    make_round();
    for (auto& receipt : held)
        receipt = receipts(receipt.text("/id"));
    rounds.reset();
    product.close();
    bring_back_database(product.database);

    product.open();
    const auto why = product.store().recovery();
    ASSERT_TRUE(why);
    EXPECT_EQ(store::name_of(why->cause), "entries-missing");
    EXPECT_NE(why->reason.find("entries " + std::to_string(kept) + " to " +
                               std::to_string(kept + 100) + " are missing"),
              std::string::npos)
        << why->reason << ": a hundred reports and a beat";
    EXPECT_EQ(school.post("/api/v1/reports", report_to("5001")).status, 503);
    EXPECT_NE(why->reason.find("has 100 accepted reports that are missing here"), std::string::npos)
        << why->reason;
    const auto missing = product.store().missing_reports();
    ASSERT_TRUE(missing);
    std::set<std::string> named;
    for (const auto& line : missing.value().lines)
        named.insert(to_string(line.report));
    EXPECT_EQ(named, lost);
    for (const auto& receipt : held) {
        const auto proof = ledger::parse_proof(receipt.text("/items/0/proof"));
        ASSERT_TRUE(proof);
        EXPECT_GE(proof.value().index, kept);
        EXPECT_TRUE(seen(proof.value().note).quorum);
        EXPECT_EQ(seen(proof.value().note).checkpoint.root, one.head.root)
            << "the very tree that the witness has kept";
        EXPECT_TRUE(ledger::verify_proof(
            proof.value(), ledger::leaf_hash(receipt.text("/items/0/entry")), log_key(product)));
    }
}

TEST_F(Witnesses, FindOutAnOlderStoreWhoseLockWentBackWithIt)
{
    beat(product);
    make_round();
    keep_all();
    send("lost");
    beat(product);
    make_round();
    bring_all_back();

    EXPECT_FALSE(product.store().recovery()) << "nothing here says that anything is missing";
    product.advance(60);
    beat(product);  // One entry where there were two.
    make_round();
    ASSERT_TRUE(product.store().recovery());
    EXPECT_NE(product.store().recovery()->reason.find("witness.example/w1"), std::string::npos);
    const auto two_before = two.head;
    make_round();
    EXPECT_EQ(two.head, two_before) << "nothing more is shown to anybody";
    product.reopen();
    const auto why = product.store().recovery();
    ASSERT_TRUE(why) << "the next start knows";
    EXPECT_EQ(store::name_of(why->cause), "entries-missing");
    rounds.reset();
}

TEST_F(Witnesses, FindOutAStoreThatHasTakenOthersInThePlaceOfWhatItLost)
{
    beat(product);
    make_round();
    keep_all();
    append_entries(product, 3);
    beat(product);
    make_round();
    bring_all_back();

    append_entries(product, 50);
    beat(product);
    make_round();
    const auto why = product.store().recovery();
    ASSERT_TRUE(why);
    EXPECT_EQ(store::name_of(why->cause), "other-tree");
    EXPECT_EQ(product.anyone().get("/api/v1/ledger/checkpoint").status, 503)
        << "a tree that contradicts what was signed is shown to nobody";
}

TEST_F(Witnesses, AreHeardBeforeAnythingIsPublishedAfterAStart)
{
    beat(product);
    make_round();
    keep_all();
    send("lost");
    beat(product);
    make_round();
    bring_all_back();

    one.reachable = false;
    rounds->compare_with_all([] { return false; });
    EXPECT_TRUE(product.store().recovery()) << "one that answers is enough";
}

TEST_F(Witnesses, SignaturesAreKeptWhereAReceiptLeadsToThemAndNowhereElse)
{
    const auto report = send("1").text("/id");
    beat(product);
    make_round();
    const auto upgraded = receipts(report);
    EXPECT_EQ(upgraded.text("/items/0/witnessed/state"), "witnessed");
    const auto minute = [&] {
        product.advance(60);
        beat(product);
        make_round();
    };
    for (int i = 0; i < 30; ++i)
        minute();
    EXPECT_EQ(product.count("ledger_cosignature"), 4) << "the receipt's and the newest";
    EXPECT_EQ(product.count("ledger_published"), 31) << "which can all be asked for";
    EXPECT_TRUE(seen(reader.note()).quorum);
    const auto second = send("2").text("/id");
    minute();
    const auto of_second = receipts(second);
    minute();
    minute();
    EXPECT_EQ(receipts(report).body, upgraded.body) << "it stays so";
    EXPECT_EQ(receipts(second).body, of_second.body);
    EXPECT_EQ(product.count("ledger_cosignature"), 6);
}

TEST_F(Witnesses, SignaturesUnderWhatTooFewHaveSignedGoWithTheNextThatEnoughHave)
{
    const auto report = send("1").text("/id");
    two.reachable = false;
    for (int i = 0; i < 5; ++i) {
        beat(product);
        make_round();
        product.advance(600);
    }
    EXPECT_EQ(product.count("ledger_cosignature"), 5);
    two.reachable = true;
    beat(product);
    make_round();
    EXPECT_EQ(product.count("ledger_cosignature"), 2);
    EXPECT_EQ(receipts(report).text("/items/0/witnessed/state"), "witnessed");
}

}  // namespace
}  // namespace varde::test
