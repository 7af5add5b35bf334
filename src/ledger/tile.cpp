#include "ledger/entry.hpp"
#include "ledger/tree.hpp"

#include <map>

namespace varde::ledger {
namespace {

constexpr unsigned tile_height = 8;
static_assert(tile_width == 1u << tile_height);

/// `x001/x234/067` for 1234067, then `.p/<width>` when the tile is partial.
std::string number_path(std::uint64_t index, unsigned width)
{
    CHECK(width < tile_width);
    std::string path;
    for (bool last = true; last || index != 0; last = false, index /= 1000) {
        auto group = std::to_string(index % 1000);
        group.insert(0, 3 - group.size(), '0');
        path.insert(0, last ? group : "x" + group + "/");
    }
    return width == 0 ? path : path + ".p/" + std::to_string(width);
}

Hash root_of_complete(std::vector<Hash> hashes)
{
    for (; hashes.size() > 1; hashes.resize(hashes.size() / 2))
        for (std::size_t i = 0; i < hashes.size() / 2; ++i)
            hashes[i] = node_hash(hashes[2 * i], hashes[2 * i + 1]);
    return hashes.front();
}

/// The last tile read of each tile level: neighbouring nodes of a proof stand in the same ones.
class RecentTiles {
public:
    explicit RecentTiles(TileReader read) : read_(std::move(read)) {}

    Result<Hash> node(unsigned level, std::uint64_t index)
    {
        const auto tile_level = level / tile_height, height = level % tile_height;
        const auto begin = index << height;  // Counted in hashes at the tile's level.
        const auto count = std::uint64_t(1) << height;
        auto& recent = recent_[tile_level];
        if (!recent || recent->index != begin / tile_width)
            recent = Tile{begin / tile_width, TRY(read_(tile_level, begin / tile_width))};
        const auto& hashes = recent->hashes;
        const auto at = std::ptrdiff_t(begin % tile_width);
        if (hashes.size() < begin % tile_width + count)
            return Error{ErrorCode::internal, "a tile of the ledger is incomplete"};
        return root_of_complete({hashes.begin() + at, hashes.begin() + at + std::ptrdiff_t(count)});
    }

private:
    struct Tile {
        std::uint64_t index = 0;
        std::vector<Hash> hashes;
    };
    TileReader read_;
    std::map<unsigned, std::optional<Tile>> recent_;
};

}  // namespace

std::string tile_path(unsigned level, std::uint64_t index, unsigned width)
{
    return "tile/" + std::to_string(level) + "/" + number_path(index, width);
}

std::string entries_path(std::uint64_t index, unsigned width)
{
    return "tile/entries/" + number_path(index, width);
}

NodeReader nodes_of(TileReader tile)
{
    return [tiles = RecentTiles(std::move(tile))](unsigned level, std::uint64_t index) mutable {
        return tiles.node(level, index);
    };
}

}  // namespace varde::ledger
