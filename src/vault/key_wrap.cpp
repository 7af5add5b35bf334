#include "vault/key_wrap.hpp"

#include <algorithm>

namespace varde::vault {

Bytes wrap_key(const crypto::Key& under, const crypto::Key& key, ByteView associated,
               Random& random)
{
    crypto::Nonce nonce;
    random.fill(nonce);
    const auto sealed = crypto::seal(under, nonce, key.view(), associated);
    Bytes wrap;
    wrap.reserve(nonce.size() + sealed.size());
    wrap.assign(nonce.begin(), nonce.end());
    wrap.insert(wrap.end(), sealed.begin(), sealed.end());
    return wrap;
}

std::optional<crypto::Key> unwrap_key(const crypto::Key& under, ByteView wrap, ByteView associated)
{
    crypto::Nonce nonce;
    if (wrap.size() != nonce.size() + under.view().size() + crypto::tag_bytes)
        return std::nullopt;
    std::copy_n(wrap.begin(), nonce.size(), nonce.begin());
    auto plain = crypto::open(under, nonce, wrap.subspan(nonce.size()), associated);
    if (!plain)
        return std::nullopt;
    const crypto::Key key(*plain);
    crypto::wipe(*plain);
    return key;
}

}  // namespace varde::vault
