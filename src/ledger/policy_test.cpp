#include "ledger/policy.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

const std::string origin = "log.example/2026";
constexpr Timestamp noon{1'795'000'000'000'000};

const crypto::SigningKey& key_number(std::uint8_t number)
{
    static std::map<std::uint8_t, crypto::SigningKey> keys;
    return keys.try_emplace(number, Bytes(32, number)).first->second;
}

std::string log_vkey() { return to_text(verifier_key(origin, key_number(1).public_key())); }

WitnessKey witness(std::uint8_t number)
{
    return witness_key("witness.example/" + std::to_string(number),
                       key_number(number).public_key());
}

std::string note_of(std::uint64_t size = 17)
{
    return sign({origin, size, Hash{1}}, key_number(1));
}

std::string with_lines(const std::vector<std::uint8_t>& witnesses)
{
    auto note = note_of();
    for (const auto number : witnesses)
        note += cosign(note_of(), witness(number).name, key_number(number), noon).value();
    return note;
}

/// Two of three offices, or the one that nobody can lean on.
std::string policy_text()
{
    return "# who we trust\nlog " + log_vkey() + " https://log.example\n\nwitness county " +
           to_text(witness(2)) + " https://w.example\nwitness neighbour " + to_text(witness(3)) +
           "\nwitness ombudsman " + to_text(witness(4)) +
           "\ngroup offices 2 county neighbour ombudsman\ngroup enough any offices ombudsman\n"
           "quorum enough\n";
}

TEST(Cosignature, SaysWhenTheWitnessSawTheCheckpoint)
{
    const auto note = with_lines({2});
    EXPECT_EQ(cosigned_at(note, witness(2)).value(), noon);
    EXPECT_EQ(cosigned_at(note, witness(3)).value(), std::nullopt);
    EXPECT_EQ(parse_witness_key(to_text(witness(2))).value().id, witness(2).id);
    EXPECT_FALSE(parse_witness_key(log_vkey()));
    EXPECT_FALSE(parse_verifier_key(to_text(witness(2))));
}

TEST(Cosignature, LeavesTheLogsOwnSignatureReadable)
{
    const auto checkpoint =
        verify_note(with_lines({2, 3}), verifier_key(origin, key_number(1).public_key()));
    ASSERT_TRUE(checkpoint);
    EXPECT_EQ(checkpoint.value().size, 17U);
}

TEST(Cosignature, OfAnotherCheckpointOrTimeIsRefused)
{
    const auto line = cosign(note_of(18), witness(2).name, key_number(2), noon).value();
    EXPECT_FALSE(cosigned_at(note_of(17) + line, witness(2)));
    auto parsed = parse_note(with_lines({2})).value().signatures.back();
    ++parsed.signature[7];  // The time's last byte.
    EXPECT_FALSE(cosigned_at(note_of() + to_text(parsed), witness(2)));
    parsed.signature.resize(5);
    EXPECT_FALSE(cosigned_at(note_of() + to_text(parsed), witness(2)));
}

TEST(Policy, AsksForAsManyWitnessesAsItSays)
{
    const auto policy = parse_policy(policy_text());
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_EQ(policy.value().witnesses[0].url, "https://w.example");
    const auto quorum = [&](const std::vector<std::uint8_t>& witnesses) {
        return verify_note(with_lines(witnesses), policy.value()).value().quorum;
    };
    EXPECT_FALSE(quorum({}));
    EXPECT_FALSE(quorum({2}));
    EXPECT_TRUE(quorum({2, 3}));
    EXPECT_TRUE(quorum({4}));
    EXPECT_TRUE(quorum({9, 4}));  // One that the policy does not know.
}

TEST(Policy, NamesWhoSawIt)
{
    const auto seen = verify_note(with_lines({3, 2}), parse_policy(policy_text()).value()).value();
    ASSERT_EQ(seen.witnesses.size(), 2U);
    EXPECT_EQ(seen.witnesses[0].first, "county");
    EXPECT_EQ(seen.witnesses[1], (std::pair<std::string, Timestamp>("neighbour", noon)));
}

TEST(Policy, GivesItsLinesAboutWitnessesWithoutAddresses)
{
    const auto lines = witness_lines("# ours\nlog x\n\twitness  a key https://w.example\r\n\n"
                                     "group g any a\nquorum g");
    EXPECT_EQ(lines, "witness a key\ngroup g any a\nquorum g\n");
    const auto again = "log " + log_vkey() + "\n" + witness_lines(policy_text());
    const auto policy = parse_policy(again);
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_EQ(policy.value().witnesses.size(),
              parse_policy(policy_text()).value().witnesses.size());
    EXPECT_EQ(policy.value().witnesses[0].url, "");
}

TEST(Policy, TrustsNoOtherLog)
{
    const auto policy = parse_policy(policy_text()).value();
    EXPECT_FALSE(verify_note(sign({"other.example", 3, Hash{}}, key_number(1)), policy));
    EXPECT_FALSE(verify_note(sign({origin, 3, Hash{}}, key_number(5)), policy));
}

TEST(Policy, TrustsALogThatChangedItsKeyUnderEither)
{
    const auto other = to_text(verifier_key(origin, key_number(5).public_key()));
    for (const auto& logs :
         {"log " + log_vkey() + "\nlog " + other, "log " + other + "\nlog " + log_vkey()}) {
        const auto policy = parse_policy(logs + "\nquorum none\n").value();
        for (const std::uint8_t number : {1, 5}) {
            const auto seen = verify_note(sign({origin, 3, Hash{}}, key_number(number)), policy);
            ASSERT_TRUE(seen) << seen.error().message;
            EXPECT_EQ(seen.value().log.key, key_number(number).public_key());
        }
        EXPECT_FALSE(verify_note(sign({origin, 3, Hash{}}, key_number(6)), policy));
    }
}

TEST(Policy, CountsNoWitnessTwice)
{
    const auto witnesses = "witness a " + to_text(witness(2)) + "\nwitness b ";
    const auto renamed = to_text(witness_key("other.example", key_number(2).public_key()));
    const auto says = [](const std::string& text) {
        const auto policy = parse_policy(text + "\nquorum none\n");
        return policy ? std::string("fine") : policy.error().message;
    };
    EXPECT_EQ(says(witnesses + renamed), "policy, line 2: the witness \"a\" has this key already");
    EXPECT_EQ(says(witnesses + to_text(witness(3)) + "\ngroup g 2 a a"),
              "policy, line 3: \"a\" is named twice");
    EXPECT_EQ(says(witnesses + to_text(witness(3)) + "\ngroup g 2 a b"), "fine");
}

TEST(Policy, IsRefusedWithTheLineThatIsWrong)
{
    const auto says = [](const std::string& text) {
        const auto policy = parse_policy(text);
        return policy ? std::string("fine") : policy.error().message;
    };
    EXPECT_EQ(says("quorum none\n"), "fine");
    EXPECT_EQ(says(""), "there is no quorum line; write \"quorum none\" to ask for no witness");
    EXPECT_EQ(says("\nlog x\n"), "policy, line 2: not a verifier key of an Ed25519 log");
    EXPECT_EQ(says("trust me\n"), "policy, line 1: \"trust\" is not log, witness, group or quorum");
    EXPECT_EQ(says("group a any b\n"),
              "policy, line 1: no witness or group before this line is named \"b\"");
    EXPECT_EQ(says("quorum none\nquorum none\n"),
              "policy, line 2: there must be one quorum line with one name");
    const auto one = "witness a " + to_text(witness(2)) + "\n";
    EXPECT_EQ(says(one + one), "policy, line 2: the name \"a\" is taken");
    EXPECT_EQ(says(one + "group g 2 a\n"),
              "policy, line 2: \"2\" is not all, any or a number up to 1");
}

}  // namespace
}  // namespace varde::ledger
