#include "store/key_filter.hpp"

#include <algorithm>
#include <cstring>

namespace varde::store {
namespace {

constexpr std::size_t first_room = 65'536;
constexpr std::size_t bits_per_key = 12;
constexpr unsigned probes = 6;

/// The bits that stand for a key. MACs look drawn already: they need no further hashing.
template <class Visit>
bool all_bits(const MacStart& mac, std::size_t bits, Visit visit)
{
    std::uint64_t value = 0;
    std::memcpy(&value, mac.data(), sizeof value);
    const auto step = value >> 32 | 1;
    for (unsigned i = 0; i < probes; ++i, value += step << 20 | step)
        if (!visit(value % bits))
            return false;
    return true;
}

}  // namespace

void KeyFilter::add(const MacStart& mac)
{
    if (layers_.empty() || layers_.back().room == 0) {
        const auto room = first_room << layers_.size();
        layers_.push_back({std::vector<std::uint64_t>(room * bits_per_key / 64), room});
    }
    auto& layer = layers_.back();
    --layer.room;
    all_bits(mac, layer.words.size() * 64, [&](std::uint64_t bit) {
        layer.words[bit / 64] |= std::uint64_t{1} << bit % 64;
        return true;
    });
}

bool KeyFilter::may_hold(const MacStart& mac) const
{
    return std::ranges::any_of(layers_, [&](const Layer& layer) {
        return all_bits(mac, layer.words.size() * 64, [&](std::uint64_t bit) {
            return (layer.words[bit / 64] >> bit % 64 & 1) != 0;
        });
    });
}

}  // namespace varde::store
