// What shows that a copy of the store can be relied on: not that copying succeeded, but that the
// copy gives the signed tree, receipts that verify, and content that opens.
#pragma once

#include "ledger/checkpoint.hpp"
#include "store/backup.hpp"

namespace varde::store {

struct RestoreProof {
    ledger::Checkpoint tree;        ///< Every entry gives this root, and its note is ours.
    std::uint64_t receipts = 0;     ///< So many proofs of inclusion verify: all, or a sample…
    std::uint64_t contents = 0;     ///< …so many reports' contents open under their keys…
    std::uint64_t attachments = 0;  ///< …and so many files, to their ends.
    std::uint64_t erased = 0;       ///< So many of the reports have been erased.
};

/// `samples_max` bounds each of the three. Writes nothing. An error names the file that fails.
Result<RestoreProof> prove(const std::string& folder, const std::string& keys, Random& random,
                           std::uint64_t samples_max = 1'000);

}  // namespace varde::store
