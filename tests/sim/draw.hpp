// What a seed chooses in a simulation: who acts, what they do, when, and what goes wrong.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace varde::sim {

/// The same for the same seed and order of calls, on every machine: no library's distributions.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : generator_(seed) {}
    std::uint64_t number() { return generator_(); }
    /// From 0 up to, but not including, `end`.
    std::size_t below(std::size_t end) { return std::size_t(generator_() % end); }
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least + std::int64_t(generator_() % std::uint64_t(most - least + 1));
    }
    double part() { return double(generator_() >> 11) * 0x1p-53; }  ///< In [0, 1).
    bool chance(double probability) { return part() < probability; }
    /// How long until something that happens once in `mean` on average.
    double waiting(double mean) { return -mean * std::log(1 - part()); }
    template <class T>
    const T& pick(const std::vector<T>& from)
    {
        return from[below(from.size())];
    }

private:
    std::mt19937_64 generator_;
};

}  // namespace varde::sim
