// The golden vector of docs/reference/ledger.md, which an independent implementation made. No
// change to the code may change a byte of it: receipts already handed out must verify for decades.
#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "ledger/tree.hpp"

#include <gtest/gtest.h>

namespace varde::ledger {
namespace {

constexpr std::array<std::string_view, 3> entries{
    R"(varde-ledger/v1
event report.accepted
object 6f1c0c1e9a3b4c5d8e7f001122334455
channel 9b2e41d07c55aa10 1842
time 2026-11-21T22:10:03Z
commit 0406e4cf6aac672e4f947ca84cfd326203892bbd96c03d000e73f899fe2f543f
)",
    R"(varde-ledger/v1
event delivery.stored
object 6f1c0c1e9a3b4c5d8e7f001122334455
channel 9b2e41d07c55aa10 1842
time 2026-11-21T22:11:03Z
commit 481d277b98471eb58958439c78de1e9e235df98274515a5a42c02ecde55d9f2d
)",
    R"(varde-ledger/v1
event delivery.opened
object 6f1c0c1e9a3b4c5d8e7f001122334455
channel 9b2e41d07c55aa10 1842
time 2026-11-21T22:12:03Z
commit 587597a707026646f58184f27c9a8e0b206ea84e7d814012ba65ac5853fc4db9
)"};

constexpr std::array leaf_hashes{
    "950cd17beb52830ec1e5c9dcc9834b1f62cb934a8d46d892f3f8d233d9407f34",
    "d7b8c252e5d3648c0f4298935d80ee803e15134326deccdb42b1f4783fc2c845",
    "6e527b81e928282602160318bc625069314522de2a2bcaef3cc56f52edf6556e"};

constexpr std::string_view proof_of_entry_1 =
    R"(c2sp.org/tlog-proof@v1
extra /kNXrwvPyvjggrCbrIr5UZInhEL5Pt6X8r2OYnjQxkI=
index 1
lQzRe+tSgw7B5cncyYNLH2LLk0qNRtiS8/jSM9lAfzQ=
blJ7gekoKCYCFgMYvGJQaTFFIt4qK8rvPMVvUu32VW4=

ledger.example/no/2026
3
XJhLWvEOj2hPxiu0N3AvuzbfoMd5gLYpucB8jJrwEIQ=

)"
    "\u2014 ledger.example/no/2026 "
    "ZuORymadU8EfO4a5mdnUyCdFgz7hU5m+AWuakCWEJNa8Gql74W1nbN1uH6c3"
    "re5vyxRDLtQ54qAWPy8zaKl8eD/gwQ4=\n"
    "\u2014 witness.example/w1 "
    "KKi2VQAAAABrAhRgfCnHixoy0718hP/kRPdKrYyGZ3dfMELG5bDPpxuBaQBN"
    "w6/u3UhU2eblnoU9K5rf+2xo10CUyl5kLEdDspjSDg==\n";

constexpr std::string_view origin = "ledger.example/no/2026";
constexpr std::string_view log_vkey =
    "ledger.example/no/2026+66e391ca+AaN4xOJH3q0AGE84nZjhvCkbEXHaFVkcK9DjBGFe716B";

crypto::SigningKey log_key()
{
    return crypto::SigningKey(crypto::sha256(bytes_of("varde golden log key")));
}

Hash opening(std::size_t i) { return crypto::sha256(bytes_of("opening " + std::to_string(i))); }

Growth grown()
{
    std::vector<Hash> leaves;
    for (auto entry : entries)
        leaves.push_back(leaf_hash(entry));
    return Growth({}, leaves);
}

TEST(GoldenVector, HasTheseEntriesAndLeaves)
{
    constexpr std::array events{"report.accepted", "delivery.stored", "delivery.opened"};
    const auto first_time = *parse_rfc3339("2026-11-21T22:10:03Z");
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto content = "varde content " + std::to_string(i);
        const Entry entry{.event = events[i],
                          .object = *parse_uuid("6f1c0c1e-9a3b-4c5d-8e7f-001122334455"),
                          .channel = Channel{0x9b, 0x2e, 0x41, 0xd0, 0x7c, 0x55, 0xaa, 0x10},
                          .sequence = 1842,
                          .time = first_time.plus_seconds(60 * std::int64_t(i)),
                          .commit = commitment(opening(i), bytes_of(content))};
        EXPECT_EQ(to_text(entry), entries[i]);
        EXPECT_EQ(entries[i].size(), 206u);
        EXPECT_TRUE(parse_entry(entries[i]));
        EXPECT_EQ(to_hex(leaf_hash(entries[i])), leaf_hashes[i]);
    }
}

TEST(GoldenVector, HasTheseRoots)
{
    EXPECT_EQ(to_base64(empty_root()), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    EXPECT_EQ(to_hex(grown().root()),
              "5c984b5af10e8f684fc62bb437702fbb36dfa0c77980b629b9c07c8c9af01084");
}

TEST(GoldenVector, HasThisVerifierKey)
{
    const auto key = log_key();
    EXPECT_EQ(to_text(verifier_key(std::string(origin), key.public_key())), log_vkey);
}

TEST(GoldenVector, HasThisProofButForTheWitness)
{
    const auto growth = grown();
    const auto opened = opening(1);
    const Proof proof{.extra = Bytes(opened.begin(), opened.end()),
                      .index = 1,
                      .path = growth.inclusion_proof(1),
                      .note = sign({std::string(origin), 3, growth.root()}, log_key())};
    const auto witness_line = proof_of_entry_1.find("\u2014 witness");
    EXPECT_EQ(to_text(proof), proof_of_entry_1.substr(0, witness_line));
}

TEST(GoldenVector, ProvesEntryOne)
{
    const auto proof = parse_proof(proof_of_entry_1);
    const auto key = parse_verifier_key(log_vkey);
    ASSERT_TRUE(proof);
    ASSERT_TRUE(key);
    EXPECT_EQ(to_text(proof.value()), proof_of_entry_1);
    EXPECT_TRUE(verify_proof(proof.value(), leaf_hash(entries[1]), key.value()));
    EXPECT_FALSE(verify_proof(proof.value(), leaf_hash(entries[0]), key.value()));
}

}  // namespace
}  // namespace varde::ledger
