// What a seed chooses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace varde::torture {

/// A generator of its own for each thread, so that threads draw the same in every run.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : generator_(seed) {}
    /// From 0 up to, but not including, `end`.
    std::size_t below(std::size_t end) { return std::size_t(generator_() % end); }
    std::uint64_t number() { return generator_(); }

private:
    std::mt19937_64 generator_;
};

}  // namespace varde::torture
