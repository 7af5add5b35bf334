#include "crypto/hmac.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace varde::crypto {

HmacSha256::HmacSha256(ByteView key)
{
    CHECK(key.size() <= outer_pad_.size());
    std::array<std::uint8_t, 64> inner_pad{};
    std::ranges::copy(key, inner_pad.begin());
    std::ranges::copy(key, outer_pad_.begin());
    for (auto& byte : inner_pad)
        byte ^= 0x36;
    for (auto& byte : outer_pad_)
        byte ^= 0x5c;
    inner_.add(inner_pad);
}

Hash HmacSha256::finish()
{
    const auto inner = inner_.finish();
    return sha256({ByteView(outer_pad_), ByteView(inner)});
}

}  // namespace varde::crypto
