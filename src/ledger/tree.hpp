// The Merkle tree of RFC 6962 section 2.1: growing it, its tiles, and proofs from stored nodes.
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <functional>
#include <vector>

namespace varde::ledger {

/// The roots of the complete subtrees that a tree of `size` leaves consists of, largest first.
struct Frontier {
    std::uint64_t size = 0;
    std::vector<Hash> peaks;  ///< As many as `size` has one-bits.
    Hash root() const;        ///< `empty_root()` when empty.
};

/// The peaks one after the other; the size is kept apart.
Bytes to_bytes(const Frontier& frontier);
/// `malformed` when there are not as many peaks as a tree of `size` leaves has.
Result<Frontier> frontier_of(std::uint64_t size, ByteView bytes);

/// Leaves appended to a frontier, with every proof that the new tree allows for them: all that a
/// proof needs is a new node or a peak of the old tree. The cost depends on the number of new
/// leaves and the height of the tree only. Immutable once made.
class Growth {
public:
    Growth(const Frontier& before, std::span<const Hash> new_leaves);
    const Frontier& after() const { return after_; }
    const Hash& root() const { return tails_.front(); }
    /// The audit path of a new leaf in the tree after growth; `index` must be a new one.
    std::vector<Hash> inclusion_proof(std::uint64_t index) const;

    struct Nodes {
        std::uint64_t first = 0;  ///< Index at its level of the first one.
        std::span<const Hash> hashes;
    };
    /// The complete subtrees at `level` that did not exist before, left to right: what a store
    /// adds to its tiles. Points into this object.
    Nodes new_nodes(unsigned level) const;

private:
    struct Row {
        std::uint64_t first = 0;  // Index at its level of the first node held.
        std::size_t at = 0;       // Where it stands in nodes_.
        std::size_t count = 0;
    };
    const Hash& node(unsigned level, std::uint64_t index) const;

    std::uint64_t size_before_ = 0;
    Frontier after_;
    std::vector<Row> rows_;    // Per level.
    std::vector<Hash> nodes_;  // Level by level: the old peak where there is one, then the
                               // complete nodes with a new leaf below.
    std::vector<Hash> tails_;  // Per peak: the root over it and all peaks to its right.
};

/// Gives the root of the complete subtree `index` at `level` (level 0: leaf hashes).
using NodeReader = std::function<Result<Hash>(unsigned level, std::uint64_t index)>;

/// The audit path of leaf `index` in the tree of `size` leaves, from stored complete subtrees.
Result<std::vector<Hash>> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                          const NodeReader& node);
/// The proof that the tree of `from` leaves is a prefix of the tree of `to` (RFC 6962 2.1.2);
/// empty when `from` is 0 or equals `to`.
Result<std::vector<Hash>> consistency_proof(std::uint64_t from, std::uint64_t to,
                                            const NodeReader& node);
/// The root of the tree of `size` leaves, from stored complete subtrees.
Result<Hash> tree_root(std::uint64_t size, const NodeReader& node);

bool inclusion_holds(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                     std::span<const Hash> proof, const Hash& root);
bool consistency_holds(std::uint64_t from, const Hash& from_root, std::uint64_t to,
                       const Hash& to_root, std::span<const Hash> proof);

/// A full tile of C2SP tlog-tiles: 256 hashes at one tile level (level L of tiles holds the tree's
/// nodes of level 8 L).
inline constexpr std::uint64_t tile_width = 256;
/// The path of a tile below the log's prefix: `tile/0/x001/x234/067` or `….p/12` when partial.
std::string tile_path(unsigned level, std::uint64_t index, unsigned width = 0);
/// The path of the entries under tile `index` of level 0: `tile/entries/x001/x234/067`.
std::string entries_path(std::uint64_t index, unsigned width = 0);

/// Gives the hashes that are stored of tile `index` at tile level `level`: as many as the store
/// has, at most 256.
using TileReader = std::function<Result<std::vector<Hash>>(unsigned level, std::uint64_t index)>;
/// Reads nodes out of tiles, keeping the last tile of each level: for one proof or a few, on one
/// thread. `internal` when a tile holds less than the tree's size promises.
NodeReader nodes_of(TileReader tile);

}  // namespace varde::ledger
