#include "store/tiles.hpp"

#include "ledger/tree.hpp"
#include "store/queries.hpp"

namespace varde::store {
namespace {

Hash hash_of(ByteView bytes)
{
    CHECK(bytes.size() == 32);
    Hash hash;
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

Hash first_hash(const sql::Row& row) { return hash_of(row.bytes(0)); }

}  // namespace

std::vector<Hash> hashes_of(ByteView bytes)
{
    std::vector<Hash> hashes;
    for (std::size_t at = 0; at + 32 <= bytes.size(); at += 32)
        hashes.push_back(hash_of(bytes.subspan(at, 32)));
    return hashes;
}

Result<std::vector<Hash>> tile_hashes(sql::Connection& connection, unsigned level,
                                      std::uint64_t from, std::uint64_t to)
{
    const auto tile = TRY(sql::one(
        connection, [](const sql::Row& row) { return hashes_of(row.bytes(0)); }, queries::tile,
        std::int64_t{level}, std::int64_t(from / ledger::tile_width)));
    if (tile) {
        const auto begin = tile->begin() + std::ptrdiff_t(from % ledger::tile_width);
        return std::vector<Hash>(begin, begin + std::ptrdiff_t(to - from));
    }
    auto found = level == 0
                     ? TRY(sql::all(connection, first_hash, queries::leaves_between,
                                    std::int64_t(from), std::int64_t(to)))
                     : TRY(sql::all(connection, first_hash, queries::tile_roots_between,
                                    std::int64_t{level - 1}, std::int64_t(from), std::int64_t(to)));
    if (found.size() != to - from)
        return Error{ErrorCode::internal, "the ledger lacks a node that it must have"};
    return found;
}

}  // namespace varde::store
