#include "ledger/witness.hpp"

#include "ledger/tree.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

const std::string origin = "log.example/2026";

/// A log of 20 leaves, whose heads and proofs can be had for every size.
class Witness : public ::testing::Test {
protected:
    Witness()
    {
        for (std::uint8_t i = 0; i < 20; ++i)
            leaves_.push_back(Hash{i});
    }

    Hash root(std::uint64_t size) const
    {
        return Growth({}, std::span(leaves_).first(std::size_t(size))).root();
    }
    std::string note(std::uint64_t size, std::uint8_t key = 1) const
    {
        return sign({origin, size, root(size)}, crypto::SigningKey(Bytes(32, key)));
    }
    std::vector<Hash> proof(std::uint64_t from, std::uint64_t to) const
    {
        const auto node = [&](unsigned level, std::uint64_t index) -> Result<Hash> {
            const auto width = std::uint64_t(1) << level;
            return Growth({}, std::span(leaves_).subspan(std::size_t(index * width),
                                                         std::size_t(width)))
                .root();
        };
        return consistency_proof(from, to, node).value();
    }
    AddCheckpoint step(std::uint64_t from, std::uint64_t to) const
    {
        return {from, proof(from, to), note(to)};
    }
    Verdict verdict(const AddCheckpoint& request, std::optional<std::uint64_t> stands_at) const
    {
        const std::vector<TrustedLog> logs{
            {verifier_key(origin, crypto::SigningKey(Bytes(32, 1)).public_key()), {}}};
        const auto head =
            stands_at ? std::optional(WitnessedHead{*stands_at, root(*stands_at)}) : std::nullopt;
        return consider(request, logs, head).verdict;
    }

    std::vector<Hash> leaves_;
};

TEST_F(Witness, SignsWhatContinuesWhatItSigned)
{
    EXPECT_EQ(verdict({0, {}, note(5)}, {}), Verdict::sign);
    for (std::uint64_t from = 1; from <= 20; ++from)
        for (std::uint64_t to = from; to <= 20; ++to)
            EXPECT_EQ(verdict(step(from, to), from), Verdict::sign) << from << " to " << to;
}

TEST_F(Witness, SaysWhereItStandsToALogThatBelievesOtherwise)
{
    EXPECT_EQ(verdict(step(3, 9), 7), Verdict::other_size);
    EXPECT_EQ(verdict({0, {}, note(9)}, 7), Verdict::other_size);
    EXPECT_EQ(verdict(step(3, 9), {}), Verdict::other_size);
}

TEST_F(Witness, NeverSignsAForkOrAShorterLog)
{
    auto fork = step(7, 9);
    fork.note = sign({origin, 9, Hash{99}}, crypto::SigningKey(Bytes(32, 1)));
    EXPECT_EQ(verdict(fork, 7), Verdict::no_continuation);
    auto same_size = fork;
    same_size.old_size = 9;
    same_size.proof.clear();
    EXPECT_EQ(verdict(same_size, 9), Verdict::no_continuation);
    EXPECT_EQ(verdict({9, {}, note(7)}, 9), Verdict::impossible);
    auto no_proof = step(7, 9);
    no_proof.proof.clear();
    EXPECT_EQ(verdict(no_proof, 7), Verdict::no_continuation);
}

TEST_F(Witness, KnowsItsLogsByTheirKeys)
{
    EXPECT_EQ(verdict({0, {}, note(5, 2)}, {}), Verdict::not_trusted);
    const auto other = sign({"other.example", 5, root(5)}, crypto::SigningKey(Bytes(32, 1)));
    EXPECT_EQ(verdict({0, {}, other}, {}), Verdict::unknown_log);
}

TEST_F(Witness, ReadsRequestsAsTheyAreWritten)
{
    const auto request = step(3, 20);
    const auto read = parse_add_checkpoint(to_text(request));
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().old_size, 3U);
    EXPECT_EQ(read.value().proof, request.proof);
    EXPECT_EQ(read.value().note, request.note);
    auto text = to_text(request);
    for (const auto* wrong : {"", "old\n\n", "old 03\n\n", "new 3\n\n", "old 3\nx\n\n"})
        EXPECT_FALSE(parse_add_checkpoint(wrong + note(5))) << wrong;
    EXPECT_FALSE(parse_add_checkpoint(text.substr(0, text.find("\n\n") + 1)));
    std::string many = "old 3\n";
    for (int i = 0; i < 64; ++i)
        many += to_base64(Hash{}) + "\n";
    EXPECT_FALSE(parse_add_checkpoint(many + "\n" + note(5)));
}

}  // namespace
}  // namespace varde::ledger
