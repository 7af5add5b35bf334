#include "base/check.hpp"
#include "crypto/crypto.hpp"

#include <sodium.h>

namespace varde::crypto {

static_assert(std::tuple_size_v<PublicKey> == crypto_sign_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<Signature> == crypto_sign_BYTES);

SigningKey::SigningKey(ByteView seed)
{
    CHECK(seed.size() == crypto_sign_SEEDBYTES);
    static_assert(sizeof secret_ == crypto_sign_SECRETKEYBYTES);
    CHECK(crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data()) == 0);
}

SigningKey::~SigningKey() { wipe(secret_); }

Signature SigningKey::sign(ByteView message) const
{
    Signature signature;
    CHECK(crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                               secret_.data()) == 0);
    return signature;
}

bool verify(const PublicKey& key, ByteView message, ByteView signature)
{
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       key.data()) == 0;
}

}  // namespace varde::crypto
