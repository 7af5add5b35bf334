// Witnesses' signatures under a checkpoint (C2SP tlog-cosignature, Ed25519 type 0x04): somebody
// else saw this head of the log at this time, and every earlier head was its beginning.
#pragma once

#include "base/time.hpp"
#include "ledger/note.hpp"

#include "crypto/crypto.hpp"

namespace varde::ledger {

/// As `VerifierKey`, of a witness: `<name>+<8 hex key id>+<base64(0x04 || key)>`.
struct WitnessKey {
    std::string name;
    KeyId id{};
    crypto::PublicKey key{};
};
WitnessKey witness_key(std::string name, const crypto::PublicKey& key);
std::string to_text(const WitnessKey& key);
Result<WitnessKey> parse_witness_key(std::string_view text);

/// The signature line of a witness under `note`, its line end included. Seconds of `at` count.
Result<std::string> cosign(std::string_view note, const std::string& name,
                           const crypto::SigningKey& key, Timestamp at);

/// When this witness says it saw the note; nothing where it has no line. Of several the newest.
/// `invalid` when a line of its key is wrong.
Result<std::optional<Timestamp>> cosigned_at(std::string_view note, const WitnessKey& key);

}  // namespace varde::ledger
