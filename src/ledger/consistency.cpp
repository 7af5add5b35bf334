#include "ledger/entry.hpp"
#include "ledger/peaks.hpp"
#include "ledger/tree.hpp"

#include <algorithm>

namespace varde::ledger {
namespace {

/// The root over leaves `begin` to `end`; `begin` is a multiple of a power of two that is not
/// less than their number, as it is for every subtree that a proof names.
Result<Hash> range_root(std::uint64_t begin, std::uint64_t end, const NodeReader& node)
{
    std::vector<Place> peaks;
    for_each_peak(end - begin, [&](Place place) {
        peaks.push_back({place.level, (begin >> place.level) + place.index});
    });
    auto root = TRY(node(peaks.back().level, peaks.back().index));
    for (auto i = peaks.size() - 1; i-- > 0;) {
        const auto hash = TRY(node(peaks[i].level, peaks[i].index));
        root = node_hash(hash, root);
    }
    return root;
}

}  // namespace

Result<Hash> tree_root(std::uint64_t size, const NodeReader& node)
{
    if (size == 0)
        return empty_root();
    return range_root(0, size, node);
}

// RFC 6962 section 2.1.2 from the top down: at each step the half without the end of the old tree
// belongs to the proof, so the hashes come in the opposite order.
Result<std::vector<Hash>> consistency_proof(std::uint64_t from, std::uint64_t to,
                                            const NodeReader& node)
{
    CHECK(from <= to);
    std::vector<Hash> proof;
    if (from == 0 || from == to)
        return proof;
    std::uint64_t begin = 0, end = to;
    bool old_root_is_known = true;  // The subtree at hand begins where the whole tree begins.
    while (from != end) {
        const auto middle = begin + std::bit_floor(end - begin - 1);
        if (from <= middle) {
            proof.push_back(TRY(range_root(middle, end, node)));
            end = middle;
        } else {
            proof.push_back(TRY(range_root(begin, middle, node)));
            begin = middle;
            old_root_is_known = false;
        }
    }
    if (!old_root_is_known)
        proof.push_back(TRY(range_root(begin, end, node)));
    std::reverse(proof.begin(), proof.end());
    return proof;
}

// RFC 9162 section 2.1.4.2.
bool consistency_holds(std::uint64_t from, const Hash& from_root, std::uint64_t to,
                       const Hash& to_root, std::span<const Hash> proof)
{
    if (from > to)
        return false;
    if (from == 0)
        return proof.empty() && from_root == empty_root() && (to != 0 || to_root == from_root);
    if (from == to)
        return proof.empty() && from_root == to_root;

    auto node = from - 1, last = to - 1;
    for (; node & 1; last >>= 1)
        node >>= 1;
    const bool from_is_complete = std::has_single_bit(from);
    if (!from_is_complete && proof.empty())
        return false;
    const auto start = from_is_complete ? from_root : proof.front();
    auto old_root = start, new_root = start;
    for (const auto& hash : proof.subspan(from_is_complete ? 0 : 1)) {
        if (last == 0)
            return false;
        if (node & 1 || node == last) {
            old_root = node_hash(hash, old_root);
            new_root = node_hash(hash, new_root);
            for (; !(node & 1) && node != 0; last >>= 1)
                node >>= 1;
        } else {
            new_root = node_hash(new_root, hash);
        }
        node >>= 1;
        last >>= 1;
    }
    return last == 0 && old_root == from_root && new_root == to_root;
}

}  // namespace varde::ledger
