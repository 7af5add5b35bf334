// `varde verify --store`: everything that a store holds, checked without changing it.
#pragma once

#include "app/verify.hpp"
#include "base/result.hpp"
#include "store/content_check.hpp"
#include "store/projection_check.hpp"

namespace varde::app {

struct StoreVerified {
    std::string store;
    std::uint64_t entries = 0;
    Hash root{};
    domain::Lifecycle::Counts counts;
    std::uint64_t checkpoints = 0, signatures = 0, tiles = 0;
    bool lock_seen = false;  ///< The checkpoint lock was there to compare with.
    double seconds = 0;      ///< Of the pass over the entries.
    std::optional<store::ProjectionCheck> projections;  ///< With `deep`…
    std::optional<store::ContentCheck> contents;        ///< …and keys at hand.
    std::uint64_t found = 0;
    std::vector<store::LedgerFinding> findings;  ///< The first of them.
};
/// An error when the store cannot be looked at; what is wrong in it are findings.
Result<StoreVerified> look_through(const VerifyOptions& options);

/// 0 only when nothing was found.
int verify_store(const VerifyOptions& options);

}  // namespace varde::app
