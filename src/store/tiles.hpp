// Tiles of the ledger's tree as they are stored: full ones as rows, the rest from leaves and roots.
#pragma once

#include "base/bytes.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// Hashes that stand one after the other.
std::vector<Hash> hashes_of(ByteView bytes);

/// Hashes `from` up to `to` at a tile level, which must lie in one tile. `internal` when the store
/// lacks one of them.
Result<std::vector<Hash>> tile_hashes(sql::Connection& connection, unsigned level,
                                      std::uint64_t from, std::uint64_t to);

}  // namespace varde::store
