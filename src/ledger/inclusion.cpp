#include "ledger/entry.hpp"
#include "ledger/peaks.hpp"
#include "ledger/tree.hpp"

namespace varde::ledger {

Result<std::vector<Hash>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                          const NodeReader& node)
{
    const auto peak = peak_over(index, size);
    std::vector<Hash> proof;
    for (unsigned level = 0; level < peak.level; ++level)
        proof.push_back(TRY(node(level, index >> level ^ 1)));

    std::vector<Place> left, right;
    for_each_peak(size, [&](Place place) {
        if (place.level != peak.level)
            (place.level > peak.level ? left : right).push_back(place);
    });
    if (!right.empty()) {
        auto tail = TRY(node(right.back().level, right.back().index));
        for (auto i = right.size() - 1; i-- > 0;) {
            const auto hash = TRY(node(right[i].level, right[i].index));
            tail = node_hash(hash, tail);
        }
        proof.push_back(tail);
    }
    for (auto i = left.size(); i-- > 0;)
        proof.push_back(TRY(node(left[i].level, left[i].index)));
    return proof;
}

// RFC 9162 section 2.1.3.2, whose hash tree is that of RFC 6962.
bool inclusion_holds(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                     std::span<const Hash> proof, const Hash& root)
{
    if (index >= size)
        return false;
    auto node = index, last = size - 1;
    auto hash = leaf;
    for (const auto& sibling : proof) {
        if (last == 0)
            return false;
        if (node & 1 || node == last) {
            hash = node_hash(sibling, hash);
            for (; !(node & 1) && node != 0; last >>= 1)
                node >>= 1;
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

}  // namespace varde::ledger
