// `varde verify --store`: everything that a store holds, checked without changing it.
#pragma once

#include "app/verify.hpp"
#include "base/result.hpp"
#include "store/content_check.hpp"
#include "store/projection_check.hpp"
#include "store/publication_check.hpp"

namespace varde::app {

struct StoreVerified {
    std::string store;
    std::uint64_t entries = 0;
    Hash root{};
    domain::Lifecycle::Counts counts;
    std::uint64_t checkpoints = 0, signatures = 0, tiles = 0;
    bool lock_seen = false;  ///< The checkpoint lock was there to compare with.
    double seconds = 0;      ///< Of the pass over the entries.
    bool all_known = false;  ///< Every row was read as an event of ours.
    std::optional<store::PublicationCheck> publication;
    std::optional<store::ProjectionCheck> projections;  ///< With `deep`…
    std::optional<store::ContentCheck> contents;        ///< …and keys at hand.
    std::uint64_t found = 0;
    std::vector<store::LedgerFinding> findings;  ///< The first of them.
};
/// An error when the store cannot be looked at; what is wrong in it are findings, and so is what
/// cannot be read of it.
Result<StoreVerified> look_through(const VerifyOptions& options);

/// An address as it may be shown: `postgres://user:word@host` without the word, `password=word`
/// without it too.
std::string without_password(std::string store);

/// 0 only when nothing was found, 1 when something was; 2 when a key or a policy cannot be used, 6
/// when there is no store to look at.
int verify_store(const VerifyOptions& options);

}  // namespace varde::app
