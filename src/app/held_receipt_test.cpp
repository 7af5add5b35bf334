#include "app/held_receipt.hpp"

#include "app/scratch_test.hpp"
#include "app/verify.hpp"
#include "base/durable_file.hpp"
#include "base/id.hpp"
#include "ledger/tree.hpp"
#include "json/writer.hpp"

namespace varde::app {
namespace {

constexpr std::string_view body = R"({"kind":"concern.child"})";
const std::string origin = "varde.example/t";

/// A receipt as an honest server gave it: third of three entries, and one witness saw the head.
struct Held {
    HeldReceipt receipt;
    crypto::SigningKey log{Bytes(32, 9)}, witness{Bytes(32, 10)};

    explicit Held(const std::string& event = "report.accepted")
    {
        crypto::start();
        const auto digest = crypto::sha256(bytes_of(body));
        receipt.manifest = "part 0 application/json 24 " + to_hex(digest) + "\n";
        const Bytes opening(32, 7);
        receipt.entry =
            ledger::to_text({.event = event,
                             .object = *parse_uuid("0190b2c4-7d3e-7a10-9c55-0f6d2e8b41aa"),
                             .channel = ledger::Channel{1},
                             .sequence = 3,
                             .time = Timestamp{}.plus_seconds(1'800'000'000),
                             .commit = ledger::commitment(opening, bytes_of(receipt.manifest))});
        const std::array leaves{Hash{1}, Hash{2}, ledger::leaf_hash(receipt.entry)};
        const ledger::Growth growth({}, leaves);
        auto note = ledger::sign({origin, 3, growth.root()}, log);
        note += ledger::cosign(note, "w.example", witness, Timestamp{}.plus_seconds(1'800'000'060))
                    .value();
        receipt.proof = ledger::to_text(ledger::Proof{.extra = opening,
                                                      .index = 2,
                                                      .path = growth.inclusion_proof(2),
                                                      .note = std::move(note)});
        receipt.vkey = ledger::to_text(ledger::verifier_key(origin, log.public_key()));
    }

    std::string policy(std::string_view quorum) const
    {
        return "log " + receipt.vkey + "\nwitness county " +
               ledger::to_text(ledger::witness_key("w.example", witness.public_key())) +
               "\nwitness other " +
               ledger::to_text(ledger::witness_key("o.example", log.public_key())) +
               "\ngroup both all county other\nquorum " + std::string(quorum) + "\n";
    }

    std::string answer() const
    {
        json::Writer w;
        w.object([&] {
            w("id", "x");
            w.object("receipt", [&] {
                w("entry", receipt.entry)("manifest", receipt.manifest)("proof", receipt.proof);
                w("vkey", receipt.vkey);
            });
        });
        return w.take();
    }
};

TEST(HeldReceipt, HoldsWithoutAnyServer)
{
    const Held held;
    const auto checked = check_holding(held.receipt, {}, crypto::sha256(bytes_of(body)));
    ASSERT_TRUE(checked) << checked.error().message;
    EXPECT_EQ(checked.value().index, 2U);
    EXPECT_TRUE(checked.value().opens);
    EXPECT_FALSE(checked.value().trusted_log);
}

TEST(HeldReceipt, IsCheckedAgainstTheKeyThatItsHolderTrusts)
{
    const Held held;
    const auto key = ledger::parse_verifier_key(held.receipt.vkey).value();
    EXPECT_TRUE(check_holding(held.receipt, {.key = key}, {}).value().trusted_log);
    const auto foreign = ledger::verifier_key(origin, held.witness.public_key());
    EXPECT_FALSE(check_holding(held.receipt, {.key = foreign}, {}));
}

TEST(HeldReceipt, SaysWhetherEnoughWitnessesSawIt)
{
    const Held held;
    const auto under = [&](std::string_view quorum) {
        return check_holding(held.receipt,
                             {.policy = ledger::parse_policy(held.policy(quorum)).value()}, {})
            .value();
    };
    EXPECT_TRUE(under("county").seen.quorum);
    EXPECT_FALSE(under("both").seen.quorum);
    EXPECT_EQ(under("none").seen.witnesses.size(), 1U);
}

TEST(HeldReceipt, IsRefusedForOtherBytesOrAnotherManifest)
{
    Held held;
    EXPECT_FALSE(check_holding(held.receipt, {}, crypto::sha256(bytes_of("other"))));
    held.receipt.manifest += "part 1 text/plain 3 " + to_hex(Hash{}) + "\n";
    EXPECT_FALSE(check_holding(held.receipt, {}, {}));
}

TEST(HeldReceipt, SaysThatWithoutItsManifestItCannotBeShownToBeAboutAReport)
{
    Held held;
    held.receipt.manifest.clear();
    EXPECT_TRUE(check_holding(held.receipt, {}, {}));
    const auto refused = check_holding(held.receipt, {}, crypto::sha256(bytes_of(body)));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("without its manifest"), std::string::npos);
}

TEST(HeldReceipt, IsRefusedWhenAnyByteOfItsEntryIsChanged)
{
    const Held held;
    for (std::size_t i = 0; i < held.receipt.entry.size(); ++i) {
        auto changed = held.receipt;
        changed.entry[i] ^= 1;
        EXPECT_FALSE(check_holding(changed, {}, {})) << i;
    }
}

TEST(HeldReceipt, IsRefusedWhenItsOpeningIsNotOf32Bytes)
{
    for (const std::size_t bytes : {0u, 31u, 33u}) {
        Held held;
        auto proof = ledger::parse_proof(held.receipt.proof).value();
        proof.extra = Bytes(bytes, 7);
        held.receipt.proof = ledger::to_text(proof);
        EXPECT_FALSE(check_holding(held.receipt, {}, {})) << bytes;
    }
}

using HeldReceiptFiles = ScratchTest;

TEST_F(HeldReceiptFiles, AreReadAsAServerGaveThemOrAsAFolder)
{
    const Held held;
    ASSERT_TRUE(write_durably(folder + "/answer.json", held.answer()));
    EXPECT_EQ(read_held_receipts(folder + "/answer.json").value().at(0).entry, held.receipt.entry);
    ASSERT_TRUE(write_durably(folder + "/entry", held.receipt.entry));
    ASSERT_TRUE(write_durably(folder + "/proof", held.receipt.proof));
    ASSERT_TRUE(write_durably(folder + "/vkey", held.receipt.vkey + "\n"));
    EXPECT_EQ(read_held_receipts(folder).value().at(0).vkey, held.receipt.vkey);
    ASSERT_TRUE(write_durably(folder + "/empty.json", "{}"));
    EXPECT_FALSE(read_held_receipts(folder + "/empty.json"));
}

TEST_F(HeldReceiptFiles, OfLaterStepsAreNotTakenToSayWhatWasSent)
{
    const Held accepted;
    const Held opened("delivery.opened");
    const auto write = [&](const std::string& name, std::span<const Held* const> all) {
        json::Writer w;
        w.object([&] {
            w.array("items", [&] {
                for (const auto* each : all)
                    w.object([&] {
                        w("entry", each->receipt.entry)("proof", each->receipt.proof);
                        w("vkey", each->receipt.vkey);
                        if (each == &accepted)
                            w("manifest", each->receipt.manifest);
                    });
            });
        });
        EXPECT_TRUE(write_durably(folder + name, w.take()));
    };
    write("/both.json", std::array{&accepted, &opened});
    write("/opened.json", std::array{&opened});
    ASSERT_TRUE(write_durably(folder + "/body", body));
    ASSERT_TRUE(write_durably(folder + "/other", "other"));
    const auto checks = [&](const std::string& receipt, const std::string& report) {
        return verify({.receipt = folder + receipt, .report = report}) == 0;
    };
    EXPECT_TRUE(checks("/both.json", folder + "/body"));
    EXPECT_FALSE(checks("/both.json", folder + "/other"));
    EXPECT_TRUE(checks("/opened.json", ""));
    EXPECT_FALSE(checks("/opened.json", folder + "/body"));
}

TEST_F(HeldReceiptFiles, AreCheckedAgainstAKeyOrAPolicyAndNotBoth)
{
    const Held held;
    ASSERT_TRUE(write_durably(folder + "/answer.json", held.answer()));
    ASSERT_TRUE(write_durably(folder + "/policy", held.policy("none")));
    const auto checks = [&](const std::string& key, const std::string& policy) {
        return verify({.receipt = folder + "/answer.json", .key = key, .policy = policy}) == 0;
    };
    EXPECT_TRUE(checks(held.receipt.vkey, ""));
    EXPECT_TRUE(checks("", folder + "/policy"));
    EXPECT_FALSE(checks(held.receipt.vkey, folder + "/policy"));
}

}  // namespace
}  // namespace varde::app
