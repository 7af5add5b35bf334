#include "ledger/checkpoint.hpp"

#include "ledger/note.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

const std::string origin = "log.example/2026";

const crypto::SigningKey& log_key()
{
    static const crypto::SigningKey key(Bytes(32, 1));
    return key;
}

VerifierKey log_verifier() { return verifier_key(origin, log_key().public_key()); }

Checkpoint some_checkpoint() { return {origin, 17, Hash{1, 2, 3}}; }

/// A signature of another key over something else: a line that we know nothing of.
std::string foreign_line(const std::string& name)
{
    return to_text(SignatureLine{name, {9, 9, 9, 9}, Bytes(72, 5)});
}

std::string note_of(const std::string& text, const std::string& signed_instead = "")
{
    const auto signature = log_key().sign(bytes_of(signed_instead.empty() ? text : signed_instead));
    return text + "\n" +
           to_text(SignatureLine{origin, log_verifier().id, {signature.begin(), signature.end()}});
}

TEST(Checkpoint, ReadsBackAsItWasSigned)
{
    for (std::uint64_t size : {std::uint64_t(0), std::uint64_t(17), std::uint64_t(INT64_MAX)}) {
        const auto note = sign({origin, size, Hash{4}}, log_key());
        const auto read = verify_note(note, log_verifier());
        ASSERT_TRUE(read);
        EXPECT_EQ(read.value().origin, origin);
        EXPECT_EQ(read.value().size, size);
        EXPECT_EQ(read.value().root, Hash{4});
    }
}

TEST(Checkpoint, RefusesAForeignSignature)
{
    const auto note = sign(some_checkpoint(), log_key());
    const crypto::SigningKey other(Bytes(32, 2));
    EXPECT_FALSE(verify_note(note, verifier_key(origin, other.public_key())));
    EXPECT_FALSE(verify_note(note, verifier_key("log.example/2027", log_key().public_key())));
    auto same_id = verifier_key(origin, other.public_key());
    same_id.id = log_verifier().id;  // Four bytes can collide: the signature decides.
    EXPECT_FALSE(verify_note(note, same_id));
}

TEST(Checkpoint, RefusesEveryChangedByte)
{
    const auto note = sign(some_checkpoint(), log_key());
    for (std::size_t i = 0; i < note.size(); ++i)
        for (int bit : {0, 1, 5}) {
            auto changed = note;
            changed[i] = char(changed[i] ^ 1 << bit);
            EXPECT_FALSE(verify_note(changed, log_verifier())) << i;
        }
    for (std::size_t length = 0; length < note.size(); ++length)
        EXPECT_FALSE(verify_note(note.substr(0, length), log_verifier()));
}

TEST(Checkpoint, IgnoresSixteenSignaturesOfUnknownKeys)
{
    auto note = sign(some_checkpoint(), log_key());
    for (int i = 0; i < 16; ++i)
        note += foreign_line("witness.example/" + std::to_string(i));
    EXPECT_TRUE(verify_note(note, log_verifier()));
    EXPECT_TRUE(verify_note(note + foreign_line(origin), log_verifier()));
}

TEST(Checkpoint, IsRefusedWholeForOneWrongSignatureOfAKnownKey)
{
    const auto note = sign(some_checkpoint(), log_key());
    const SignatureLine wrong{origin, log_verifier().id, Bytes(64, 5)};
    const SignatureLine too_short{origin, log_verifier().id, Bytes(63, 5)};
    EXPECT_FALSE(verify_note(note + to_text(wrong), log_verifier()));
    EXPECT_FALSE(verify_note(note + to_text(too_short), log_verifier()));
}

TEST(Checkpoint, RefusesWellSignedTextOfAnotherForm)
{
    const auto root = to_base64(Hash{});
    ASSERT_TRUE(verify_note(note_of(origin + "\n3\n" + root + "\n"), log_verifier()));
    for (const auto& text : {
             origin + "\n03\n" + root + "\n",
             origin + "\n-3\n" + root + "\n",
             origin + "\n3 \n" + root + "\n",
             origin + "\n\n" + root + "\n",
             origin + "\n9223372036854775808\n" + root + "\n",
             origin + "\n3\n" + root + "\nextension\n",
             origin + "\n3\n" + root.substr(0, 40) + "\n",
             origin + "\n3\n",
             origin + "\r\n3\n" + root + "\n",
             "log.example/2027\n3\n" + root + "\n",
             std::string("\n"),
         })
        EXPECT_FALSE(verify_note(note_of(text), log_verifier())) << text;
}

TEST(Checkpoint, RefusesMalformedSignatureLines)
{
    const auto note = sign(some_checkpoint(), log_key());
    for (const char* line :
         {"- name AAAAAAAA\n", "\u2014 name\n", "\u2014 name AAAA\n", "\u2014 name AAAAAAA\n",
          "\u2014  AAAAAAAA\n", "\u2014 na me AAAAAAAA\n", "\u2014 na+me AAAAAAAA\n",
          "\u2014 na\u00a0me AAAAAAAA\n", "\u2014 name AAAAAAAA \n", "\n", "\u2014 \xff AAAAAAAA\n",
          "\u2014 name AAAAAAAA"})
        EXPECT_FALSE(verify_note(note + line, log_verifier())) << line;
}

TEST(VerifierKey, ReadsBackAsItWasWritten)
{
    const auto text = to_text(log_verifier());
    const auto read = parse_verifier_key(text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().name, origin);
    EXPECT_EQ(read.value().id, log_verifier().id);
    EXPECT_EQ(read.value().key, log_key().public_key());
}

TEST(VerifierKey, RefusesEveryChangedByte)
{
    const auto text = to_text(log_verifier());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = changed[i] == 'x' ? 'y' : 'x';
        EXPECT_FALSE(parse_verifier_key(changed)) << changed;
    }
    for (std::size_t length = 0; length < text.size(); ++length)
        EXPECT_FALSE(parse_verifier_key(text.substr(0, length)));
    EXPECT_FALSE(parse_verifier_key(text + "\n"));
}

}  // namespace
}  // namespace varde::ledger
