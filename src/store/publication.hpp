// What outsiders may see of the ledger: the checkpoints that were published, the tree below them,
// and the witnesses' signatures.
//
// A checkpoint is signed with each batch, and published once a minute: between two of them nobody
// outside can tell whether anything came.
#pragma once

#include "store/recovery.hpp"
#include "store/roll.hpp"
#include "store/transaction.hpp"

namespace varde::store {

struct Cosignature {
    std::string witness;  ///< Its name in the trust policy.
    Timestamp at;         ///< When it saw the checkpoint, by its own clock.
    std::string line;     ///< As it stands under the note, its line end included.
};

struct PublishedCheckpoint {
    std::uint64_t size = 0;
    Timestamp at;
    std::optional<Timestamp> witnessed_at;  ///< Since when enough witnesses have signed it.
    std::string note;                       ///< With the log's signature alone.
    std::vector<Cosignature> cosignatures;
    std::string text() const;  ///< The note with the witnesses' signatures.
};

/// What a witness has signed last.
struct WitnessHead {
    std::string name;
    std::uint64_t size = 0;
    Timestamp at;
};

class Publication {
public:
    explicit Publication(Reading& reading) : reading_(reading) {}

    /// Nothing: none yet.
    Result<std::optional<PublishedCheckpoint>> newest();
    Result<std::optional<PublishedCheckpoint>> of_size(std::uint64_t size);
    /// The first that holds the entry at `position` and that enough witnesses have signed.
    Result<std::optional<PublishedCheckpoint>> witnessed_holding(std::uint64_t position);
    Result<std::vector<WitnessHead>> witnesses();

    /// The first `width` hashes of a tile; all must lie in the tree.
    Result<std::vector<Hash>> tile(unsigned level, std::uint64_t index, unsigned width);
    /// Entries `from` up to `to`, as many as there are; nothing of their events beside is read.
    Result<std::vector<std::string>> entries(std::uint64_t from, std::uint64_t to);
    /// What was accepted at `position` or later, as many as `limit`, oldest first.
    Result<std::vector<RollLine>> accepted_from(std::uint64_t position, int limit);
    /// The proof that the tree of `from` entries is the beginning of the tree of `to`.
    Result<std::vector<Hash>> consistency_proof(std::uint64_t from, std::uint64_t to);

private:
    template <class... Values>
    Result<std::optional<PublishedCheckpoint>> find(const sql::Statement& statement,
                                                    const Values&... values);
    Reading& reading_;
};

/// Compares the store with a checkpoint that our own key has signed and a witness has kept. A value
/// says why the store must not go on.
Result<std::optional<Recovery>> compare_with_witness(Reading& reading, const std::string& witness,
                                                     const ledger::Checkpoint& kept);

class PublicationChanges {
public:
    explicit PublicationChanges(Transaction& tx) : tx_(tx) {}

    /// Shows the checkpoint of this size from now on; it must be signed, durable and in the lock.
    Status publish(std::uint64_t size, Timestamp at);
    Status save(std::uint64_t size, const Cosignature& cosignature);
    /// Enough witnesses have signed the checkpoint of this size. Their signatures under earlier
    /// ones go where no receipt leads to them: under those that too few have signed, and under the
    /// last witnessed one before it if nothing but beats is new in that.
    Status mark_witnessed(std::uint64_t size, Timestamp at);

private:
    Status thin_before(std::uint64_t size);
    Transaction& tx_;
};

}  // namespace varde::store
