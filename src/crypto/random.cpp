#include "base/check.hpp"
#include "crypto/crypto.hpp"

#include <sodium.h>

namespace varde::crypto {

void start() { CHECK(sodium_init() >= 0); }

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace varde::crypto
