// What outsiders were shown of the ledger, held against its checkpoints: published sizes, and what
// witnesses signed. Reads only.
#pragma once

#include "ledger/policy.hpp"
#include "sql/connection.hpp"
#include "store/ledger_check.hpp"

namespace varde::store {

struct PublicationCheck {
    std::uint64_t cosignatures = 0;  ///< Lines of witnesses that are what they must be…
    std::uint64_t verified = 0;      ///< …and of those with a signature by a key of the policy.
    std::uint64_t found = 0;
    std::vector<LedgerFinding> findings;  ///< The first of them.
};

/// Every published size has its checkpoint, and every witness's line is one over such a checkpoint
/// at the time that the store says. `witnesses`: whose keys are known; of others only the form is
/// looked at.
Result<PublicationCheck> check_publication(sql::Connection& connection,
                                           const std::vector<ledger::TrustedWitness>& witnesses);

}  // namespace varde::store
