#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "ledger/tree.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

const std::string origin = "log.example/2026";

struct Log {
    crypto::SigningKey key{Bytes(32, 1)};
    std::vector<Hash> leaves;
    std::optional<Growth> growth;

    explicit Log(std::uint8_t size)
    {
        for (std::uint8_t i = 0; i < size; ++i)
            leaves.push_back(Hash{i});
        growth.emplace(Frontier{}, leaves);
    }
    VerifierKey verifier() const { return verifier_key(origin, key.public_key()); }
    Proof proof(std::uint64_t index) const
    {
        return {.extra = Bytes(32, 8),
                .index = index,
                .path = growth->inclusion_proof(index),
                .note = sign({origin, leaves.size(), growth->root()}, key)};
    }
};

TEST(Proof, ReadsBackAsItWasWritten)
{
    for (std::uint8_t size : {1, 2, 5})
        for (bool with_extra : {true, false}) {
            const Log log(size);
            auto proof = log.proof(0);
            if (!with_extra)
                proof.extra.reset();
            const auto text = to_text(proof);
            const auto read = parse_proof(text);
            ASSERT_TRUE(read);
            EXPECT_EQ(read.value().extra, proof.extra);
            EXPECT_EQ(read.value().path, proof.path);
            EXPECT_EQ(to_text(read.value()), text);
            EXPECT_TRUE(verify_proof(read.value(), log.leaves[0], log.verifier()));
        }
}

TEST(Proof, SaysWhichStepFailed)
{
    const Log log(5);
    auto proof = log.proof(3);
    const auto message = [&](const Proof& checked, const Hash& leaf) {
        const auto status = verify_proof(checked, leaf, log.verifier());
        return status ? "" : status.error().message;
    };
    EXPECT_EQ(message(proof, log.leaves[3]), "");
    EXPECT_EQ(message(proof, log.leaves[2]), "the entry is not in the signed tree at this index");
    proof.index = 5;
    EXPECT_EQ(message(proof, log.leaves[3]), "the proof's index is outside the signed tree");
    proof = log.proof(3);
    proof.note[proof.note.find('5')] = '6';
    EXPECT_EQ(message(proof, log.leaves[3]), "the log's signature is wrong");
}

TEST(Proof, HoldsOverNoChangedByteButThoseOfItsExtra)
{
    const Log log(5);
    auto proof = log.proof(2);
    proof.extra.reset();
    const auto text = to_text(proof);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = char(changed[i] ^ 1);
        const auto read = parse_proof(changed);
        EXPECT_FALSE(read && verify_proof(read.value(), log.leaves[2], log.verifier())) << i;
    }
}

TEST(Proof, RefusesOtherForms)
{
    const auto text = to_text(Log(3).proof(1));
    ASSERT_TRUE(parse_proof(text));
    const std::vector<std::pair<std::string, std::string>> changes{
        {"@v1", "@v2"},          {"index 1", "index 01"},
        {"index 1", "index -1"}, {"index 1", "index"},
        {"index 1\n", ""},       {"extra ", "extra  "},
        {"extra ", "extra"},     {"index 1\n", "index 1\nAAAA\n"},
        {"index 1", "index 1 "},
    };
    for (const auto& [old_part, new_part] : changes) {
        auto changed = text;
        changed.replace(changed.find(old_part), old_part.size(), new_part);
        EXPECT_FALSE(parse_proof(changed)) << changed;
    }
    EXPECT_FALSE(parse_proof(""));
    EXPECT_FALSE(parse_proof(text.substr(0, text.find("\n\n") + 1)));
    EXPECT_FALSE(parse_proof(text.substr(0, text.find("\n\n") + 2)));
    std::string long_path;
    for (int i = 0; i < 64; ++i)
        long_path += to_base64(Hash{}) + "\n";
    EXPECT_FALSE(parse_proof("c2sp.org/tlog-proof@v1\nindex 0\n" + long_path + "\nnote\n"));
}

}  // namespace
}  // namespace varde::ledger
