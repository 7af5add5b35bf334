// One key sealed under another: nonce, then the key as XChaCha20-Poly1305 ciphertext.
#pragma once

#include "crypto/crypto.hpp"

namespace varde::vault {

Bytes wrap_key(const crypto::Key& under, const crypto::Key& key, ByteView associated,
               Random& random);
/// Nothing when anything differs from when it was wrapped.
std::optional<crypto::Key> unwrap_key(const crypto::Key& under, ByteView wrap, ByteView associated);

}  // namespace varde::vault
