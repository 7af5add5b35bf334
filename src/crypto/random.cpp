#include "base/check.hpp"
#include "crypto/crypto.hpp"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace varde::crypto {

void start() { CHECK(sodium_init() >= 0); }

// One call into the kernel serves some dozens of values. What is given out is wiped here, and the
// program never forks a process that goes on without exec.
void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    thread_local std::array<std::uint8_t, 1'024> stock;
    thread_local std::size_t left = 0;
    if (bytes.size() > stock.size())
        return randombytes_buf(bytes.data(), bytes.size());
    if (bytes.size() > left) {
        randombytes_buf(stock.data(), stock.size());
        left = stock.size();
    }
    const auto taken = std::span(stock).subspan(left - bytes.size(), bytes.size());
    std::ranges::copy(taken, bytes.begin());
    wipe(taken);
    left -= bytes.size();
}

}  // namespace varde::crypto
