// Hashes, signatures, sealing and passwords as plain functions. Call `crypto::start` once first.
#pragma once

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace varde::crypto {

/// Prepares the libraries; must run before anything else here. Safe to call again.
void start();

/// The system's random bytes.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

Hash sha256(ByteView bytes);
Hash sha256(std::initializer_list<ByteView> parts);  ///< Of the parts one after the other.
Hash hmac_sha256(ByteView key, std::initializer_list<ByteView> parts);

/// SHA-256 over bytes that arrive in pieces.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    ~Sha256();
    void add(ByteView bytes);
    Hash finish();  ///< Once.

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Compares in a time that depends on the lengths only.
bool equal_in_constant_time(ByteView a, ByteView b);

/// Overwrites a secret; unlike an ordinary assignment it is never optimised away.
void wipe(std::span<std::uint8_t> bytes);

/// A secret of 32 bytes that is wiped when it goes.
class Key {
public:
    Key() = default;
    explicit Key(ByteView bytes);  ///< Exactly 32 bytes.
    static Key fresh(Random& random);
    Key(const Key&) = default;
    Key& operator=(const Key&) = default;
    ~Key();
    ByteView view() const { return bytes_; }

private:
    std::array<std::uint8_t, 32> bytes_{};
};

/// Derives sub-key number `id` for `context` (exactly 8 characters); libsodium's crypto_kdf.
Key derive(const Key& key, std::uint64_t id, std::string_view context);

using Nonce = std::array<std::uint8_t, 24>;
inline constexpr std::size_t tag_bytes = 16;

/// XChaCha20-Poly1305 (IETF): ciphertext followed by its 16-byte tag.
Bytes seal(const Key& key, const Nonce& nonce, ByteView plain, ByteView associated);
/// Nothing when key, nonce, associated data or a single bit is wrong.
std::optional<Bytes> open(const Key& key, const Nonce& nonce, ByteView sealed, ByteView associated);

/// libsodium's secretstream: chunks that cannot be reordered, dropped or cut off unnoticed.
inline constexpr std::size_t stream_overhead = 17;  ///< Bytes added to each chunk.
class StreamSealer {
public:
    explicit StreamSealer(const Key& key);
    ~StreamSealer();
    const Nonce& header() const { return header_; }
    Bytes push(ByteView plain, ByteView associated, bool last);

private:
    Nonce header_;
    struct State;
    std::unique_ptr<State> state_;
};
class StreamOpener {
public:
    StreamOpener(const Key& key, const Nonce& header);
    ~StreamOpener();
    struct Chunk {
        Bytes plain;
        bool last = false;
    };
    std::optional<Chunk> pull(ByteView sealed, ByteView associated);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Ed25519 (RFC 8032), made from a 32-byte seed.
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;
class SigningKey {
public:
    explicit SigningKey(ByteView seed);  ///< Exactly 32 bytes.
    SigningKey(const SigningKey&) = delete;
    ~SigningKey();
    const PublicKey& public_key() const { return public_; }
    Signature sign(ByteView message) const;

private:
    PublicKey public_{};
    std::array<std::uint8_t, 64> secret_{};
};
bool verify(const PublicKey& key, ByteView message, ByteView signature);

/// Argon2id with 46 MiB and one pass (OWASP ASVS 5.0 appendix C); salt and cost stand in the text.
/// Takes tens of milliseconds and 46 MiB: the caller bounds how many run at once. Both throw
/// `std::bad_alloc` when there is no memory for it.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view hash, std::string_view password);

}  // namespace varde::crypto
