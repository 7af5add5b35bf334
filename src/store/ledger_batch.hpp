// The ledger inside the batch: leaves, tiles, frontier and checkpoint go with the decisions that
// made them, in one transaction.
//
// If the process stops before the commit, none of it exists; after it, all of it does, and the
// next start reads the frontier from the same row. Nothing signed here leaves the process before
// the commit has returned.
#pragma once

#include "base/time.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/entry.hpp"
#include "ledger/tree.hpp"
#include "sql/writer.hpp"

#include <memory>

namespace varde::store {

/// One committed batch: all that its receipts need. Empty until the batch is sealed.
struct Batch {
    std::optional<ledger::Growth> growth;
    std::string note;
};

/// The writer thread's alone.
class LedgerBatch {
public:
    /// Reads the frontier and the unfinished tiles. `unavailable` when they contradict each other.
    static Result<std::unique_ptr<LedgerBatch>> load(sql::Connection& connection,
                                                     std::string origin,
                                                     const crypto::SigningKey& key, Clock& clock);

    /// Adds a leaf to the batch under way; returns its position.
    std::uint64_t append(const Hash& leaf);
    std::uint64_t next_position() const { return head_.size + pending_.size(); }
    /// The batch under way. Owners: this until the batch ends, and the answers that need it.
    std::shared_ptr<const Batch> batch() const { return batch_; }

    // As in sql::BatchHooks.
    void job_begins() { turn_start_ = pending_.size(); }
    void job_undone() { pending_.resize(turn_start_); }
    Status seal(sql::Connection& connection);
    void committed();
    void undone();
    Result<sql::Fate> fate(sql::Connection& connection);

private:
    LedgerBatch(std::string origin, const crypto::SigningKey& key, Clock& clock);
    Status write_tiles(sql::Connection& connection);

    std::string origin_;
    const crypto::SigningKey& key_;
    Clock& clock_;
    ledger::Frontier head_;
    std::vector<std::vector<Hash>> tails_;   // Per tile level: hashes after the last full tile.
    std::vector<std::vector<Hash>> staged_;  // What tails_ become when the batch commits.
    std::vector<Hash> pending_;
    std::size_t turn_start_ = 0;
    std::shared_ptr<Batch> batch_;  // Owned here and by the jobs whose answers need it.
};

/// Reads nodes of the tree from tiles and leaves, for proofs about any stored size.
ledger::NodeReader node_reader(sql::Connection& connection);

}  // namespace varde::store
