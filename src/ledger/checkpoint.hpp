// Signed checkpoints (C2SP signed-note and tlog-checkpoint, Ed25519 type 0x01) and receipts
// (C2SP tlog-proof).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "crypto/crypto.hpp"

namespace varde::ledger {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};
};

/// What anyone needs to check a log's signatures: `<name>+<8 hex key id>+<base64(type || key)>`.
struct VerifierKey {
    std::string name;
    std::array<std::uint8_t, 4> id{};
    crypto::PublicKey key{};
};
VerifierKey verifier_key(std::string name, const crypto::PublicKey& key);
std::string to_text(const VerifierKey& key);
Result<VerifierKey> parse_verifier_key(std::string_view text);

/// The whole signed note, its signature line included.
std::string sign(const Checkpoint& checkpoint, const crypto::SigningKey& key);
/// The same for a text that is no checkpoint, whole lines only: what an operator must be able to
/// show later.
std::string sign_text(const std::string& text, const std::string& name,
                      const crypto::SigningKey& key);
/// Reads a note and checks the signature of `key`; lines of unknown keys are ignored. `invalid`
/// when the form, the origin or the signature is wrong, or when no line is by `key`.
Result<Checkpoint> verify_note(std::string_view note, const VerifierKey& key);

/// The first line of a note: whose log it is, by its own word.
std::string_view origin_of(std::string_view note);

struct Proof {
    std::optional<Bytes> extra;  ///< Not authenticated; here the 32-byte opening.
    std::uint64_t index = 0;
    std::vector<Hash> path;
    std::string note;  ///< The checkpoint as signed.
};
std::string to_text(const Proof& proof);  ///< `c2sp.org/tlog-proof@v1`…
Result<Proof> parse_proof(std::string_view text);
/// The leaf hash stands in the tree that `key` signed. `invalid` says which step failed.
Status verify_proof(const Proof& proof, const Hash& leaf, const VerifierKey& key);

}  // namespace varde::ledger
