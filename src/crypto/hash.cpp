// OpenSSL's plain SHA-256 functions use the processor's own instructions, like the EVP ones, but
// neither look an algorithm up nor allocate: a ledger leaf is hashed in a fraction of the time.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "base/check.hpp"
#include "crypto/crypto.hpp"

#include <algorithm>
#include <openssl/sha.h>
#include <sodium.h>

namespace varde::crypto {
namespace {

constexpr std::size_t block_bytes = 64;
using Block = std::array<std::uint8_t, block_bytes>;

void add_to(SHA256_CTX& context, ByteView bytes)
{
    if (!bytes.empty())
        CHECK(SHA256_Update(&context, bytes.data(), bytes.size()) == 1);
}

Hash finished(SHA256_CTX& context)
{
    Hash hash;
    CHECK(SHA256_Final(hash.data(), &context) == 1);
    return hash;
}

Block with_each_byte(const Block& block, std::uint8_t mask)
{
    Block masked;
    for (std::size_t i = 0; i < block.size(); ++i)
        masked[i] = block[i] ^ mask;
    return masked;
}

}  // namespace

struct Sha256::State {
    SHA256_CTX context{};
    bool finished = false;

    State() { CHECK(SHA256_Init(&context) == 1); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(ByteView bytes)
{
    CHECK(!state_->finished);
    add_to(state_->context, bytes);
}

Hash Sha256::finish()
{
    CHECK(!state_->finished);
    state_->finished = true;
    return finished(state_->context);
}

Hash sha256(ByteView bytes) { return sha256({bytes}); }

Hash sha256(std::initializer_list<ByteView> parts)
{
    SHA256_CTX context;
    CHECK(SHA256_Init(&context) == 1);
    for (auto part : parts)
        add_to(context, part);
    return finished(context);
}

// RFC 2104. Written out because OpenSSL's own HMAC looks its hash up on every call.
Hash hmac_sha256(ByteView key, std::initializer_list<ByteView> parts)
{
    Block padded{};
    if (key.size() > block_bytes) {
        const auto shortened = sha256(key);
        std::copy(shortened.begin(), shortened.end(), padded.begin());
    } else {
        std::copy(key.begin(), key.end(), padded.begin());
    }
    auto inner_key = with_each_byte(padded, 0x36), outer_key = with_each_byte(padded, 0x5c);

    SHA256_CTX context;
    CHECK(SHA256_Init(&context) == 1);
    add_to(context, inner_key);
    for (auto part : parts)
        add_to(context, part);
    const auto inner = finished(context);
    const auto outer = sha256({outer_key, inner});

    wipe(padded);
    wipe(inner_key);
    wipe(outer_key);
    return outer;
}

bool equal_in_constant_time(ByteView a, ByteView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace varde::crypto
