// HMAC-SHA256 over bytes that arrive in pieces.
#pragma once

#include "crypto/crypto.hpp"

namespace varde::crypto {

/// RFC 2104, for keys of at most 64 bytes.
class HmacSha256 {
public:
    explicit HmacSha256(ByteView key);
    void add(ByteView bytes) { inner_.add(bytes); }
    Hash finish();  ///< Once.

private:
    std::array<std::uint8_t, 64> outer_pad_{};
    Sha256 inner_;
};

}  // namespace varde::crypto
