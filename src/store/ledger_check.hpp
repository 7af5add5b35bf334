// Everything that the ledger says, once more and fast: each entry from its row, the tree over all,
// every kept checkpoint and tile, and what may follow what. Reads only.
#pragma once

#include "domain/lifecycle/lifecycle.hpp"
#include "ledger/checkpoint.hpp"
#include "ledger/entry_writer.hpp"
#include "ledger/tree.hpp"
#include "sql/connection.hpp"

namespace varde::store {

/// An event's row as far as its ledger entry goes.
struct ScannedEntry {
    /// False: the row is not one of this program's events. Then of the rest only the position is
    /// meant, and the leaf, which is all zeros where that cannot be read either.
    bool known = true;
    domain::LedgerStep step;
    Hash commitment{};
    Hash leaf{};  ///< As stored.
    std::string_view text(ledger::EntryWriter& writer) const;
};

/// Reads entries from `from` up to `to`, as many as there are.
Result<std::vector<ScannedEntry>> scan_entries(sql::Connection& connection, std::uint64_t from,
                                               std::uint64_t to);

/// Something that is not as it must be.
struct LedgerFinding {
    std::string rule;            ///< `entry`, `missing`, `tile`, `head`, `checkpoint`, `lock`,
                                 ///< `unreadable`, or as `domain::name_of(LifecycleRule)`.
    std::uint64_t position = 0;  ///< The entry; of a checkpoint its size.
    std::string object;          ///< The report, where it is about one.
    std::string words;
};

struct LedgerCheckOptions {
    crypto::PublicKey log{};
    std::optional<std::string> lock;  ///< The checkpoint lock's note.
    bool every_signature = false;  ///< Else that of each log's newest checkpoint, and the lock's.
};

/// One thread at a time, with a connection of its own for checkpoints and tiles.
class LedgerCheck {
public:
    /// Goes up to the newest checkpoint at this time.
    static Result<LedgerCheck> begin(sql::Connection& connection, LedgerCheckOptions options);
    std::uint64_t size() const { return size_; }
    /// The next entries, in order and without gaps but for those that are missing.
    void take(std::span<const ScannedEntry> entries);
    /// Entries that the database does not give, from `from` up to `to`.
    void take_unreadable(std::uint64_t from, std::uint64_t to, const Error& error);
    void finish();

    const std::vector<LedgerFinding>& findings() const { return findings_; }
    std::uint64_t found() const { return found_; }  ///< Findings that were too many to keep too.
    bool all_known() const { return all_known_; }   ///< Every row was read as an event of ours.
    std::uint64_t checkpoints() const { return checkpoints_; }
    std::uint64_t signatures() const { return signatures_; }
    std::uint64_t tiles() const { return tiles_; }
    domain::Lifecycle::Counts counts() const { return lifecycle_.counts(); }
    const Hash& root() const { return root_; }  ///< Over all entries, once finished.

private:
    struct Kept {
        std::uint64_t size = 0;
        std::string note;
    };
    LedgerCheck(sql::Connection& connection, LedgerCheckOptions options)
        : connection_(&connection), options_(std::move(options))
    {
    }
    void find(LedgerFinding finding);
    Status read_sizes();
    void read_lock();
    void check_checkpoints();
    void check_signature(const Kept& kept);
    void add_to_tile(std::size_t level, const Hash& hash);
    void load_kept();
    bool check_entry(const ScannedEntry& entry, Hash& leaf);

    sql::Connection* connection_;
    LedgerCheckOptions options_;
    std::uint64_t size_ = 0;
    Bytes head_;  // The subtrees of the tree of size_, as the store has them.
    ledger::EntryWriter writer_;
    ledger::Frontier seen_;
    bool whole_ = true;  // Nothing was missing, so roots can be compared.
    bool all_known_ = true;
    domain::Lifecycle lifecycle_;
    std::vector<Kept> kept_;  // Those to come, in order, from kept_at_ on.
    std::size_t kept_at_ = 0;
    std::uint64_t kept_until_ = 0;
    std::optional<ledger::Checkpoint> lock_;
    std::vector<std::vector<Hash>> tails_;  // Per tile level: hashes after the last full tile.
    std::vector<LedgerFinding> findings_;
    std::uint64_t found_ = 0, checkpoints_ = 0, signatures_ = 0, tiles_ = 0;
    Hash root_{};
};

}  // namespace varde::store
