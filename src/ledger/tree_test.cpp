#include "ledger/tree.hpp"

#include "crypto/crypto.hpp"
#include "ledger/entry.hpp"

#include <bit>
#include <gtest/gtest.h>
#include <random>

namespace varde::ledger {
namespace {

constexpr std::uint64_t size_max = 600;

// The definitions of RFC 6962 section 2.1 word for word, as the judge of everything else.
Hash plain_root(std::span<const Hash> leaves)
{
    if (leaves.empty())
        return empty_root();
    if (leaves.size() == 1)
        return leaves[0];
    const auto k = std::bit_floor(leaves.size() - 1);
    return node_hash(plain_root(leaves.first(k)), plain_root(leaves.subspan(k)));
}

std::vector<Hash> plain_path(std::size_t m, std::span<const Hash> leaves)
{
    if (leaves.size() == 1)
        return {};
    const auto k = std::bit_floor(leaves.size() - 1);
    auto path = m < k ? plain_path(m, leaves.first(k)) : plain_path(m - k, leaves.subspan(k));
    path.push_back(plain_root(m < k ? leaves.subspan(k) : leaves.first(k)));
    return path;
}

std::vector<Hash> plain_consistency(std::size_t m, std::span<const Hash> leaves, bool b)
{
    if (m == leaves.size())
        return b ? std::vector<Hash>{} : std::vector<Hash>{plain_root(leaves)};
    const auto k = std::bit_floor(leaves.size() - 1);
    auto proof = m <= k ? plain_consistency(m, leaves.first(k), b)
                        : plain_consistency(m - k, leaves.subspan(k), false);
    proof.push_back(plain_root(m <= k ? leaves.subspan(k) : leaves.first(k)));
    return proof;
}

const std::vector<Hash>& leaves()
{
    static const auto made = [] {
        std::vector<Hash> hashes;
        for (std::uint64_t i = 0; i < size_max; ++i)
            hashes.push_back(leaf_hash("leaf " + std::to_string(i)));
        return hashes;
    }();
    return made;
}

std::span<const Hash> first_leaves(std::uint64_t size)
{
    return std::span(leaves()).first(std::size_t(size));
}

/// What a store would hold: every complete subtree, as `Growth` reported it.
class StoredNodes {
public:
    void add(const Growth& growth)
    {
        for (unsigned level = 0; level < 64; ++level) {
            const auto fresh = growth.new_nodes(level);
            auto& row = rows_[level];
            EXPECT_EQ(fresh.first, row.size());
            row.insert(row.end(), fresh.hashes.begin(), fresh.hashes.end());
        }
    }
    Result<Hash> node(unsigned level, std::uint64_t index) const
    {
        if (index >= rows_[level].size())
            return Error{ErrorCode::internal, "no such node"};
        return rows_[level][std::size_t(index)];
    }
    NodeReader reader() const
    {
        return [this](unsigned level, std::uint64_t index) { return node(level, index); };
    }
    TileReader tiles() const
    {
        return [this](unsigned level, std::uint64_t index) -> Result<std::vector<Hash>> {
            const auto& row = rows_[8 * level];
            const auto begin = std::min(row.size(), std::size_t(index * tile_width));
            const auto end = std::min(row.size(), begin + std::size_t(tile_width));
            return std::vector<Hash>(row.begin() + std::ptrdiff_t(begin),
                                     row.begin() + std::ptrdiff_t(end));
        };
    }

private:
    std::array<std::vector<Hash>, 64> rows_;
};

StoredNodes stored(std::uint64_t size)
{
    StoredNodes nodes;
    nodes.add(Growth({}, first_leaves(size)));
    return nodes;
}

TEST(Growth, GivesTheRootOfTheDefinitionAtEverySize)
{
    Frontier frontier;
    for (std::uint64_t size = 0; size <= size_max; ++size) {
        EXPECT_EQ(frontier.root(), plain_root(first_leaves(size))) << size;
        if (size == size_max)
            break;
        const Growth growth(frontier, first_leaves(size + 1).subspan(std::size_t(size)));
        frontier = growth.after();
        EXPECT_EQ(growth.root(), frontier.root());
        EXPECT_EQ(frontier.size, size + 1);
    }
}

TEST(Growth, ProvesEachNewLeafHoweverTheLeavesAreBatched)
{
    std::mt19937_64 random(20261122);
    for (int round = 0; round < 12; ++round) {
        Frontier frontier;
        StoredNodes nodes;
        while (frontier.size < size_max) {
            const auto width = std::uint64_t(1) << random() % 8;
            const auto count = std::min(random() % width, size_max - frontier.size);
            const auto before = frontier.size;
            const Growth growth(frontier,
                                first_leaves(before + count).subspan(std::size_t(before)));
            nodes.add(growth);
            frontier = growth.after();
            for (auto index = before; index < frontier.size; ++index) {
                const auto proof = growth.inclusion_proof(index);
                EXPECT_EQ(proof, inclusion_proof(index, frontier.size, nodes.reader()).value());
                EXPECT_TRUE(inclusion_holds(leaves()[std::size_t(index)], index, frontier.size,
                                            proof, growth.root()));
            }
            EXPECT_EQ(tree_root(frontier.size, nodes.reader()).value(), growth.root());
        }
        EXPECT_EQ(frontier.root(), plain_root(leaves()));
    }
}

TEST(Growth, WorksAtTheEndOfAVeryLargeTree)
{
    // Peaks of a tree of 2^40 - 1 leaves: their hashes do not matter, only their number.
    Frontier frontier{(std::uint64_t(1) << 40) - 1, std::vector<Hash>(40, Hash{7})};
    const Growth growth(frontier, first_leaves(20));
    EXPECT_EQ(growth.after().size, (std::uint64_t(1) << 40) + 19);
    EXPECT_EQ(growth.after().peaks.size(), 4u);
    for (std::size_t i = 0; i < 20; ++i)
        EXPECT_TRUE(inclusion_holds(leaves()[i], frontier.size + i, growth.after().size,
                                    growth.inclusion_proof(frontier.size + i), growth.root()));
}

TEST(Growth, OfNothingChangesNothing)
{
    EXPECT_EQ(Growth({}, {}).root(), empty_root());
    const auto frontier = Growth({}, first_leaves(13)).after();
    const Growth none(frontier, {});
    EXPECT_EQ(none.after().peaks, frontier.peaks);
    EXPECT_EQ(none.root(), frontier.root());
    EXPECT_TRUE(none.new_nodes(0).hashes.empty());
    EXPECT_DEATH(none.inclusion_proof(12), "check failed");
}

TEST(Frontier, ReadsBackFromItsBytes)
{
    for (std::uint64_t size = 0; size <= 130; ++size) {
        const auto frontier = Growth({}, first_leaves(size)).after();
        const auto read = frontier_of(size, to_bytes(frontier));
        ASSERT_TRUE(read);
        EXPECT_EQ(read.value().size, size);
        EXPECT_EQ(read.value().peaks, frontier.peaks);
        EXPECT_FALSE(frontier_of(2 * size + 1, to_bytes(frontier)));
    }
    EXPECT_FALSE(frontier_of(1, Bytes(31)));
}

TEST(InclusionProof, IsTheOneOfTheDefinition)
{
    const auto nodes = stored(size_max);
    for (std::uint64_t size = 1; size <= 130; ++size)
        for (std::uint64_t index = 0; index < size; ++index)
            EXPECT_EQ(inclusion_proof(index, size, nodes.reader()).value(),
                      plain_path(std::size_t(index), first_leaves(size)));
}

TEST(InclusionProof, HoldsForNoOtherLeafIndexOrPath)
{
    for (std::uint64_t size : {1u, 2u, 3u, 7u, 8u, 100u}) {
        const auto nodes = stored(size);
        const auto root = plain_root(first_leaves(size));
        for (std::uint64_t index = 0; index < size; ++index) {
            const auto& leaf = leaves()[std::size_t(index)];
            const auto proof = inclusion_proof(index, size, nodes.reader()).value();
            ASSERT_TRUE(inclusion_holds(leaf, index, size, proof, root));
            for (std::uint64_t other = 0; other <= size; ++other)
                EXPECT_EQ(inclusion_holds(leaf, other, size, proof, root), other == index);
            EXPECT_FALSE(inclusion_holds(leaves()[size_max - 1], index, size, proof, root));
            EXPECT_FALSE(inclusion_holds(leaf, index, size, proof, Hash{}));
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto changed = proof;
                changed[i][31] ^= 1;
                EXPECT_FALSE(inclusion_holds(leaf, index, size, changed, root));
                changed = proof;
                changed.erase(changed.begin() + std::ptrdiff_t(i));
                EXPECT_FALSE(inclusion_holds(leaf, index, size, changed, root));
                changed = proof;
                changed.insert(changed.begin() + std::ptrdiff_t(i), proof[i]);
                EXPECT_FALSE(inclusion_holds(leaf, index, size, changed, root));
            }
        }
    }
}

TEST(ConsistencyProof, IsTheOneOfTheDefinitionAndHoldsForAllPairs)
{
    const auto nodes = stored(size_max);
    std::vector<Hash> roots;
    for (std::uint64_t size = 0; size <= 130; ++size)
        roots.push_back(plain_root(first_leaves(size)));
    for (std::size_t to = 0; to <= 130; ++to)
        for (std::size_t from = 0; from <= to; ++from) {
            const auto proof = consistency_proof(from, to, nodes.reader()).value();
            EXPECT_EQ(proof, from == 0 ? std::vector<Hash>{}
                                       : plain_consistency(from, first_leaves(to), true));
            EXPECT_TRUE(consistency_holds(from, roots[from], to, roots[to], proof));
        }
}

TEST(ConsistencyProof, HoldsForNoOtherRootSizeOrPath)
{
    const auto nodes = stored(size_max);
    for (std::uint64_t to = 1; to <= 40; ++to)
        for (std::uint64_t from = 1; from <= to; ++from) {
            const auto old_root = plain_root(first_leaves(from));
            const auto new_root = plain_root(first_leaves(to));
            const auto proof = consistency_proof(from, to, nodes.reader()).value();
            EXPECT_FALSE(consistency_holds(from, Hash{}, to, new_root, proof));
            EXPECT_FALSE(consistency_holds(from, old_root, to, Hash{}, proof));
            if (from != to) {
                EXPECT_FALSE(consistency_holds(to, new_root, from, old_root, proof));
                EXPECT_FALSE(consistency_holds(from, old_root, to, old_root, proof));
                EXPECT_FALSE(consistency_holds(from, old_root, to, new_root, {}));
            }
            for (std::size_t i = 0; i < proof.size(); ++i) {
                auto changed = proof;
                changed[i][0] ^= 1;
                EXPECT_FALSE(consistency_holds(from, old_root, to, new_root, changed));
                changed = proof;
                changed.erase(changed.begin() + std::ptrdiff_t(i));
                EXPECT_FALSE(consistency_holds(from, old_root, to, new_root, changed));
            }
            auto longer = proof;
            longer.push_back(Hash{});
            EXPECT_FALSE(consistency_holds(from, old_root, to, new_root, longer));
        }
}

TEST(ConsistencyProof, FromTheEmptyTreeNeedsNothing)
{
    const auto root = plain_root(first_leaves(5));
    EXPECT_TRUE(consistency_holds(0, empty_root(), 5, root, {}));
    EXPECT_FALSE(consistency_holds(0, Hash{}, 5, root, {}));
    EXPECT_FALSE(consistency_holds(0, empty_root(), 0, root, {}));
    EXPECT_FALSE(consistency_holds(0, empty_root(), 5, root, std::vector<Hash>{Hash{}}));
}

TEST(Tiles, HoldEveryNodeThatAProofNeeds)
{
    for (std::uint64_t size : {1u, 255u, 256u, 257u, 511u, 512u, 600u}) {
        const auto nodes = stored(size);
        EXPECT_EQ(tree_root(size, nodes_of(nodes.tiles())).value(), plain_root(first_leaves(size)));
        for (std::uint64_t index = 0; index < size; index += 17)
            EXPECT_EQ(inclusion_proof(index, size, nodes_of(nodes.tiles())).value(),
                      inclusion_proof(index, size, nodes.reader()).value());
        EXPECT_EQ(consistency_proof(size / 3, size, nodes_of(nodes.tiles())).value(),
                  consistency_proof(size / 3, size, nodes.reader()).value());
    }
}

TEST(Tiles, ThatAreTooShortAreAnError)
{
    const auto nodes = stored(300);
    EXPECT_FALSE(tree_root(301, nodes_of(nodes.tiles())));
    EXPECT_FALSE(inclusion_proof(3, 600, nodes_of(nodes.tiles())));
}

TEST(Tiles, HaveThePathsOfTheSpecification)
{
    EXPECT_EQ(tile_path(0, 1'234'067), "tile/0/x001/x234/067");
    EXPECT_EQ(tile_path(0, 0), "tile/0/000");
    EXPECT_EQ(tile_path(1, 999), "tile/1/999");
    EXPECT_EQ(tile_path(2, 1000, 12), "tile/2/x001/000.p/12");
    EXPECT_EQ(entries_path(1'000'000), "tile/entries/x001/x000/000");
    EXPECT_EQ(entries_path(5, 255), "tile/entries/005.p/255");
}

}  // namespace
}  // namespace varde::ledger
