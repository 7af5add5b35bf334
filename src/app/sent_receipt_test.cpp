#include "app/sent_receipt.hpp"

#include "app/scratch_test.hpp"
#include "base/durable_file.hpp"
#include "base/id.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "ledger/tree.hpp"

namespace varde::app {
namespace {

constexpr std::string_view body = R"({"kind":"concern.child"})";

/// What an honest server answers to `body`: third of three entries in its log.
struct Answered {
    SentReceipt receipt;
    std::vector<SentPart> parts;

    Answered()
    {
        crypto::start();
        const auto digest = crypto::sha256(bytes_of(body));
        parts = {{"application/json", body.size(), digest}};
        receipt.id = "0190b2c4-7d3e-7a10-9c55-0f6d2e8b41aa";
        receipt.manifest = "part 0 application/json 24 " + to_hex(digest) + "\n";
        const Bytes opening(32, 7);
        receipt.entry =
            ledger::to_text({.event = "report.accepted",
                             .object = *parse_uuid(receipt.id),
                             .channel = ledger::Channel{1},
                             .sequence = 3,
                             .time = Timestamp{}.plus_seconds(1'800'000'000),
                             .commit = ledger::commitment(opening, bytes_of(receipt.manifest))});
        const std::array leaves{Hash{1}, Hash{2}, ledger::leaf_hash(receipt.entry)};
        const ledger::Growth growth({}, leaves);
        const crypto::SigningKey key(Bytes(32, 9));
        receipt.proof = ledger::to_text(
            ledger::Proof{.extra = opening,
                          .index = 2,
                          .path = growth.inclusion_proof(2),
                          .note = ledger::sign({"varde.example/t", 3, growth.root()}, key)});
        receipt.vkey = ledger::to_text(ledger::verifier_key("varde.example/t", key.public_key()));
    }
    bool holds(const std::string& trusted = {}) const
    {
        return bool(verify_receipt(receipt, parts, trusted));
    }
};

TEST(SentReceipt, HoldsForTheBytesThatWereSent)
{
    const Answered answered;
    EXPECT_TRUE(answered.holds());
    EXPECT_TRUE(answered.holds(answered.receipt.vkey));
}

TEST(SentReceipt, IsRefusedWhenItIsAboutOtherBytes)
{
    Answered answered;
    answered.parts[0].sha256[0] ^= 1;
    EXPECT_FALSE(answered.holds());
}

TEST(SentReceipt, IsRefusedWhenAFileIsNotInIt)
{
    Answered answered;
    answered.parts.push_back({"text/plain", 3, Hash{3}});
    EXPECT_FALSE(answered.holds());
}

TEST(SentReceipt, IsRefusedWhenItsManifestWasExchanged)
{
    Answered answered;
    answered.parts[0].sha256[0] ^= 1;
    answered.receipt.manifest =
        "part 0 application/json 24 " + to_hex(answered.parts[0].sha256) + "\n";
    EXPECT_FALSE(answered.holds());
}

TEST(SentReceipt, IsRefusedForAnotherReportKeyOrPlace)
{
    Answered other_report, other_place;
    other_report.receipt.id.back() = 'b';
    EXPECT_FALSE(other_report.holds());
    const auto at = other_place.receipt.proof.find("index 2");
    other_place.receipt.proof.replace(at, 7, "index 1");
    EXPECT_FALSE(other_place.holds());
    EXPECT_FALSE(Answered().holds("varde.example/other+00000000+AAAA"));
}

TEST(SentReceipt, IsRefusedWhenItsOpeningIsNotOf32Bytes)
{
    for (const std::size_t bytes : {0u, 31u, 33u}) {
        Answered answered;
        auto proof = ledger::parse_proof(answered.receipt.proof).value();
        proof.extra = Bytes(bytes, 7);
        answered.receipt.proof = ledger::to_text(proof);
        EXPECT_FALSE(answered.holds()) << bytes;
    }
}

using SavedReceipt = ScratchTest;

TEST_F(SavedReceipt, IsNeverWrittenOverAnother)
{
    const Answered answered;
    ASSERT_TRUE(check_free(folder + "/one"));
    ASSERT_TRUE(save_receipt(answered.receipt, folder + "/one"));
    EXPECT_EQ(check_free(folder + "/one").error().code, ErrorCode::conflict);
    EXPECT_TRUE(check_free(folder + "/other"));
    EXPECT_EQ(read_file(folder + "/one/proof").value(), answered.receipt.proof);
}

TEST(SentReceipt, IsReadFromAnAnswerThatCarriesOne)
{
    EXPECT_FALSE(read_receipt(R"({"id":"x"})"));
    EXPECT_FALSE(read_receipt("gateway timeout"));
}

}  // namespace
}  // namespace varde::app
