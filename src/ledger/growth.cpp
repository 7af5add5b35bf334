#include "ledger/entry.hpp"
#include "ledger/peaks.hpp"
#include "ledger/tree.hpp"

#include <algorithm>

namespace varde::ledger {
namespace {

/// Per peak: the root over it and everything to its right. The first is the root of the tree.
std::vector<Hash> tails_of(const std::vector<Hash>& peaks)
{
    if (peaks.empty())
        return {empty_root()};
    auto tails = peaks;
    for (auto i = tails.size() - 1; i-- > 0;)
        tails[i] = node_hash(tails[i], tails[i + 1]);
    return tails;
}

}  // namespace

Hash Frontier::root() const { return tails_of(peaks).front(); }

Bytes to_bytes(const Frontier& frontier)
{
    Bytes bytes;
    bytes.reserve(frontier.peaks.size() * sizeof(Hash));
    for (const auto& peak : frontier.peaks)
        bytes.insert(bytes.end(), peak.begin(), peak.end());
    return bytes;
}

Result<Frontier> frontier_of(std::uint64_t size, ByteView bytes)
{
    const auto count = std::size_t(std::popcount(size));
    if (bytes.size() != count * sizeof(Hash))
        return Error{ErrorCode::malformed, "the frontier does not fit the size of the tree"};
    Frontier frontier{size, std::vector<Hash>(count)};
    for (std::size_t i = 0; i < count; ++i) {
        const auto peak = bytes.subspan(i * sizeof(Hash), sizeof(Hash));
        std::copy(peak.begin(), peak.end(), frontier.peaks[i].begin());
    }
    return frontier;
}

Growth::Growth(const Frontier& before, std::span<const Hash> new_leaves) : size_before_(before.size)
{
    CHECK(before.peaks.size() == std::size_t(std::popcount(before.size)));
    after_.size = before.size + new_leaves.size();
    const auto levels = unsigned(std::bit_width(after_.size));
    rows_.reserve(levels);
    nodes_.reserve(2 * new_leaves.size() + 2 * levels);
    auto old_peak = before.peaks.size();  // One past the next one to take, smallest first.
    for (unsigned level = 0; level < levels; ++level) {
        const auto old_count = size_before_ >> level, new_count = after_.size >> level;
        const bool has_old_peak = old_count & 1;
        const Row row{old_count - has_old_peak, nodes_.size(),
                      std::size_t(new_count - old_count) + has_old_peak};
        if (has_old_peak)
            nodes_.push_back(before.peaks[--old_peak]);
        if (level == 0)
            nodes_.insert(nodes_.end(), new_leaves.begin(), new_leaves.end());
        else
            for (auto index = old_count; index < new_count; ++index)
                nodes_.push_back(
                    node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1)));
        rows_.push_back(row);
    }
    for_each_peak(after_.size,
                  [&](Place place) { after_.peaks.push_back(node(place.level, place.index)); });
    tails_ = tails_of(after_.peaks);
}

const Hash& Growth::node(unsigned level, std::uint64_t index) const
{
    const auto& row = rows_[level];
    CHECK(index >= row.first && index - row.first < row.count);
    return nodes_[row.at + std::size_t(index - row.first)];
}

std::vector<Hash> Growth::inclusion_proof(std::uint64_t index) const
{
    CHECK(index >= size_before_ && index < after_.size);
    const auto peak = peak_over(index, after_.size);
    const auto left_peaks = peaks_before(peak.level, after_.size);
    std::vector<Hash> proof;
    proof.reserve(peak.level + 1 + left_peaks);
    for (unsigned level = 0; level < peak.level; ++level)
        proof.push_back(node(level, index >> level ^ 1));
    if (left_peaks + 1 < tails_.size())
        proof.push_back(tails_[left_peaks + 1]);
    for (auto i = left_peaks; i-- > 0;)
        proof.push_back(after_.peaks[i]);
    return proof;
}

Growth::Nodes Growth::new_nodes(unsigned level) const
{
    const auto old_count = level < 64 ? size_before_ >> level : 0;
    if (level >= rows_.size())
        return {old_count, {}};
    const auto& row = rows_[level];
    const auto skipped = std::size_t(old_count - row.first);
    return {old_count, std::span(nodes_).subspan(row.at + skipped, row.count - skipped)};
}

}  // namespace varde::ledger
