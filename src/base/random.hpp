// Where fresh bytes come from: the system in the program, a seed in tests.
#pragma once

#include <cstdint>
#include <span>

namespace varde {

/// Implementations may be called from any thread.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace varde
