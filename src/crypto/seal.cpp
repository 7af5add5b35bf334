#include "base/check.hpp"
#include "crypto/crypto.hpp"

#include <algorithm>
#include <sodium.h>

namespace varde::crypto {

static_assert(std::tuple_size_v<Nonce> == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(tag_bytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(crypto_kdf_KEYBYTES == 32 && crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);

void wipe(std::span<std::uint8_t> bytes) { sodium_memzero(bytes.data(), bytes.size()); }

Key::Key(ByteView bytes)
{
    CHECK(bytes.size() == bytes_.size());
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
}

Key Key::fresh(Random& random)
{
    Key key;
    random.fill(key.bytes_);
    return key;
}

Key::~Key() { wipe(bytes_); }

Key derive(const Key& key, std::uint64_t id, std::string_view context)
{
    CHECK(context.size() == crypto_kdf_CONTEXTBYTES);
    std::array<std::uint8_t, 32> derived;
    CHECK(crypto_kdf_derive_from_key(derived.data(), derived.size(), id, context.data(),
                                     key.view().data()) == 0);
    Key result{derived};
    wipe(derived);
    return result;
}

Bytes seal(const Key& key, const Nonce& nonce, ByteView plain, ByteView associated)
{
    Bytes sealed(plain.size() + tag_bytes);
    CHECK(crypto_aead_xchacha20poly1305_ietf_encrypt(
              sealed.data(), nullptr, plain.data(), plain.size(), associated.data(),
              associated.size(), nullptr, nonce.data(), key.view().data()) == 0);
    return sealed;
}

std::optional<Bytes> open(const Key& key, const Nonce& nonce, ByteView sealed, ByteView associated)
{
    if (sealed.size() < tag_bytes)
        return std::nullopt;
    Bytes plain(sealed.size() - tag_bytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            plain.data(), nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
            associated.size(), nonce.data(), key.view().data()) != 0)
        return std::nullopt;
    return plain;
}

}  // namespace varde::crypto
