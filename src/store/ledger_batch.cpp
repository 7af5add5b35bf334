#include "store/ledger_batch.hpp"

#include "store/queries.hpp"
#include "store/tiles.hpp"

namespace varde::store {
namespace {

Bytes bytes_of_hashes(std::span<const Hash> hashes)
{
    Bytes bytes;
    bytes.reserve(hashes.size() * 32);
    for (const auto& hash : hashes)
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    return bytes;
}

/// The root of a complete subtree, from a power of two of hashes.
Hash fold(std::vector<Hash> hashes)
{
    CHECK(!hashes.empty());
    for (; hashes.size() > 1; hashes.resize(hashes.size() / 2))
        for (std::size_t i = 0; i < hashes.size() / 2; ++i)
            hashes[i] = ledger::node_hash(hashes[2 * i], hashes[2 * i + 1]);
    return hashes.front();
}

ledger::Frontier read_head(const sql::Row& row)
{
    return {std::uint64_t(row.integer(0)), hashes_of(row.bytes(1))};
}

}  // namespace

LedgerBatch::LedgerBatch(std::string origin, const crypto::SigningKey& key, Clock& clock)
    : origin_(std::move(origin)), key_(key), clock_(clock),
      batch_(std::make_shared<Batch>())  // Owners: this and the batch's jobs.
{
}

Result<std::unique_ptr<LedgerBatch>> LedgerBatch::load(sql::Connection& connection,
                                                       std::string origin,
                                                       const crypto::SigningKey& key, Clock& clock)
{
    std::unique_ptr<LedgerBatch> ledger(new LedgerBatch(std::move(origin), key, clock));
    TRY(sql::run(connection, queries::insert_head, Bytes{}));
    const auto head = TRY(sql::one(connection, read_head, queries::ledger_head));
    if (!head)
        return Error{ErrorCode::unavailable, "the ledger has no head"};
    ledger->head_ = *head;
    unsigned level = 0;
    for (auto count = head->size; count > 0; count /= ledger::tile_width, ++level)
        ledger->tails_.push_back(TRY(tile_hashes(
            connection, level, count / ledger::tile_width * ledger::tile_width, count)));
    if (TRY(ledger::tree_root(head->size, node_reader(connection))) != head->root())
        return Error{ErrorCode::unavailable, "the ledger's head does not fit its leaves"};
    return ledger;
}

std::uint64_t LedgerBatch::append(const Hash& leaf)
{
    pending_.push_back(leaf);
    return next_position() - 1;
}

Status LedgerBatch::write_tiles(sql::Connection& connection)
{
    staged_ = tails_;
    auto count = head_.size;  // Hashes at this level before the batch.
    auto added = pending_;
    for (unsigned level = 0; !added.empty(); ++level, count /= ledger::tile_width) {
        if (level == staged_.size())
            staged_.emplace_back();
        auto& tail = staged_[level];
        auto tile_index = count / ledger::tile_width;
        std::vector<Hash> roots;
        for (const auto& hash : added) {
            tail.push_back(hash);
            if (tail.size() < ledger::tile_width)
                continue;
            roots.push_back(fold(tail));
            TRY(sql::post(connection, queries::insert_tile, std::int64_t{level},
                          std::int64_t(tile_index++), roots.back(), bytes_of_hashes(tail)));
            tail.clear();
        }
        added = std::move(roots);
    }
    return ok();
}

Status LedgerBatch::seal(sql::Connection& connection)
{
    if (pending_.empty())
        return ok();
    const auto& growth = batch_->growth.emplace(head_, pending_);
    TRY(write_tiles(connection));
    const auto size = growth.after().size;
    batch_->note = ledger::sign({origin_, size, growth.root()}, key_);
    TRY(sql::post(connection, queries::insert_batch, std::int64_t(size), clock_.now(),
                  batch_->note));
    const auto moved = TRY(sql::run(connection, queries::move_head, std::int64_t(head_.size),
                                    std::int64_t(size), bytes_of_hashes(growth.after().peaks)));
    CHECK(moved == 1);
    return ok();
}

void LedgerBatch::committed()
{
    if (batch_->growth) {
        head_ = batch_->growth->after();
        tails_ = std::move(staged_);
    }
    undone();
}

void LedgerBatch::undone()
{
    pending_.clear();
    turn_start_ = 0;
    batch_ = std::make_shared<Batch>();  // Owners: this and the batch's jobs.
}

Result<sql::Fate> LedgerBatch::fate(sql::Connection& connection)
{
    const auto found = TRY(sql::one(connection, read_head, queries::ledger_head));
    const auto is = [&](const ledger::Frontier& known) {
        return found && found->size == known.size && found->peaks == known.peaks;
    };
    if (batch_->growth && is(batch_->growth->after()))
        return sql::Fate::stored;
    if (is(head_))
        return batch_->growth ? sql::Fate::not_stored : sql::Fate::untraceable;
    return Error{ErrorCode::conflict,
                 "the ledger in the database is not the one that this process has written: another "
                 "process writes, or the database lacks what was acknowledged"};
}

ledger::NodeReader node_reader(sql::Connection& connection)
{
    return [&connection](unsigned level, std::uint64_t index) -> Result<Hash> {
        const auto tile_level = level / 8;
        const auto width = std::uint64_t{1} << (level % 8);
        auto hashes = TRY(tile_hashes(connection, tile_level, index * width, (index + 1) * width));
        return fold(std::move(hashes));
    };
}

}  // namespace varde::store
